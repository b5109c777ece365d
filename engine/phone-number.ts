import parsePhoneNumber from "libphonenumber-js/max";
import { BoundedMap } from "./bounded-map";

/** Stored with every event, so that a replay under other phone-number data is reported as drift. */
export const PHONE_DATA_VERSION = "libphonenumber-js@1.13.16";

/** Longer than any phone number is written. */
const MAX_CHARACTERS = 32;
const MAX_KNOWN = 1000;

type Facts = { e164: string | null; country: string | null; isPremium: boolean };

/** Parsed numbers by text. A burst looks the same number up several times; parsing it each time was a tenth of an accept. */
const known = new BoundedMap<string, Facts>(MAX_KNOWN);

/** E.164, or null for anything that is no valid number ("", "anonymous", letters, too short for its country). */
export function toE164(text: unknown): string | null {
  if (typeof text !== "string" || !text.startsWith("+") || text.length > MAX_CHARACTERS) return null;
  return factsOf(text).e164;
}

/** ISO 3166 country of an E.164 number ("US"), or null where the number belongs to none. */
export function countryOf(e164: string): string | null {
  return factsOf(e164).country;
}

/** Premium-rate and shared-cost numbers are never dialled: they cost whoever calls. */
export function isPremium(e164: string): boolean {
  return factsOf(e164).isPremium;
}

function factsOf(text: string): Facts {
  const found = known.get(text);
  if (found) return found;
  const number = parsePhoneNumber(text);
  const type = number?.getType();
  const facts = {
    e164: number?.isValid() ? number.number : null,
    country: number?.country ?? null,
    isPremium: type === "PREMIUM_RATE" || type === "SHARED_COST",
  };
  known.set(text, facts);
  return facts;
}
