import type { Value } from "@/engine/contract";

/** Matches texts that are compared as numbers; a PIN 0123 or a 17-digit id is compared as text. */
const PLAIN_DECIMAL = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,6}))?$/;

/** A plain decimal as exact millionths; null for anything else. */
export function millionths(text: string): bigint | null {
  const found = PLAIN_DECIMAL.exec(text);
  if (!found) return null;
  const [, sign, whole = "", fraction = ""] = found;
  const size = BigInt(whole + fraction.padEnd(6, "0"));
  return sign === "-" ? -size : size;
}

/** Compares two values: negative if the first is less, positive if it is greater, 0 if they are equal. Null is the least. */
export function compare(first: Value, second: Value, exact: boolean): number {
  if (first === null || second === null) return Number(first !== null) - Number(second !== null);
  const [a, b] = [String(first), String(second)];
  const [one, other] = [millionths(a), millionths(b)];
  if (one !== null && other !== null) return one < other ? -1 : Number(one > other);
  return byCodePoint(exact ? a : a.toLowerCase(), exact ? b : b.toLowerCase());
}

/** Compares by code points: JavaScript's own comparison by UTF-16 units puts characters above U+FFFF before U+E000. */
function byCodePoint(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}
