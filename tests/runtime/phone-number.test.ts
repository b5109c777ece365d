import { expect, it } from "vitest";
import { countryOf, keysOf, numberFacts, phoneNumberText, readPhoneNumber } from "@/engine/phone-number";

const US = "+12025550140";

// Asked twice: what is remembered of a text says the same as what was read from it.
it.each([
  ["+12025550140", US],
  ["+1 (202) 555-0140", US],
  ["(+1) 202 555 0140", US],
  ["+1.202.555.0140", US],
  ["+1/202/5550140", US],
  ["+1\u2011202\u2013555\u20140140", US],
  ["+1\u00a0202\u2009555\u30000140", US],
  ["  +12025550140\r\n", US],
  ["\u202a+12025550140\u202c", US],
  ["\u2066+1\u200b202\u200d555\u00ad0140\u2069\ufeff", US],
  ["\uff0b１２０２５５５０１４０", US],
  ["+١٢٠٢٥٥٥٠١٤٠", US],
  ["+1\u034f2025550140", US],
  ["\u115f+1202\ufe0f5550140\u3164\u2800", US],
  ["+1\u2212202\u2212555\u22120140", US],
  ["٠٠١٢٠٢٥٥٥٠١٤٠", US],
  ["۰۰۱۲۰۲۵۵۵۰۱۴۰", US],
  ["+१२०२५५५०१४०", US],
  ["+๑๒๐๒๕๕๕๐๑๔๐", US],
  ["+12025550140 ext. ٧", `${US};ext=7`],
  ["+49 (30) 12345678", "+493012345678"],
  ["(+12025550140)", US],
  ["tel:+12025550140", US],
  ["TEL: +1-202-555-0140", US],
  ["0012025550140", US],
  ["00 1 202 555 0140", US],
  ["+44 (0)20 7946 0000", "+442079460000"],
  ["0044 20 7946 0000", "+442079460000"],
  ["+52 1 55 1234 5678", "+525512345678"],
  ["+52 55 1234 5678", "+525512345678"],
  ["+39 06 1234 5678", "+390612345678"],
  ["+12025550140 ext. 7", `${US};ext=7`],
  ["+12025550140 ext 7", `${US};ext=7`],
  ["+12025550140ext7", `${US};ext=7`],
  ["+12025550140 extn. 0042", `${US};ext=0042`],
  ["+12025550140 extension 7", `${US};ext=7`],
  ["+12025550140, ext: 7", `${US};ext=7`],
  ["+12025550140 x7", `${US};ext=7`],
  ["+12025550140x7", `${US};ext=7`],
  ["+12025550140;ext=7", `${US};ext=7`],
  ["tel:+1-202-555-0140;ext=7", `${US};ext=7`],
  ["+12025550140#7", `${US};ext=7`],
  ["+12025550140,,7#", `${US};ext=7`],
  ["\u202a+12025550140 ext.\u00a07\u202c", `${US};ext=7`],
])("13.11, 13.12 %j is %s", (text, canonical) => {
  const asked = () => {
    const { number } = readPhoneNumber(text);
    return number && phoneNumberText(number);
  };
  expect(asked()).toBe(canonical);
  expect(asked()).toBe(canonical);
  expect(readPhoneNumber(canonical).number, "its own text is read back").toEqual(readPhoneNumber(text).number);
});

it.each<[unknown, string]>([
  [null, "is no text"],
  [7, "is no text"],
  ["", "is empty"],
  ["\u202a \u202c", "is empty"],
  ["tel:", "is empty"],
  ["2025550140", "has no country code"],
  ["(202) 555-0140", "has no country code"],
  ["02025550140", "has no country code"],
  ["anonymous", "begins with “a”"],
  ["sip:+12025550140@example.com", "begins with “s”"],
  ["+12025550140 Anna", "holds “A”"],
  ["+12025550140@example.com", "holds “@”"],
  ["+12025550140<b>", "holds “<”"],
  ["+12025550140 <b>", "holds “<”"],
  ["+12025550140 ext.", "holds “e”"],
  ["+12025550140 ext. 7 Anna", "holds “e”"],
  ["+12025550140 ext. 7, +12025550141", "holds “e”"],
  ["+12025550140;phone-context=example.com", "holds “;”"],
  ["+12025550140;ext=7;isub=1", "holds “;”"],
  ["+12025550140, +12025550141", "holds “,”"],
  ["+12025550140 / +12025550141", "holds “+”"],
  ["+1202555O140", "holds “O”"],
  ["+1202555014é", "holds “é”"],
  ["+12025550140\u0000 7x", "holds “x”"],
  ["+12025550140 😀", "holds “😀”"],
  ["+49 30 123456²", "holds “²”"],
  ["+49 30 12345678 ①", "holds “①”"],
  ["+49 30 123456 (7)", "holds “(”"],
  ["+49 30 123456 (12).", "holds “(”"],
  [`+12025550140 ext. ${"1".repeat(16)}`, "has an extension of more than 15 digits"],
  ["+12", "has too few digits"],
  ["+", "holds no phone number"],
  ["+1202555014", "has too few digits"],
  ["+120255501401", "has too many digits"],
  ["+12025550140 12025550141", "has too many digits"],
  ["+99912345678", "has a country code that does not exist"],
  ["0112025550140", "has no country code"],
  ["+12005550140", "is no number that exists in the numbers of +1"],
  [`+1${"0".repeat(80)}`, "is longer than 64 characters"],
])("13.11, 13.12 %j %s", (text, problem) => {
  expect(readPhoneNumber(text)).toEqual({ number: null, problem: expect.stringContaining(problem) });
});

it.each([
  [US, { country: "US", type: "FIXED_LINE_OR_MOBILE" }],
  ["+442079460000", { country: "GB", type: "FIXED_LINE" }],
  ["+449012345678", { country: "GB", type: "PREMIUM_RATE" }],
])("%s lies in a country", (number, facts) => {
  const asked = () => ({ country: countryOf(number), type: numberFacts(number).type });
  expect(asked()).toEqual(facts);
  expect(asked()).toEqual(facts);
});

it("presses an extension after two pauses", () => {
  expect(keysOf({ e164: US, extension: "7" })).toBe("ww7");
  expect(keysOf({ e164: US, extension: null })).toBeUndefined();
});
