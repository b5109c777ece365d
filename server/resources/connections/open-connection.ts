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

/** A connection as the port uses it: its secret open. Never leaves the server, never logged. */
export type OpenConnection = {
  id: string;
  baseUrl: string;
  auth: string;
  settings: AuthSettings;
  secret: string;
  /** Changes with the secret: what was made of the old one is void. */
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
