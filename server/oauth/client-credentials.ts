import { OAuthError } from "./oauth-error";

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** What a request claims about its client; nothing of it has been checked. */
export type Credentials =
  | { method: "secret"; clientId: string; secret: string }
  | { method: "assertion"; clientId: string; assertion: string };

/**
 * Finds the one way in which a request authenticates its client: RFC 6749, 2.3 (Basic or form) or RFC 7523, 2.2.
 * Throws `invalid_request` for more than one way, `invalid_client` for none.
 */
export function credentialsOf(authorization: string | null, form: ReadonlyMap<string, string>): Credentials {
  const clientId = form.get("client_id");
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  const ways = [authorization !== null, secret !== undefined, assertion !== undefined].filter(Boolean).length;
  if (ways > 1) throw new OAuthError("invalid_request", "Authenticate the client in one way only.");
  if (authorization !== null) return fromBasic(authorization, clientId);
  if (assertion !== undefined) return fromAssertion(assertion, form.get("client_assertion_type"), clientId);
  if (secret === undefined || clientId === undefined)
    throw new OAuthError("invalid_client", "The request does not authenticate its client.");
  return { method: "secret", clientId, secret };
}

function fromBasic(authorization: string, named: string | undefined): Credentials {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  const pair = encoded ? Buffer.from(encoded, "base64").toString("utf8") : "";
  const colon = pair.indexOf(":");
  const clientId = colon < 0 ? null : formDecoded(pair.slice(0, colon));
  const secret = colon < 0 ? null : formDecoded(pair.slice(colon + 1));
  if (!clientId || !secret)
    throw new OAuthError("invalid_client", "The Authorization header must be Basic with the client's id and secret.");
  if (named !== undefined && named !== clientId) throw mismatch();
  return { method: "secret", clientId, secret };
}

function fromAssertion(assertion: string, type: string | undefined, named: string | undefined): Credentials {
  if (type !== ASSERTION_TYPE)
    throw new OAuthError("invalid_request", `client_assertion_type must be ${ASSERTION_TYPE}.`);
  const clientId = subjectOf(assertion);
  if (!clientId) throw new OAuthError("invalid_client", "The client assertion is no JWT with a subject.");
  if (named !== undefined && named !== clientId) throw mismatch();
  return { method: "assertion", clientId, assertion };
}

/** Decodes one half of the Basic credentials: clients form-encode id and secret (RFC 6749, 2.3.1 and appendix B). Null: badly encoded. */
function formDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

/** The `sub` claim of a JWT whose signature is not checked yet: it only says which client's key must check it. */
function subjectOf(assertion: string): string | null {
  try {
    const claims = JSON.parse(Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString("utf8"));
    return typeof claims?.sub === "string" ? claims.sub : null;
  } catch {
    return null;
  }
}

function mismatch(): OAuthError {
  return new OAuthError("invalid_request", "client_id differs from the client that authenticates.");
}
