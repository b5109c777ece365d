import type { Call, Speech } from "./call";
import type { Carrier } from "./carrier";

/** Keys pressed at the phone, one tone after the other. */
export function pressKeys(carrier: Carrier, call: Call, digits: string): void {
  if (call.status !== "in-progress") return;
  carrier.phones.notify(call, "keypad", { digits });
  for (const digit of digits) call.emit("key", digit);
}

/** Words spoken into the phone. Whoever is joined hears them; else the carrier does, if a Gather listens. */
export function speak(carrier: Carrier, call: Call, speech: Speech): void {
  if (call.status !== "in-progress") return;
  carrier.phones.notify(call, "transcript", { speaker: "self", text: speech.text });
  if (call.partner) carrier.phones.notify(call.partner, "transcript", { speaker: "partner", text: speech.text });
  call.emit("speech", speech);
}
