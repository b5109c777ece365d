import parsePhoneNumber from "libphonenumber-js/max";

/** Stored with every event: a replay under other phone-number data reports drift instead of a wrong answer. */
export const PHONE_DATA_VERSION = "libphonenumber-js@1.13.16";

/** E.164, or null for anything that is no valid number ("", "anonymous", letters, too short for its country). */
export function toE164(text: unknown): string | null {
  if (typeof text !== "string" || !text.startsWith("+") || text.length > 32) return null;
  const number = parsePhoneNumber(text);
  return number?.isValid() ? number.number : null;
}

/** ISO 3166 country of an E.164 number ("US"), or null where the number belongs to none. */
export function countryOf(e164: string): string | null {
  return parsePhoneNumber(e164)?.country ?? null;
}

/** Premium-rate and shared-cost numbers are never dialled: they cost whoever calls. */
export function isPremium(e164: string): boolean {
  const type = parsePhoneNumber(e164)?.getType();
  return type === "PREMIUM_RATE" || type === "SHARED_COST";
}
