import { createHmac } from "node:crypto";
import { processSingleton } from "../../platform/process-singleton";
import { keyFor } from "../../platform/secrets/envelope";
import type { AccountId } from "../../ports/ids";

const CHARACTERS = 22;

/** What a number or network is counted as: a keyed hash that tells nobody without our key whose it is. */
export function countedAs(account: AccountId, numberOrNetwork: string): string {
  const key = processSingleton("button-count-key", () => keyFor("button counts"));
  return createHmac("sha256", key).update(`${account} ${numberOrNetwork}`).digest("base64url").slice(0, CHARACTERS);
}
