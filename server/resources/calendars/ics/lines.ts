import { utf16Coding } from "@/engine/text-coding";

/** A line after unfolding. `number`: of its first line in the file, from 1. */
export type Line = { number: number; text: string };

const [LF, CR, SPACE, TAB] = [0x0a, 0x0d, 0x20, 0x09];
const utf8 = new TextDecoder("utf-8", { fatal: true });
/** What is no UTF-8 was written by a program that knows no other coding than this. */
const western = new TextDecoder("windows-1252");

/**
 * The lines of a file, unfolded as bytes and then decoded, since a fold may stand inside a character (RFC 5545, 3.1). Lines end with
 * CR LF, LF or CR. Reads UTF-8 and, by its mark or its zero bytes, UTF-16.
 */
export function linesOf(file: Uint8Array): Line[] {
  const bytes = asUtf8(file);
  const folded: { number: number; parts: Uint8Array[] }[] = [];
  let number = 1;
  for (let at = 0; at < bytes.length; number += 1) {
    let end = at;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    const goesOn = bytes[at] === SPACE || bytes[at] === TAB;
    if (goesOn) folded.at(-1)?.parts.push(bytes.subarray(at + 1, end));
    else if (end > at) folded.push({ number, parts: [bytes.subarray(at, end)] });
    at = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
  return folded.map(({ number: first, parts }) => ({ number: first, text: decode(Buffer.concat(parts)) }));
}

function asUtf8(file: Uint8Array): Uint8Array {
  const coding = utf16Coding(file);
  return coding ? Buffer.from(new TextDecoder(coding).decode(file)) : file;
}

function decode(line: Uint8Array): string {
  try {
    return utf8.decode(line);
  } catch {
    return western.decode(line);
  }
}
