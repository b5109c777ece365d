const MARKS: [charset: string, bytes: number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/** Thrown for an answer in a character set that nobody here can read. */
class CharsetUnknown extends Error {
  readonly code = "ANSWER_CHARSET";
  constructor(charset: string) {
    super(`The answer is in the character set ${charset}, which cannot be read. Let the service answer in UTF-8.`);
  }
}

/**
 * A body as text, without the byte order mark (RFC 8259, 8.1). The mark says the encoding, else the content type does, else it
 * is UTF-16 where every other byte of the beginning is zero (RFC 4627, 3), else UTF-8. Throws CharsetUnknown.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const charset = marked ?? statedCharset(contentType) ?? guessedCharset(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw new CharsetUnknown(charset);
  }
}

/** The `charset` of a media type (RFC 9110, 8.3.1). */
function statedCharset(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]{1,40})/i.exec(contentType ?? "")?.[1];
}

function guessedCharset([first, second]: Uint8Array): string {
  if (first === 0 && second) return "utf-16be";
  return first && second === 0 ? "utf-16le" : "utf-8";
}
