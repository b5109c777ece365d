import { randomBytes } from "node:crypto";
import { seal, unseal } from "../../../platform/secrets/envelope";

/** What a secret begins with (Standard Webhooks 1.0.0, "Signature scheme"); base64 follows. */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;

export const mintSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString("base64")}`;

/** The bytes that sign. */
export const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), "base64");

/** What is sealed of an endpoint. `former` still signs while a receiver changes to the present one. */
export type EndpointSecret = { present: string; former: string | null; headers: Record<string, string> };

const contextOf = (account: string, endpoint: string) => `webhook_endpoint:${account}:${endpoint}:secret`;

export function sealEndpoint(account: string, endpoint: string, secret: EndpointSecret): Uint8Array<ArrayBuffer> {
  return seal(JSON.stringify(secret), contextOf(account, endpoint));
}

export function openEndpoint(account: string, endpoint: string, sealed: Uint8Array): EndpointSecret {
  return JSON.parse(unseal(sealed, contextOf(account, endpoint))) as EndpointSecret;
}
