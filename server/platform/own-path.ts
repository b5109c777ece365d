import { env } from "./env";

/**
 * The path, query and fragment of an address of this product, written as they are resolved; null for every other address, and
 * for one whose path would be read as another host's (`/.//evil.example` resolves to `//evil.example`).
 */
export function ownPath(asked: unknown): string | null {
  const { origin } = new URL(env().PUBLIC_URL);
  const isOurs = (text: string) => URL.canParse(text, origin) && new URL(text, origin).origin === origin;
  if (typeof asked !== "string" || !isOurs(asked)) return null;
  const { pathname, search, hash } = new URL(asked, origin);
  const path = pathname + search + hash;
  return isOurs(path) ? path : null;
}
