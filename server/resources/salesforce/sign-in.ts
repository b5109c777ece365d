import { createPrivateKey, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { Http } from "../../ports/http";
import { addressFault, audienceOf } from "./address";
import { jsforceConnection } from "./client";
import type { Login } from "./data";
import { SalesforceFault, salesforceFault } from "./fault";

/** An access token and the address that requests with it go to. */
export type Session = { accessToken: string; instanceUrl: string };

/** Salesforce accepts assertions that expire within three minutes (Salesforce Help, "OAuth 2.0 JWT Bearer Flow"). */
const ASSERTION_SECONDS = 180;

/** Gets an access token from the login's token endpoint. Throws SalesforceFault; the code of a refusal is `salesforce_sign_in_refused`. */
export async function signIn(http: Http, login: Login, timeoutMs: number): Promise<Session> {
  const deadline = performance.now() + timeoutMs;
  const { loginUrl, clientId, secret } = login;
  const isJwt = login.auth === "jwt_bearer";
  const { oauth2 } = await jsforceConnection(http, () => deadline - performance.now(), {
    oauth2: { loginUrl, ...(isJwt ? {} : { clientId, clientSecret: secret }) },
  });
  const grant: Record<string, string> & { grant_type: string } = isJwt
    ? { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: await signAssertion(login) }
    : { grant_type: "client_credentials" };
  const token: { access_token?: unknown; instance_url?: unknown } | undefined = await oauth2
    .requestToken(grant)
    .catch((error: unknown) => {
      throw refusalOf(error);
    });
  const instance = login.instanceUrl ?? token?.instance_url;
  if (typeof token?.access_token !== "string" || typeof instance !== "string" || !URL.canParse(instance))
    throw new SalesforceFault("salesforce_garbled", "The server at the login address is not Salesforce.");
  const { origin } = new URL(instance);
  const fault = addressFault(origin);
  if (fault)
    throw new SalesforceFault("salesforce_address_refused", `The instance Salesforce names cannot be used: ${fault}`);
  return { accessToken: token.access_token, instanceUrl: origin };
}

async function signAssertion({ clientId, username, secret, loginUrl }: Login): Promise<string> {
  return await new SignJWT()
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(clientId)
    .setSubject(username ?? "")
    .setAudience(audienceOf(loginUrl))
    .setExpirationTime(`${ASSERTION_SECONDS} seconds`)
    .setJti(randomUUID())
    .sign(createPrivateKey(secret));
}

/** The fault of a failed sign-in. jsforce puts an OAuth `error` code, or the status of an answer that is no JSON, into the error's name. */
function refusalOf(error: unknown): SalesforceFault {
  if (error instanceof SalesforceFault) return error;
  const { name, message = "" } = error as Partial<Error>;
  const status = /^ERROR_HTTP_(\d{3})$/.exec(name ?? "")?.[1];
  if (status) {
    const fault = salesforceFault("unavailable", message);
    return Number(status) >= 500 ? fault : new SalesforceFault("salesforce_garbled", fault.message);
  }
  if (typeof name !== "string" || !/^[a-z_]+$/.test(name))
    return new SalesforceFault("salesforce_unavailable", "Salesforce's login answered with a fault of its own.");
  return new SalesforceFault("salesforce_sign_in_refused", `${salesforceFault(name, message).message} (${name})`);
}
