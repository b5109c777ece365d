import { createHash, randomBytes } from "node:crypto";
import type { AccountId } from "../../ports/ids";

const ACCOUNT_BYTES = 16;
const RANDOM_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{64}$/;

/** Makes a one-time link's token: the account's 16 bytes and 32 random ones, so that the token itself names the account. */
export function mintLinkToken(account: AccountId): string {
  const owner = Buffer.from(account.replaceAll("-", ""), "hex");
  return Buffer.concat([owner, randomBytes(RANDOM_BYTES)]).toString("base64url");
}

/** The account that a link token names; null for text of another shape. It does not prove that the token exists. */
export function accountOfLinkToken(token: string): AccountId | null {
  if (!TOKEN.test(token)) return null;
  const hex = Buffer.from(token, "base64url").subarray(0, ACCOUNT_BYTES).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as AccountId;
}

/** The hash that is stored in place of the token. 256 random bits need no slow hash. */
export function hashLinkToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token, "utf8").digest());
}
