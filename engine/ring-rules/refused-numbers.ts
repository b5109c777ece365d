import type { NumberFacts } from "../phone-number";

/** Emergency and service numbers (112, 911 …) have no more digits, subscribers' at least four (ITU-T E.164 and E.161.1). */
const MOST_SERVICE_DIGITS = 3;
/** North America's exchange for pay-per-call services, in each area (NANPA). */
const PAY_PER_CALL = /^\+1\d{3}976\d{4}$/;

/** Why nobody may ring the number, whatever an account allows; null where it is an ordinary one. */
export function refusedNumber(e164: string, { national, isValid }: NumberFacts): string | null {
  if (national.length <= MOST_SERVICE_DIGITS) return `${e164} is an emergency or service number, or none.`;
  return isValid ? null : `${e164} is no number that exists.`;
}

/** True for a number whose caller pays more than for a call: premium rate, shared cost. */
export function costsCaller(e164: string, { type }: NumberFacts): boolean {
  return type === "PREMIUM_RATE" || type === "SHARED_COST" || PAY_PER_CALL.test(e164);
}
