import { exportJWK, generateKeyPair } from "jose";
import * as oauth from "oauth4webapi";
import { expect, test } from "vitest";
import { createClient } from "@/server/resources/clients/mutations";
import { sessionAs } from "../support/session";
import { testWorld } from "../support/world";

const world = await testWorld({ worker: false });
const insecure = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(world.baseUrl);
const server = await oauth.processDiscoveryResponse(
  issuer,
  await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure }),
);

/** A whole round as the library does it: token, its check, and a resource server's check of the token (RFC 9068). */
async function round(clientId: string, authentication: oauth.ClientAuth) {
  const client = { client_id: clientId };
  const parameters = new URLSearchParams({ scope: "flows-interactions:start" });
  const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, insecure);
  const token = await oauth.processClientCredentialsResponse(server, client, response);
  const request = new Request(`${world.baseUrl}/api/flows/x/interactions`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  const claims = await oauth.validateJwtAccessToken(server, request, world.baseUrl, insecure);
  return { token, claims };
}

test.each([
  ["client_secret_basic", oauth.ClientSecretBasic],
  ["client_secret_post", oauth.ClientSecretPost],
])("%s", async (_name, authentication) => {
  const { token, claims } = await round(world.clientId, authentication(world.clientSecret));
  expect(token).toMatchObject({ token_type: "bearer", expires_in: 600, scope: "flows-interactions:start" });
  expect(claims).toMatchObject({
    iss: world.baseUrl,
    aud: world.baseUrl,
    sub: world.clientId,
    client_id: world.clientId,
    scope: "flows-interactions:start",
    account: world.account,
  });
  expect(claims.exp - claims.iat).toBe(600);
});

test.each(["ES256", "RS256"])("private_key_jwt, %s", async (alg) => {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const client = { name: alg, scopes: ["flows-interactions:start"] };
  const { clientId } = await createClient(sessionAs(world), client, await exportJWK(publicKey));
  const { claims } = await round(clientId, oauth.PrivateKeyJwt(privateKey));
  expect(claims.client_id).toBe(clientId);
});

test("a wrong secret is an error the library knows", async () => {
  await expect(round(world.clientId, oauth.ClientSecretPost("wrong"))).rejects.toMatchObject({ status: 401 });
});

test("discovery names what there is (RFC 8414)", () => {
  expect(server).toMatchObject({
    issuer: world.baseUrl,
    token_endpoint: `${world.baseUrl}/api/oauth/token`,
    jwks_uri: `${world.baseUrl}/api/oauth/jwks`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["ES256", "RS256"],
  });
});
