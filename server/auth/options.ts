import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "../env";
import { log } from "../log";
import { clientAddress } from "./client-address";
import { revokeSession } from "./data";
import { demo } from "./demo";
import { SESSION_SECONDS, signIn, TooManyTries } from "./sign-in";

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

async function enter(email: string, secret: string, request: Asked): Promise<User | null> {
  if (!email || !secret || email.length > 320 || secret.length > 1024) return null;
  try {
    return await signIn(email, secret, clientAddress(request.headers?.["x-forwarded-for"]));
  } catch (error) {
    if (error instanceof TooManyTries) throw error;
    // next-auth puts an error's text into an address the browser sees.
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable");
  }
}

/** next-auth for credentials and a JWT that names a session row. */
export function authOptions(): NextAuthOptions {
  const { PUBLIC_URL, NEXTAUTH_SECRET, DEMO_FILE } = env();
  // next-auth reads its own address from here only.
  process.env.NEXTAUTH_URL = PUBLIC_URL;
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/signin", error: "/signin" },
    providers: DEMO_FILE ? [password, demoAdmin] : [password],
    callbacks: {
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
