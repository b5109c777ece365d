import { type CryptoKey, SignJWT } from "jose";

export type TokenResponse = {
  status: number;
  headers: Headers;
  body: {
    access_token?: string;
    token_type?: string;
    expires_in?: number;
    scope?: string;
    error?: string;
    error_description?: string;
  };
};

/** A request to the token endpoint as it is written here, right or wrong. */
export async function askToken(
  baseUrl: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<TokenResponse> {
  const response = await fetch(`${baseUrl}/api/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenResponse["body"] };
}

export function basic(clientId: string, secret: string): Record<string, string> {
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
export const GRANT = { grant_type: "client_credentials" };
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** The form of a request that authenticates by a signed assertion with exactly these claims. */
export async function assertionForm(
  key: CryptoKey | Uint8Array,
  alg: string,
  claims: Record<string, unknown>,
): Promise<Record<string, string>> {
  const assertion = await new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
  return { ...GRANT, client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
}
