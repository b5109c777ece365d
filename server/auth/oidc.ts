import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { log } from "../platform/log";
import { findUser } from "../resources/sessions/data";
import { startSession } from "./sign-in";

type Claims = { sub: string; email?: string; email_verified?: boolean | string };
export type OidcSettings = { issuer: string; clientId: string; clientSecret: string };

/**
 * Sign-in by any OpenID provider, found by discovery. The provider only proves an email address: a session is opened where the
 * address is verified and belongs to a user of an account.
 */
export function oidcProvider({ issuer, clientId, clientSecret }: OidcSettings): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    issuer,
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Some providers put the email address into the ID token, others only into the userinfo response.
      request: async ({ client, tokens }) => {
        const claims = Object(tokens.id_token ? claimsOf(tokens.id_token) : {});
        if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint || !tokens.access_token)
          return claims;
        return { ...(await client.userinfo(tokens.access_token)), ...claims };
      },
    },
    profile: async (claims) => ({ id: claims.sub, ...(await signInByClaims(claims)) }),
  };
}

/** Opens a session for the user of the claimed address; empty for anybody else. Never throws: next-auth would log personal data. */
async function signInByClaims({ email, email_verified }: Claims): Promise<Partial<User>> {
  if (!email || String(email_verified) !== "true") {
    log.info({ event: "sign_in_refused" }, "single sign-on without a verified address");
    return {};
  }
  try {
    const user = await findUser(email.trim().toLowerCase());
    if (!user) {
      log.info({ event: "sign_in_refused" }, "single sign-on of nobody's address");
      return {};
    }
    return { name: user.name, email, session: await startSession(user.user_id, user.account_id) };
  } catch (error) {
    log.error({ err: error }, "single sign-on failed");
    return {};
  }
}

/** next-auth has checked the signature before this is read. */
function claimsOf(idToken: string): unknown {
  return JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8"));
}
