import { env } from "../../platform/env";
import { SCOPES } from "../clients/scopes";

export const TOKEN_PATH = "/api/oauth/token";
export const JWKS_PATH = "/api/oauth/jwks";
const CLIENT_AUTHENTICATION = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;
const ASSERTION_ALGORITHMS = ["ES256", "RS256"] as const;

export function issuer(): string {
  return env().PUBLIC_URL;
}

export function tokenEndpoint(): string {
  return issuer() + TOKEN_PATH;
}

/** Authorization server metadata (RFC 8414, 2). There is no authorization endpoint, since clients act for themselves and no user approves. */
export function metadata() {
  return {
    issuer: issuer(),
    token_endpoint: tokenEndpoint(),
    jwks_uri: issuer() + JWKS_PATH,
    scopes_supported: Object.keys(SCOPES),
    response_types_supported: [],
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    service_documentation: `${issuer()}/docs/api`,
  };
}
