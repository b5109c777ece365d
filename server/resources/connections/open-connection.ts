import type { Action } from "@/components/connection/action";
import { seal, unseal } from "../../platform/secrets/envelope";

export type AuthSettings = {
  user?: string;
  header?: string;
  tokenUrl?: string;
  clientId?: string;
  scope?: string;
  sendAs?: "basic" | "body";
};

/** A connection with its secret decrypted, for requests. Never send it to a browser, and never log it. */
export type OpenConnection = {
  id: string;
  baseUrl: string;
  auth: string;
  settings: AuthSettings;
  secret: string;
  /** Changes with the secret, so that tokens fetched with the old one are not used any more. */
  secretVersion: string;
};

export type ResolvedAction = { connection: OpenConnection; action: Action };

const contextOf = (account: string, connection: string) => `connection:${account}:${connection}:secret`;

export function sealSecret(account: string, connection: string, secret: string): Uint8Array<ArrayBuffer> {
  return seal(secret, contextOf(account, connection));
}

export function openSecret(account: string, connection: string, sealed: Uint8Array | null): string {
  return sealed ? unseal(sealed, contextOf(account, connection)) : "";
}
