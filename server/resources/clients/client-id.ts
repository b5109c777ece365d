import { randomBytes } from "node:crypto";
import type { AccountId } from "../../ports/ids";

const CLIENT_ID = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{16}$/;

/** Makes a client id: the account's 16 bytes and 12 random ones, both base64url, so that the id itself names the account. */
export function mintClientId(account: AccountId): string {
  const bytes = Buffer.from(account.replaceAll("-", ""), "hex");
  return `${bytes.toString("base64url")}.${randomBytes(12).toString("base64url")}`;
}

/** The account that a client id names; null for text of another shape. It does not prove that the client exists. */
export function accountOfClientId(clientId: string): AccountId | null {
  const encoded = CLIENT_ID.exec(clientId)?.[1];
  if (!encoded) return null;
  const hex = Buffer.from(encoded, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") as AccountId;
}
