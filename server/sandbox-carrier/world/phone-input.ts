import type { Call, Speech } from "./call";
import type { Carrier } from "./carrier";

/** The person at the phone presses keys, one after the other. */
export function pressKeys(carrier: Carrier, call: Call, digits: string): void {
  if (call.status !== "in-progress") return;
  carrier.phones.notify(call, "keypad", { digits });
  for (const digit of digits) call.emit("key", digit);
}

/** The person at the phone says something: the bridged partner gets it, and a Gather that collects speech. */
export function speak(carrier: Carrier, call: Call, speech: Speech): void {
  if (call.status !== "in-progress") return;
  carrier.phones.notify(call, "transcript", { speaker: "self", text: speech.text });
  if (call.partner) carrier.phones.notify(call.partner, "transcript", { speaker: "partner", text: speech.text });
  call.emit("speech", speech);
}
