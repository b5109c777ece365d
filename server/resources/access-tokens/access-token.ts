import { randomUUID } from "node:crypto";
import { type CryptoKey, errors, jwtVerify, SignJWT } from "jose";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { accountOfClientId } from "../clients/client-id";
import { SIGNING_ALGORITHM, signingKey, TOKEN_SECONDS, verifyingKey } from "./signing-keys";

/** `expires` in seconds since 1970. */
export type AccessToken = { account: AccountId; clientId: string; scopes: string[]; expires: number };

/** Signs an access token by RFC 9068, valid for ten minutes. */
export async function issueAccessToken(account: AccountId, clientId: string, scopes: string[]): Promise<string> {
  const { kid, key } = await signingKey();
  const issuer = env().PUBLIC_URL;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: clientId, scope: scopes.join(" "), account })
    .setProtectedHeader({ typ: "at+jwt", alg: SIGNING_ALGORITHM, kid })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(clientId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(key);
}

/** Checks a token by RFC 9068, 4. Throws `unauthorized` for a bad or expired one. Does not check whether its client was revoked. */
export async function verifyAccessToken(token: string): Promise<AccessToken> {
  const issuer = env().PUBLIC_URL;
  const { payload } = await jwtVerify(token, ({ kid }) => keyOf(kid), {
    issuer,
    audience: issuer,
    typ: "at+jwt",
    algorithms: [SIGNING_ALGORITHM],
    requiredClaims: ["exp", "sub"],
  }).catch((error: unknown) => {
    throw isTokenFault(error) ? invalidToken(error) : error;
  });
  const clientId = String(payload.client_id);
  const account = accountOfClientId(clientId);
  if (!account || account !== payload.account || payload.sub !== clientId) throw invalidToken();
  return { account, clientId, scopes: String(payload.scope).split(" "), expires: payload.exp as number };
}

/** The error for a token that is not accepted (RFC 6750, 3.1). */
export function invalidToken(cause?: unknown): PatchcordError {
  return new PatchcordError("unauthorized", "The access token is not valid.", {
    description: "It may have expired, or its client was revoked. Ask the token endpoint for a new one.",
    headers: { "WWW-Authenticate": 'Bearer realm="patchcord", error="invalid_token"' },
    cause,
  });
}

async function keyOf(kid: string | undefined): Promise<CryptoKey> {
  const key = await verifyingKey(kid ?? "");
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}

/** True for jose's own errors, false for others, such as an unavailable database while the keys are read. */
function isTokenFault(error: unknown): boolean {
  return error instanceof errors.JOSEError;
}
