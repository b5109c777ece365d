import { createHmac, timingSafeEqual } from "node:crypto";
import type { AccountId, Ids } from "../../ports/ids";
import { processSingleton } from "../process-singleton";
import { keyFor } from "../secrets/envelope";
import { randomBytes } from "./random-bytes";
import { uuid } from "./uuid";

const ID_BYTES = 16;
const RANDOM_BYTES = 16;
const PROOF_BYTES = 16;

export const ids: Ids = {
  uuid,
  attemptToken: (account) => Buffer.concat([bytesOf(account), randomBytes(RANDOM_BYTES)]).toString("base64url"),
  promptToken: (account, prompt) => {
    const named = Buffer.concat([bytesOf(account), bytesOf(prompt)]);
    return Buffer.concat([named, promptProof(named)]).toString("base64url");
  },
};

/** The account that an attempt token names; null for text of another shape. It does not prove that the token exists. */
export function accountOfToken(token: string): AccountId | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  return uuidOf(Buffer.from(token, "base64url").subarray(0, ID_BYTES)) as AccountId;
}

/** The prompt whose token this is; null where the token's MAC was not made with our key. */
export function promptOfToken(token: string): { account: AccountId; prompt: string } | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const named = bytes.subarray(0, 2 * ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(2 * ID_BYTES), promptProof(named))) return null;
  return { account: uuidOf(named.subarray(0, ID_BYTES)) as AccountId, prompt: uuidOf(named.subarray(ID_BYTES)) };
}

function promptProof(named: Buffer): Buffer {
  const key = processSingleton("prompt-token-key", () => keyFor("prompt addresses"));
  return createHmac("sha256", key).update(named).digest().subarray(0, PROOF_BYTES);
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
