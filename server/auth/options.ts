import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { clientAddress } from "../platform/client-address";
import { env } from "../platform/env";
import { isPatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import { ownPath } from "../platform/own-path";
import { isFromThisMachine } from "../platform/this-machine";
import { readDemoWorld } from "../resources/accounts/demo-world";
import { revokeSession } from "../resources/sessions/data";
import { oidcProvider } from "./oidc";
import { redeemLink } from "./redeem-link";
import { SESSION_SECONDS, type SignedIn, signIn } from "./sign-in";
import { TooManyTries } from "./throttle";

declare module "next-auth" {
  interface User {
    session?: string;
  }
  interface Session {
    id?: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    session?: string;
  }
}

type AuthorizeRequest = { headers?: Record<string, string> };

/** Sign-in by what is sent in a form: POST only. */
export const CREDENTIALS = ["password", "link", "demo"] as const;
const [PASSWORD, LINK, DEMO] = CREDENTIALS;

const password = Credentials({
  id: PASSWORD,
  credentials: { email: {}, password: {} },
  authorize: (given, request) => signInByPassword(given?.email ?? "", given?.password ?? "", request),
});

/** Signs in with the demo world's own credentials, read here: the browser never sees them. At this machine only. */
const demoAdmin = Credentials({
  id: DEMO,
  credentials: {},
  authorize: async (_, request) => {
    if (!isFromThisMachine((name) => request.headers?.[name])) return null;
    const world = await readDemoWorld();
    return world && signInByPassword(world.email, world.password, request);
  },
});

/** Sets name and password of the user whom a one-time link is for, and signs them in. */
const link = Credentials({
  id: LINK,
  credentials: { token: {}, name: {}, password: {} },
  authorize: (given, request) => {
    const { token = "", name = "", password = "" } = given ?? {};
    return withPublicErrors(request, (address) => redeemLink(token, { name, password }, address));
  },
});

async function signInByPassword(email: string, secret: string, request: AuthorizeRequest): Promise<User | null> {
  if (!email || !secret || email.length > 320 || secret.length > 1024) return null;
  return withPublicErrors(request, (address) => signIn(email, secret, address, request.headers?.cookie));
}

/** next-auth puts an error's text into a URL that the browser sees, so this replaces every internal error by a word without details. */
async function withPublicErrors(
  request: AuthorizeRequest,
  work: (address: string) => Promise<SignedIn | null>,
): Promise<User | null> {
  try {
    return await work(clientAddress(request.headers?.["x-forwarded-for"]));
  } catch (error) {
    if (error instanceof TooManyTries) throw error;
    if (isPatchcordError(error) && error.code === "invalid_request") throw new Error("invalid");
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
}

/**
 * The settings of next-auth: sign-in by password, one-time link or OpenID provider, and a cookie whose JWT names a session row.
 * `onSignIn` hears the email address of who has signed in.
 */
export function authOptions(onSignIn: (email: string) => void = () => undefined): NextAuthOptions {
  const { PUBLIC_URL, NEXTAUTH_SECRET, DEMO_FILE, OIDC } = env();
  // next-auth reads its own address from here only.
  process.env.NEXTAUTH_URL = PUBLIC_URL;
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    // next-auth's own logger writes personal data of users to the console.
    logger: {
      error: (code, about) => log.warn({ event: code, err: about instanceof Error ? about : about.error }, "next-auth"),
      warn: (code) => log.warn({ event: code }, "next-auth"),
      debug: () => undefined,
    },
    pages: { signIn: "/signin", error: "/signin" },
    providers: [password, link, ...(DEMO_FILE ? [demoAdmin] : []), ...(OIDC ? [oidcProvider(OIDC)] : [])],
    callbacks: {
      // Never to another site, and never a word of next-auth's own about an address that is none.
      redirect: ({ url }) => PUBLIC_URL + (ownPath(url) ?? "/"),
      // Every provider above has opened a session row for a user who may sign in.
      signIn: ({ user }) => Boolean(user.session),
      jwt: ({ token, user }) => (user?.session ? { ...token, session: user.session } : token),
      session: ({ session, token }) => ({ ...session, ...(token.session ? { id: token.session } : {}) }),
    },
    events: {
      signIn: ({ user }) => {
        if (user.email) onSignIn(user.email.trim().toLowerCase());
      },
      signOut: async ({ token }) => {
        if (token?.session) await revokeSession(token.session);
      },
    },
  };
}
