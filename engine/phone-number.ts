import parsePhoneNumber, { validatePhoneNumberLength } from "libphonenumber-js/max";
import { BoundedMap } from "./bounded-map";

/** Stored with every event, so that a replay under other phone-number data is reported as drift. */
export const PHONE_DATA_VERSION = "libphonenumber-js@1.13.16";

/** Longer than any phone number is written, with its extension. */
const MAX_CHARACTERS = 64;
const MAX_KNOWN = 1000;
/** What carriers take as keys to press, without the pauses before them (docs/carriers.md). */
const MAX_EXTENSION = 15;
/** Two pauses of half a second: a switchboard listens only once it has answered. */
const BEFORE_EXTENSION = "ww";

/** `e164` is what is dialled; `extension` the digits that are pressed once it is answered. */
export type PhoneNumber = { e164: string; extension: string | null };
/** `problem`: what is wrong with the text, for a sentence that begins with its name ("has no country code: …"). */
export type ReadPhoneNumber = { number: PhoneNumber; problem: null } | { number: null; problem: string };

type Facts = { country: string | null; isPremium: boolean };

/** Parsed numbers by text. A burst looks the same number up several times; parsing it each time was a tenth of an accept. */
const known = new BoundedMap<string, ReadPhoneNumber>(MAX_KNOWN);
const knownFacts = new BoundedMap<string, Facts>(MAX_KNOWN);

/**
 * Reads a phone number as people write it: with its country code, blanks and the usual signs between its digits, and an extension
 * ("+1 (202) 555-0140 ext. 7"). Characters that cannot be seen are left out, since copied numbers hold them. Nothing else may
 * follow: a text that is more than a number would ring somebody it does not mean.
 */
export function readPhoneNumber(text: unknown): ReadPhoneNumber {
  if (typeof text !== "string") return wrong("is no text");
  if (text.length > MAX_CHARACTERS) return wrong(`is longer than ${MAX_CHARACTERS} characters`);
  const before = known.get(text);
  if (before) return before;
  const read = readText(text);
  known.set(text, read);
  return read;
}

/** As one text: `+12025550140`, or `+12025550140;ext=7` (RFC 3966); `readPhoneNumber` reads it back. */
export function phoneNumberText({ e164, extension }: PhoneNumber): string {
  return extension === null ? e164 : `${e164};ext=${extension}`;
}

/** The keys that reach an extension once the call is answered; undefined for a number without one. */
export function keysOf({ extension }: PhoneNumber): string | undefined {
  return extension === null ? undefined : `${BEFORE_EXTENSION}${extension}`;
}

/** ISO 3166 country of an E.164 number ("US"), or null where the number belongs to none. */
export function countryOf(e164: string): string | null {
  return factsOf(e164).country;
}

/** Premium-rate and shared-cost numbers are never dialled: they cost whoever calls. */
export function isPremium(e164: string): boolean {
  return factsOf(e164).isPremium;
}

function factsOf(e164: string): Facts {
  const before = knownFacts.get(e164);
  if (before) return before;
  const number = parsePhoneNumber(e164);
  const type = number?.getType();
  const facts = {
    country: number?.country ?? null,
    isPremium: type === "PREMIUM_RATE" || type === "SHARED_COST",
  };
  knownFacts.set(e164, facts);
  return facts;
}

/** Format characters (bidirectional marks, joiners, soft hyphens), controls, and all blanks at once. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u;
const UNSEEN_RUN = new RegExp(`${UNSEEN.source}+`, "gu");
/** `tel:` of RFC 3966, however it is written. */
const SCHEME = /^tel:/i;
/** A plus and, between its digits, the signs that people group them with; dashes of all kinds. */
const NUMBER = /^\+[\p{Nd}\p{Pd} ().\u2215/\u00b7]*/u;
const EXTENSION = /^(?:;ext=|[,;]?\s?(?:ext(?:ensi[oó]n)?|extn|x)[.:]?\s?|#|,+\s?)(\d+)#?$/i;

function readText(text: string): ReadPhoneNumber {
  // NFKC: full-width plus and digits, as Asian keyboards write them.
  const plain = text.normalize("NFKC").replace(UNSEEN_RUN, " ").trim().replace(SCHEME, "").trim();
  if (plain === "") return wrong("is empty");
  const international = plain.replace(/^\(\s*\+/, "+(").replace(/^00\s?(?=[1-9(])/, "+");
  if (!international.startsWith("+")) return wrong(startProblem(plain));
  const [written = ""] = NUMBER.exec(international) ?? [];
  const rest = international.slice(written.length);
  const extension = rest === "" ? null : EXTENSION.exec(rest)?.[1];
  if (extension === undefined) return wrong(restProblem(rest));
  if (extension !== null && extension.length > MAX_EXTENSION)
    return wrong(`has an extension of more than ${MAX_EXTENSION} digits`);
  return readDigits(written, extension);
}

/** Mexico dropped the 1 between its code and mobile numbers in 2019; address books still hold it. */
const MEXICAN_MOBILE = /^\+521(?=\d{10}$)/;

function readDigits(written: string, extension: string | null): ReadPhoneNumber {
  const number = parsePhoneNumber(written);
  const meant = number && parsePhoneNumber(number.number.replace(MEXICAN_MOBILE, "+52"));
  if (meant?.isValid()) return { number: { e164: meant.number, extension }, problem: null };
  return wrong(lengthProblem(written) ?? `is no number that exists in ${placeOf(number?.countryCallingCode)}`);
}

function startProblem(plain: string): string {
  if (/^[\p{Nd}(]/u.test(plain)) return "has no country code: write + and the country code first, such as +12025550101";
  return `begins with “${firstCharacter(plain)}”: write + and the country code first, such as +12025550101`;
}

function restProblem(rest: string): string {
  const character = firstCharacter(rest.trim());
  return `holds “${character}”, which is no part of a phone number; an extension is written “ext. 7”`;
}

function lengthProblem(written: string): string | null {
  switch (validatePhoneNumberLength(written)) {
    case "TOO_SHORT":
      return "has too few digits";
    case "TOO_LONG":
      return "has too many digits";
    case "INVALID_COUNTRY":
      return "has a country code that does not exist";
    case "NOT_A_NUMBER":
      return "holds no phone number";
    default:
      return null;
  }
}

const placeOf = (callingCode: string | undefined): string =>
  callingCode ? `the numbers of +${callingCode}` : "any country";

function firstCharacter(text: string): string {
  const [character = ""] = text;
  return character;
}

function wrong(problem: string): ReadPhoneNumber {
  return { number: null, problem };
}
