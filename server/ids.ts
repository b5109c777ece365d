import { randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { AccountId, Ids } from "./ports/ids";

const ACCOUNT_BYTES = 16;
const RANDOM_BYTES = 16;

export const ids: Ids = {
  uuid: () => v7(),
  attemptToken: (account) =>
    Buffer.concat([Buffer.from(account.replaceAll("-", ""), "hex"), randomBytes(RANDOM_BYTES)]).toString("base64url"),
};

/** The account an attempt token names, or null for anything that is no token. Proves nothing but the token's shape. */
export function accountOfToken(token: string): AccountId | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const hex = Buffer.from(token, "base64url").subarray(0, ACCOUNT_BYTES).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as AccountId;
}
