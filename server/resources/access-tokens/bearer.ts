import { hash } from "node:crypto";
import { BoundedMap } from "@/engine/bounded-map";
import { isWithin } from "../../platform/address-ranges";
import { clientAddress } from "../../platform/client-address";
import { PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { processSingleton } from "../../platform/process-singleton";
import type { AccountId } from "../../ports/ids";
import { type AccessToken, invalidToken, verifyAccessToken } from "./access-token";
import { type Client, findClient } from "./data";
import { touchClient } from "./mutations";

/** A revoked client's tokens must stop working within five seconds: an answer may be this old, and the rest of the time is for reading it. */
const CLIENT_FRESH_MS = 4000;
const MAX_CACHED = 10_000;
const MAX_TOKEN_LENGTH = 4096;

/** `flows`: those that the client is bound to; none: all. */
export type Caller = { account: AccountId; clientId: string; scopes: string[]; flows: readonly string[] };
type Standing = Pick<Client, "flows" | "addresses">;
type KnownStanding = { at: number; standing: Promise<Standing | null> };

/** The client that calls, by the request's bearer token (RFC 6750, 2.1). Throws `unauthorized`, `client_not_allowed`. */
export async function authenticate(request: Request): Promise<Caller> {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) throw tokenMissing();
  if (token.length > MAX_TOKEN_LENGTH) throw invalidToken();
  const verified = await verifyCached(token);
  const standing = await standingOf(verified);
  if (!standing) throw invalidToken();
  requireAddress(standing, clientAddress(request.headers.get("x-forwarded-for")));
  return { ...verified, flows: standing.flows };
}

/** Checks a token's signature once and remembers the result until `exp`: checking it at each request would take 150 µs. */
async function verifyCached(token: string): Promise<AccessToken> {
  const cache = processSingleton("verified-tokens", () => new BoundedMap<string, AccessToken>(MAX_CACHED));
  const key = hash("sha256", token, "base64");
  const known = cache.get(key);
  if (known && known.expires * 1000 > Date.now()) return known;
  cache.delete(key);
  const checked = await verifyAccessToken(token);
  cache.set(key, checked);
  return checked;
}

/** Null for a client that may do nothing any more. */
function standingOf({ account, clientId }: AccessToken): Promise<Standing | null> {
  const cache = processSingleton("client-standing", () => new BoundedMap<string, KnownStanding>(MAX_CACHED));
  const known = cache.get(clientId);
  if (known && Date.now() - known.at < CLIENT_FRESH_MS) return known.standing;
  const standing = readStanding(account, clientId);
  cache.set(clientId, { at: Date.now(), standing });
  standing.catch(() => cache.delete(clientId));
  return standing;
}

async function readStanding(account: AccountId, clientId: string): Promise<Standing | null> {
  const client = await findClient(account, clientId);
  if (!client || client.revoked) return null;
  if (client.touchDue)
    touchClient(account, clientId).catch((error) => log.warn({ err: error }, "last use not written"));
  return client;
}

/** Throws `client_not_allowed` where the client is bound to addresses and this is none of them. */
export function requireAddress({ addresses }: Pick<Client, "addresses">, address: string): void {
  if (addresses.length === 0 || isWithin(addresses, address)) return;
  throw new PatchcordError("client_not_allowed", "This client may not call from this address.", {
    description: `It is ${address}. An admin says which are allowed, under OAuth clients.`,
  });
}

/** The challenge for a request without a token names no error code (RFC 6750, 3.1). */
function tokenMissing(): PatchcordError {
  return new PatchcordError("unauthorized", "This needs an access token.", {
    description: "Get one from the token endpoint and send it as `Authorization: Bearer …`.",
    headers: { "WWW-Authenticate": 'Bearer realm="patchcord"' },
  });
}
