import { importJWK, type JWK, jwtVerify } from "jose";
import { isStorable } from "../platform/storable-text";
import type { AccountId } from "../ports/ids";
import { issuer, tokenEndpoint } from "../resources/access-tokens/metadata";
import { markAssertionUsed } from "../resources/access-tokens/mutations";
import { OAuthError } from "./oauth-error";

/** The longest lifetime of an assertion: `jti` values are kept no longer. */
const MAX_LIFETIME_SECONDS = 300;
/** How far the client's clock may differ from ours. */
const CLOCK_TOLERANCE_SECONDS = 10;
const MAX_JTI_LENGTH = 255;

/**
 * Checks a client's signed assertion (RFC 7523, 3): signed by the client's registered key with that key's one algorithm,
 * iss = sub = client id, aud = this server, valid for at most five minutes, and not used before. Throws `invalid_client`.
 */
export async function checkAssertion(account: AccountId, clientId: string, jwk: JWK, assertion: string): Promise<void> {
  const algorithm = jwk.kty === "EC" ? "ES256" : "RS256";
  const { payload } = await jwtVerify(assertion, await importJWK(jwk, algorithm), {
    algorithms: [algorithm],
    issuer: clientId,
    subject: clientId,
    audience: [tokenEndpoint(), issuer()],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ["exp", "jti"],
  }).catch((error: Error) => {
    throw refused(error.message);
  });
  const { exp, jti } = payload;
  if (exp! > Date.now() / 1000 + MAX_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS)
    throw refused("exp is more than five minutes ahead");
  if (typeof jti !== "string" || jti === "" || jti.length > MAX_JTI_LENGTH)
    throw refused("jti must be 1 to 255 characters");
  if (!isStorable(jti)) throw refused("jti holds characters that cannot be stored");
  if (!(await markAssertionUsed(account, clientId, jti, exp!))) throw refused("jti was used before");
}

function refused(why: string): OAuthError {
  return new OAuthError("invalid_client", `The client assertion is refused: ${why}.`);
}
