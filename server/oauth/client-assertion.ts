import { importJWK, type JWK, jwtVerify } from "jose";
import { isStorable } from "../platform/storable-text";
import type { AccountId } from "../ports/ids";
import { issuer, tokenEndpoint } from "../resources/access-tokens/metadata";
import { spendAssertion } from "../resources/access-tokens/mutations";
import { OAuthError } from "./oauth-error";

/** An assertion may live this long; its id must be remembered no longer. */
const LONGEST_SECONDS = 300;
/** How far the client's clock may be off. */
const CLOCK_SECONDS = 10;
const LONGEST_JTI = 255;

/**
 * Checks a client's signed assertion (RFC 7523, 3): its own key and that key's one algorithm, iss = sub = client id, for
 * us, short-lived, and used for the first time. Throws `invalid_client`.
 */
export async function checkAssertion(account: AccountId, clientId: string, jwk: JWK, assertion: string): Promise<void> {
  const algorithm = jwk.kty === "EC" ? "ES256" : "RS256";
  const { payload } = await jwtVerify(assertion, await importJWK(jwk, algorithm), {
    algorithms: [algorithm],
    issuer: clientId,
    subject: clientId,
    audience: [tokenEndpoint(), issuer()],
    clockTolerance: CLOCK_SECONDS,
    requiredClaims: ["exp", "jti"],
  }).catch((error: Error) => {
    throw refused(error.message);
  });
  const { exp, jti } = payload;
  if (exp! > Date.now() / 1000 + LONGEST_SECONDS + CLOCK_SECONDS) throw refused("exp is more than five minutes ahead");
  if (typeof jti !== "string" || jti === "" || jti.length > LONGEST_JTI)
    throw refused("jti must be 1 to 255 characters");
  if (!isStorable(jti)) throw refused("jti holds characters that cannot be stored");
  if (!(await spendAssertion(account, clientId, jti, exp!))) throw refused("jti was used before");
}

function refused(why: string): OAuthError {
  return new OAuthError("invalid_client", `The client assertion is refused: ${why}.`);
}
