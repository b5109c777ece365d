/** The coding of a text file that is UTF-16, by its mark or by the zero bytes of its first letter; null for any other. */
export function utf16Coding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return null;
}

/** A file's text: UTF-16 as Windows programs write it, else UTF-8, else what western editors wrote before that. */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = utf16Coding(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
