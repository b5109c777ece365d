import type { Call } from "./call";
import type { Carrier } from "./carrier";

/** One key (a tone and the gap after it), or one `w`. */
const TONE_SECONDS = 0.5;

/** True for what SendDigits may hold, of a new call as of a Number. */
export const areDigitsToSend = (text: string) => /^[0-9#*wW]{1,32}$/.test(text);

/** Presses the keys that an answered call was asked to, then goes on with `next`. */
export function sendDigitsThen(carrier: Carrier, call: Call, next: () => void): void {
  const { sendDigits } = call.request;
  if (!sendDigits) return next();
  carrier.phones.notify(call, "play", { digits: sendDigits });
  call.timers.push(carrier.clock.after(sendDigits.length * TONE_SECONDS, next));
}
