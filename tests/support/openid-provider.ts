import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

type Person = { sub: string; email?: string; email_verified?: boolean };
type Asked = { person: Person; nonce: string; challenge: string };

/**
 * A fake OpenID provider with the code flow and PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). `inUserInfo`: it gives the
 * email address only at the userinfo endpoint, not in the ID token.
 */
export async function openIdProvider({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const codes = new Map<string, Asked>();
  const people = new Map<string, Person>();
  let issuer = "";
  const state = { inUserInfo: false };

  const answers: Record<string, (request: IncomingMessage) => Promise<unknown>> = {
    "/.well-known/openid-configuration": async () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/jwks": async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "RS256", use: "sig" }] }),
    "/token": async (request) => {
      const form = new URLSearchParams(await text(request));
      const asked = codes.get(form.get("code") ?? "");
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const right = basicOf(request) === `${clientId}:${clientSecret}`;
      if (!asked || challenge !== asked.challenge || !right) return null;
      const { sub, ...rest } = asked.person;
      const token = randomUUID();
      people.set(token, asked.person);
      const idToken = await new SignJWT({ nonce: asked.nonce, ...(state.inUserInfo ? {} : rest) })
        .setProtectedHeader({ alg: "RS256", kid: "1" })
        .setIssuer(issuer)
        .setAudience(clientId)
        .setSubject(sub)
        .setIssuedAt()
        .setExpirationTime("5 minutes")
        .sign(privateKey);
      return { access_token: token, token_type: "Bearer", id_token: idToken, expires_in: 300 };
    },
    "/userinfo": async (request) => people.get(request.headers.authorization?.slice("Bearer ".length) ?? "") ?? null,
  };
  const server = createServer(async (request, response) => {
    const answer = await answers[new URL(request.url ?? "/", "http://x").pathname]?.(request);
    response.writeHead(answer ? 200 : 400, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: "invalid_request" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    state,
    /** The person signs in at the address they were sent to; the parameters they come back with. */
    signIn(address: string, person: Person): Record<string, string> {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      codes.set(code, { person, nonce: asked.get("nonce") ?? "", challenge: asked.get("code_challenge") ?? "" });
      return { code, state: asked.get("state") ?? "" };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Id and secret of a client, each form-encoded before they are joined (RFC 6749, 2.3.1). */
function basicOf({ headers }: IncomingMessage): string {
  const joined = Buffer.from(headers.authorization?.slice("Basic ".length) ?? "", "base64").toString("utf8");
  return decodeURIComponent(joined.replaceAll("+", " "));
}
