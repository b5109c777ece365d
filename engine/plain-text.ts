// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text may hold.
const NOT_PLAIN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/u;
const EACH_NOT_PLAIN = new RegExp(NOT_PLAIN, "gu");

/**
 * The text without what XML 1.0 (§2.2) and PostgreSQL have no place for: control characters other than tab and line ends are
 * left out (those that stand for a break become a blank), half of a surrogate pair becomes U+FFFD. A text that has none is
 * returned as it is.
 */
export function plainText(text: string): string {
  return NOT_PLAIN.test(text) ? text.replace(EACH_NOT_PLAIN, replacement) : text;
}

/** The value with every text in it made plain, keys too; what needs no change stays the same object. */
export function plainTexts<T>(value: T): T {
  return isPlain(value) ? value : (madePlain(value) as T);
}

/** Asked of all that a step makes, nearly always in vain: it allocates nothing. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") return !NOT_PLAIN.test(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) if (NOT_PLAIN.test(key) || !isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

function madePlain(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(madePlain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key), madePlain(item)]));
}

function replacement(char: string): string {
  if (char === "\u000b" || char === "\u000c") return " ";
  return char.charCodeAt(0) >= 0xd800 && char.charCodeAt(0) <= 0xdfff ? "\ufffd" : "";
}
