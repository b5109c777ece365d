/** Of the first byte and the last, both counted from 0. */
type ByteRange = { first: number; last: number };

/**
 * The byte range that a request asks for, of content of `bytes` length. Null: send the whole, since the request asks for no range,
 * several or a malformed one, or the content has changed since (RFC 9110, 14.2 and 13.1.5).
 */
export function requestedRange(headers: Headers, tag: string, bytes: number): ByteRange | "unsatisfiable" | null {
  const requested = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/i.exec(headers.get("range")?.trim() ?? "");
  if (!requested) return null;
  const condition = headers.get("if-range");
  if (condition !== null && condition.trim() !== tag) return null;
  const [, first, last, suffix] = requested;
  if (suffix !== undefined) {
    return suffix === "0" ? "unsatisfiable" : { first: Math.max(0, bytes - Number(suffix)), last: bytes - 1 };
  }
  const from = Number(first);
  const to = last === undefined ? bytes - 1 : Number(last);
  if (to < from) return last === undefined ? "unsatisfiable" : null;
  return from >= bytes ? "unsatisfiable" : { first: from, last: Math.min(to, bytes - 1) };
}

/** True where the client has this content already; a weak comparison (RFC 9110, 13.1.2). */
export function isUnchanged(headers: Headers, tag: string): boolean {
  const known = headers.get("if-none-match");
  if (known === null) return false;
  return known.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
