import { cutForSpeech } from "@/engine/cut-text";
import type { Capabilities } from "./capabilities";

type Limits = Pick<Capabilities, "sayCharacters" | "sayEncodedCharacters">;

/** The most that a UTF-16 unit takes in a URL: three bytes of UTF-8, each three characters. */
const MAX_ENCODED = 9;

/** A text in parts that one Say takes each: cut at sentence ends, else at pauses and blanks, else between characters. */
export function sayParts(text: string, limits: Limits): string[] {
  // Most texts are so short that nothing need be counted.
  if (text.length <= limits.sayCharacters && text.length * MAX_ENCODED <= limits.sayEncodedCharacters)
    return text === "" ? [] : [text];
  const parts: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const part = cutForSpeech(rest, fitting(rest, limits));
    rest = rest.slice(part.length);
    parts.push(rest === "" && parts.length === 0 ? part : part.trim());
  }
  return parts.filter(Boolean);
}

/** How many UTF-16 units of the text's beginning one Say takes. */
function fitting(text: string, { sayCharacters, sayEncodedCharacters }: Limits): number {
  let units = 0;
  let encoded = 0;
  for (const char of text) {
    encoded += encodedLength(char);
    if (units + char.length > sayCharacters || encoded > sayEncodedCharacters) break;
    units += char.length;
  }
  return units;
}

const UNRESERVED = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

/** How long a character is in a URL: each byte of its UTF-8 takes three, unless it is unreserved (RFC 3986, 2.3). */
function encodedLength(char: string): number {
  if (UNRESERVED.has(char)) return 1;
  const code = char.codePointAt(0) ?? 0;
  return 3 * (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
}
