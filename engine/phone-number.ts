import parsePhoneNumber, { type PhoneNumber as Parsed, validatePhoneNumberLength } from "libphonenumber-js/max";
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

/** What an E.164 number's digits say. `country`: ISO 3166, null for a network of no country. `national`: without the calling code. */
export type NumberFacts = {
  country: string | null;
  callingCode: string;
  national: string;
  /** As libphonenumber names it ("MOBILE", "PREMIUM_RATE"); null where it knows none. */
  type: string | null;
  isValid: boolean;
};

/** Parsed numbers by text. A burst looks the same number up several times; parsing it each time was a tenth of an accept. */
const known = new BoundedMap<string, ReadPhoneNumber>(MAX_KNOWN);
const knownFacts = new BoundedMap<string, NumberFacts>(MAX_KNOWN);

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
  return numberFacts(e164).country;
}

export function numberFacts(e164: string): NumberFacts {
  return knownFacts.get(e164) ?? keepFacts(e164, parsePhoneNumber(e164));
}

function keepFacts(e164: string, number: Parsed | undefined): NumberFacts {
  const facts = {
    country: number?.country ?? null,
    callingCode: number?.countryCallingCode ?? "",
    national: number?.nationalNumber ?? "",
    type: number?.getType() ?? null,
    isValid: number?.isValid() ?? false,
  };
  knownFacts.set(e164, facts);
  return facts;
}

/** Format characters (bidirectional marks, joiners, soft hyphens), fillers, variation selectors, controls, and all blanks at once. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u2800]/u;
const UNSEEN_RUN = new RegExp(`${UNSEEN.source}+`, "gu");
/** `tel:` of RFC 3966, however it is written. */
const SCHEME = /^tel:/i;
/** Superscripts, fractions, circled digits: a footnote's mark behind a number is no digit of it. */
const OTHER_DIGIT = /\p{No}/u;
/** Digits of any script but ours. */
const FOREIGN_DIGIT = /(?!\d)\p{Nd}/gu;
/** A plus and, between its digits, the signs that people group them with; dashes of all kinds, and the minus sign. */
const NUMBER = /^\+[\d\p{Pd}\u2212 ().\u2215/\u00b7]*/u;
/** Digits in brackets behind all others are an extension, a line or a note; nobody can tell which. */
const BRACKETED_END = /^(.*\d[^\d(]*)(?=\(\s*\d+\s*\)[\s.]*$)/;
const EXTENSION = /^(?:;ext=|[,;]?\s?(?:ext(?:ensi[oó]n)?|extn|x)[.:]?\s?|#|,+\s?)(\d+)#?$/i;

function readText(text: string): ReadPhoneNumber {
  const [other] = OTHER_DIGIT.exec(text) ?? [];
  if (other) return wrong(restProblem(other));
  // NFKC: full-width plus and digits, as Asian keyboards write them.
  const seen = text.normalize("NFKC").replace(UNSEEN_RUN, " ").replace(FOREIGN_DIGIT, asciiDigit);
  const plain = seen.trim().replace(SCHEME, "").trim();
  if (plain === "") return wrong("is empty");
  const international = plain.replace(/^\(\s*\+/, "+(").replace(/^00\s?(?=[1-9(])/, "+");
  if (!international.startsWith("+")) return wrong(startProblem(plain));
  const unbracketed = international.includes("(") ? BRACKETED_END.exec(international)?.[1] : undefined;
  const [written = ""] = NUMBER.exec(unbracketed ?? international) ?? [];
  const rest = international.slice(written.length);
  const extension = rest === "" ? null : EXTENSION.exec(rest)?.[1];
  if (extension === undefined) return wrong(restProblem(rest));
  if (extension !== null && extension.length > MAX_EXTENSION)
    return wrong(`has an extension of more than ${MAX_EXTENSION} digits`);
  return readDigits(written, extension);
}

/** Digits of a script follow each other from its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value % 10);
}

/** Mexico dropped the 1 between its code and mobile numbers in 2019; address books still hold it. */
const MEXICAN_MOBILE = /^\+521(?=\d{10}$)/;

function readDigits(written: string, extension: string | null): ReadPhoneNumber {
  const number = parsePhoneNumber(written);
  const isOldMexican = number && MEXICAN_MOBILE.test(number.number);
  const meant = isOldMexican ? parsePhoneNumber(number.number.replace(MEXICAN_MOBILE, "+52")) : number;
  if (meant?.isValid()) {
    // Whoever reads a number asks for its country next, and parsing is what costs.
    keepFacts(meant.number, meant);
    return { number: { e164: meant.number, extension }, problem: null };
  }
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
