import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { clientAddress } from "../platform/client-address";
import { env } from "../platform/env";
import { isPatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import { demo } from "../resources/accounts/demo-world";
import { revokeSession } from "../resources/sessions/data";
import { oidcProvider } from "./oidc";
import { SESSION_SECONDS, type SignedIn, signIn } from "./sign-in";
import { TooManyTries } from "./throttle";
import { welcome } from "./welcome";

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

type Asked = { headers?: Record<string, string> };

const password = Credentials({
  id: "password",
  credentials: { email: {}, password: {} },
  authorize: (given, request) => enter(given?.email ?? "", given?.password ?? "", request),
});

/** Signs in with the demo world's own credentials, read here: the browser never sees them. */
const demoAdmin = Credentials({
  id: "demo",
  credentials: {},
  authorize: async (_, request) => {
    const world = await demo();
    return world && enter(world.email, world.password, request);
  },
});

/** Somebody who follows a one-time link: sets name and password, and is signed in. */
const link = Credentials({
  id: "link",
  credentials: { token: {}, name: {}, password: {} },
  authorize: (given, request) => {
    const { token = "", name = "", password = "" } = given ?? {};
    return guarded(request, (address) => welcome(token, { name, password }, address));
  },
});

async function enter(email: string, secret: string, request: Asked): Promise<User | null> {
  if (!email || !secret || email.length > 320 || secret.length > 1024) return null;
  return guarded(request, (address) => signIn(email, secret, address));
}

/** next-auth puts an error's text into an address the browser sees: only what it may know gets there. */
async function guarded(request: Asked, work: (address: string) => Promise<SignedIn | null>): Promise<User | null> {
  try {
    return await work(clientAddress(request.headers?.["x-forwarded-for"]));
  } catch (error) {
    if (error instanceof TooManyTries) throw error;
    if (isPatchcordError(error) && error.code === "invalid_request") throw new Error("invalid");
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
}

/** next-auth for credentials or an OpenID provider, and a JWT that names a session row. */
export function authOptions(): NextAuthOptions {
  const { PUBLIC_URL, NEXTAUTH_SECRET, DEMO_FILE, OIDC } = env();
  // next-auth reads its own address from here only.
  process.env.NEXTAUTH_URL = PUBLIC_URL;
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    // Its own goes to the console, with everything about whoever signs in.
    logger: {
      error: (code, about) =>
        log.warn({ event: code, reason: "message" in about ? about.message : undefined }, "next-auth"),
      warn: (code) => log.warn({ event: code }, "next-auth"),
      debug: () => undefined,
    },
    pages: { signIn: "/signin", error: "/signin" },
    providers: [password, link, ...(DEMO_FILE ? [demoAdmin] : []), ...(OIDC ? [oidcProvider(OIDC)] : [])],
    callbacks: {
      // Whoever may come in has a session row by now.
      signIn: ({ user }) => Boolean(user.session),
      jwt: ({ token, user }) => (user?.session ? { ...token, session: user.session } : token),
      session: ({ session, token }) => ({ ...session, ...(token.session ? { id: token.session } : {}) }),
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.session) await revokeSession(token.session);
      },
    },
  };
}
