import type { Line } from "./lines";

/** One line of a component (RFC 5545, 3.1). Names are in capitals. */
export type Property = { line: number; name: string; parameters: ReadonlyMap<string, string>; value: string };

/** Reads a line; null for one that is no property, such as the rest of a text whose line break was not escaped. */
export function readProperty({ number, text }: Line): Property | null {
  const colon = indexOutsideQuotes(text, ":", 0);
  if (colon < 0) return null;
  const head = text.slice(0, colon);
  const parameters = new Map<string, string>();
  let end = indexOutsideQuotes(head, ";", 0);
  const name = head.slice(0, end < 0 ? colon : end).toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(name)) return null;
  while (end >= 0) {
    const next = indexOutsideQuotes(head, ";", end + 1);
    const [key = "", ...rest] = head.slice(end + 1, next < 0 ? colon : next).split("=");
    parameters.set(key.trim().toUpperCase(), rest.join("=").replaceAll('"', "").trim());
    end = next;
  }
  return { line: number, name, parameters, value: text.slice(colon + 1).trim() };
}

function indexOutsideQuotes(text: string, mark: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] === mark && !quoted) return at;
  }
  return -1;
}

/** A text value without its escapes (RFC 5545, 3.3.11). */
export function textOf(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, escaped: string) => (/n/i.test(escaped) ? "\n" : escaped));
}
