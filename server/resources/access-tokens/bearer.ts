import { hash } from "node:crypto";
import { BoundedMap } from "@/engine/bounded-map";
import { PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { processSingleton } from "../../platform/process-singleton";
import type { AccountId } from "../../ports/ids";
import { type AccessToken, invalidToken, verifyAccessToken } from "./access-token";
import { findClient } from "./data";
import { touchClient } from "./mutations";

/** A revoked client's tokens must stop working within five seconds: an answer may be this old, and the rest of the time is for reading it. */
const CLIENT_FRESH_MS = 4000;
const MAX_CACHED = 10_000;
const MAX_TOKEN_LENGTH = 4096;

export type Caller = { account: AccountId; clientId: string; scopes: string[] };
type ClientValidity = { at: number; valid: Promise<boolean> };

/** The client that calls, by the request's bearer token (RFC 6750, 2.1). Throws `unauthorized`. */
export async function authenticate(request: Request): Promise<Caller> {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) throw tokenMissing();
  if (token.length > MAX_TOKEN_LENGTH) throw invalidToken();
  const caller = await verifyCached(token);
  if (!(await isClientValid(caller))) throw invalidToken();
  return caller;
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

function isClientValid({ account, clientId }: Caller): Promise<boolean> {
  const cache = processSingleton("client-standing", () => new BoundedMap<string, ClientValidity>(MAX_CACHED));
  const known = cache.get(clientId);
  if (known && Date.now() - known.at < CLIENT_FRESH_MS) return known.valid;
  const valid = readValidity(account, clientId);
  cache.set(clientId, { at: Date.now(), valid });
  valid.catch(() => cache.delete(clientId));
  return valid;
}

async function readValidity(account: AccountId, clientId: string): Promise<boolean> {
  const client = await findClient(account, clientId);
  if (!client || client.revoked) return false;
  if (client.touchDue)
    touchClient(account, clientId).catch((error) => log.warn({ err: error }, "last use not written"));
  return true;
}

/** The challenge for a request without a token names no error code (RFC 6750, 3.1). */
function tokenMissing(): PatchcordError {
  return new PatchcordError("unauthorized", "This needs an access token.", {
    description: "Get one from the token endpoint and send it as `Authorization: Bearer …`.",
    headers: { "WWW-Authenticate": 'Bearer realm="patchcord"' },
  });
}
