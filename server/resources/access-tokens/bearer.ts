import { hash } from "node:crypto";
import { BoundedMap } from "@/engine/bounded-map";
import { PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { processSingleton } from "../../platform/process-singleton";
import type { AccountId } from "../../ports/ids";
import { type AccessToken, invalidToken, verifyAccessToken } from "./access-token";
import { findClient } from "./data";
import { touchClient } from "./mutations";

/** A revoked client's tokens stop working within five seconds: this old the answer may be, the rest is for the read. */
const CLIENT_FRESH_MS = 4000;
const CACHED = 10_000;
const LONGEST_TOKEN = 4096;

export type Caller = { account: AccountId; clientId: string; scopes: string[] };
type Standing = { at: number; stands: Promise<boolean> };

/** Who calls, by the bearer token of the request (RFC 6750, 2.1). Throws `unauthorized`. */
export async function authenticate(request: Request): Promise<Caller> {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) throw noToken();
  if (token.length > LONGEST_TOKEN) throw invalidToken();
  const caller = await verified(token);
  if (!(await clientStands(caller))) throw invalidToken();
  return caller;
}

/** A signature is checked once a token, not once a request (150 µs each): what was good stays good until `exp`. */
async function verified(token: string): Promise<AccessToken> {
  const cache = processSingleton("verified-tokens", () => new BoundedMap<string, AccessToken>(CACHED));
  const key = hash("sha256", token, "base64");
  const known = cache.get(key);
  if (known && known.expires * 1000 > Date.now()) return known;
  cache.delete(key);
  const checked = await verifyAccessToken(token);
  cache.set(key, checked);
  return checked;
}

function clientStands({ account, clientId }: Caller): Promise<boolean> {
  const cache = processSingleton("client-standing", () => new BoundedMap<string, Standing>(CACHED));
  const known = cache.get(clientId);
  if (known && Date.now() - known.at < CLIENT_FRESH_MS) return known.stands;
  const stands = readStanding(account, clientId);
  cache.set(clientId, { at: Date.now(), stands });
  stands.catch(() => cache.delete(clientId));
  return stands;
}

async function readStanding(account: AccountId, clientId: string): Promise<boolean> {
  const client = await findClient(account, clientId);
  if (!client || client.revoked) return false;
  if (client.touchDue)
    touchClient(account, clientId).catch((error) => log.warn({ err: error }, "last use not written"));
  return true;
}

/** Without a token there is nothing to call an error (RFC 6750, 3.1). */
function noToken(): PatchcordError {
  return new PatchcordError("unauthorized", "This needs an access token.", {
    description: "Get one from the token endpoint and send it as `Authorization: Bearer …`.",
    headers: { "WWW-Authenticate": 'Bearer realm="patchcord"' },
  });
}
