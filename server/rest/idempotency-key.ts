import { PatchcordError } from "../platform/errors";

export const MAX_KEY_LENGTH = 255;
/** A structured-field string (RFC 9651 §3.3.3): visible ASCII and blanks, quotes and backslashes escaped. */
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
/** Beside tokens also what clients send bare, such as UUIDs and base64; nothing that lists, quotes or adds parameters. */
const BARE = /^[!#-+\--:<-~]+$/;

/**
 * The request's one key, or null without one. `"abc"` and `abc` are the same key. Throws `invalid_arguments` for more than one line or
 * item, and for parameters: two keys in a request would ring twice whoever sends either again.
 */
export function idempotencyKey(headers: Headers): string | null {
  const value = headers.get("idempotency-key");
  if (value === null) return null;
  const text = value.trim();
  const key = BARE.test(text) ? text : QUOTED.exec(text)?.[1]?.replace(/\\(.)/g, "$1");
  if (key && key.length <= MAX_KEY_LENGTH) return key;
  throw new PatchcordError("invalid_arguments", "The Idempotency-Key is not usable.", {
    fields: [
      {
        name: "Idempotency-Key",
        description: `must be one key of 1 to ${MAX_KEY_LENGTH} visible ASCII characters, bare or in double quotes; a key with a blank, a comma, a semicolon or a quote is quoted`,
      },
    ],
  });
}
