import { clientAddress } from "../platform/client-address";
import { clientNetwork } from "../platform/client-network";
import { isPatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import { isMediaType, readBody } from "../platform/request-body";
import type { AccountId } from "../ports/ids";
import { issueAccessToken } from "../resources/access-tokens/access-token";
import { requireAddress } from "../resources/access-tokens/bearer";
import { type Client, findClient } from "../resources/access-tokens/data";
import { touchClient } from "../resources/access-tokens/mutations";
import { TOKEN_SECONDS } from "../resources/access-tokens/signing-keys";
import { accountOfClientId } from "../resources/clients/client-id";
import { secretMatches } from "../resources/clients/client-secret";
import { checkAssertion } from "./client-assertion";
import { type Credentials, credentialsOf } from "./client-credentials";
import { OAuthError } from "./oauth-error";
import { countFailure, throttle } from "./token-throttle";

const MAX_BODY_BYTES = 16 * 1024;

/**
 * `POST /api/oauth/token`, grant client_credentials (RFC 6749, 4.4). Answers refusals as OAuth errors; throws everything else
 * (`request_too_large`, an unavailable database), which the router turns into a problem document.
 */
export async function handleToken(request: Request): Promise<Response> {
  try {
    return await grant(request);
  } catch (error) {
    if (error instanceof OAuthError) return error.response();
    if (isPatchcordError(error) && error.code === "invalid_request")
      return new OAuthError("invalid_request", error.message).response();
    if (isPatchcordError(error) && error.code === "client_not_allowed")
      return new OAuthError("unauthorized_client", error.message).response();
    throw error;
  }
}

async function grant(request: Request): Promise<Response> {
  const form = await formOf(request);
  const from = clientAddress(request.headers.get("x-forwarded-for"));
  const address = clientNetwork(from);
  const credentials = credentialsOf(request.headers.get("authorization"), form);
  // All malformed client ids share one budget, so that invented ids cannot fill the memory.
  const throttleKey = accountOfClientId(credentials.clientId) ? credentials.clientId : "malformed";
  await throttle(throttleKey, address);
  const { account, client } = await authenticated(credentials).catch(async (error: unknown) => {
    if (error instanceof OAuthError) await countFailure(throttleKey, address);
    throw error;
  });
  requireAddress(client, from);
  const type = form.get("grant_type");
  if (type === undefined) throw new OAuthError("invalid_request", "grant_type is missing.");
  if (type !== "client_credentials")
    throw new OAuthError("unsupported_grant_type", "Only client_credentials is granted.");
  const scopes = grantedScopes(form.get("scope"), client.scopes);
  const body = {
    access_token: await issueAccessToken(account, credentials.clientId, scopes),
    token_type: "Bearer",
    expires_in: TOKEN_SECONDS,
    scope: scopes.join(" "),
  };
  if (client.touchDue) {
    touchClient(account, credentials.clientId).catch((error) => log.warn({ err: error }, "last use not written"));
  }
  return Response.json(body, { headers: { "Cache-Control": "no-store", Pragma: "no-cache" } });
}

/** The form's parameters. One without a value counts as absent, and none may come twice (RFC 6749, 3.2). */
async function formOf(request: Request): Promise<Map<string, string>> {
  if (!isMediaType(request, "application/x-www-form-urlencoded"))
    throw new OAuthError("invalid_request", "Send a form: Content-Type application/x-www-form-urlencoded.");
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(await readBody(request, MAX_BODY_BYTES, "invalid_request"))) {
    if (value === "") continue;
    if (form.has(name)) throw new OAuthError("invalid_request", `${name} is given more than once.`);
    form.set(name, value);
  }
  return form;
}

/** Checks the credentials. Throws the same `invalid_client` for an unknown client, a revoked one and a wrong secret. */
async function authenticated(credentials: Credentials): Promise<{ account: AccountId; client: Client }> {
  const account = accountOfClientId(credentials.clientId);
  const client = account && (await findClient(account, credentials.clientId));
  const usable = client && !client.revoked ? client : null;
  if (credentials.method === "assertion") {
    if (!account || !usable?.publicJwk) throw unknownClient();
    await checkAssertion(account, credentials.clientId, usable.publicJwk, credentials.assertion);
    return { account, client: usable };
  }
  const matches = secretMatches(credentials.secret, usable?.secretHash ?? null);
  if (!matches || !account || !usable) throw unknownClient();
  return { account, client: usable };
}

function grantedScopes(asked: string | undefined, allowed: string[]): string[] {
  if (asked === undefined) return allowed;
  const scopes = [...new Set(asked.split(" ").filter(Boolean))];
  const lacking = scopes.filter((scope) => !allowed.includes(scope));
  if (scopes.length === 0 || lacking.length > 0)
    throw new OAuthError("invalid_scope", "The client does not have all the scopes it asks for.");
  return scopes;
}

function unknownClient(): OAuthError {
  return new OAuthError("invalid_client", "The client is unknown, or its credentials are wrong.");
}
