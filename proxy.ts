import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { contentSecurityPolicy, SECURITY_HEADERS } from "@/server/auth/security-headers";
import { env } from "@/server/platform/env";

/** Pages anybody may open; a one-time link leads to the last. */
const OPEN = /^\/(signin|docs\/api|welcome\/[^/]+)$/;

/**
 * Security headers for pages, and a shortcut to sign in. Never the lock: pages, procedures and routes each read the
 * session themselves.
 */
export default async function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const response = (await mayPass(request)) ? pass(request, nonce, policy) : toSignIn(request);
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

async function mayPass(request: NextRequest): Promise<boolean> {
  if (OPEN.test(request.nextUrl.pathname)) return true;
  const { NEXTAUTH_SECRET, PUBLIC_URL } = env();
  const token = await getToken({
    req: request,
    secret: NEXTAUTH_SECRET,
    secureCookie: PUBLIC_URL.startsWith("https://"),
  });
  return token !== null;
}

/** Next reads the nonce from the request's policy and puts it on its own scripts. */
function pass(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers } });
}

function toSignIn({ nextUrl }: NextRequest): NextResponse {
  const target = nextUrl.clone();
  target.pathname = "/signin";
  target.search = nextUrl.pathname === "/" ? "" : `?${new URLSearchParams({ to: nextUrl.pathname + nextUrl.search })}`;
  return NextResponse.redirect(target);
}

export const config = {
  // The hot routes and files never pass here: a proxy costs each request a third of its time.
  matcher: ["/((?!api/|_next/|\\.well-known/|.*\\.(?:ico|svg|png|woff2|txt|webmanifest)$).*)"],
};
