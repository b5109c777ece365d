import { hash } from "node:crypto";
import { PatchcordError } from "./errors";

const MARK_CHARACTERS = 16;

/** What a thing is as it was read: another value has another mark. Values whose keys come in another order differ, too. */
export const markOf = (value: unknown): string =>
  hash("sha256", JSON.stringify(value), "hex").slice(0, MARK_CHARACTERS);

/**
 * Throws `conflict` where `what` is not any more as it was `seen`; null replaces it whatever it is. To be asked under the lock under
 * which it is written.
 */
export function requireUnchanged(what: string, seen: string | null, present: unknown): void {
  const mark = markOf(present);
  if (seen === null || seen === mark) return;
  throw new PatchcordError("conflict", `Somebody has changed the ${what} since. Read again, then send yours.`, {
    fields: [{ name: "If-Match", description: `is "${mark}" now` }],
  });
}
