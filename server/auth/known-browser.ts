import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "../platform/env";

const YEAR_SECONDS = 365 * 24 * 3600;
const VALUE = /^([\w-]{22})\.([\w-]{43})$/;

/**
 * A browser in which a user has signed in before keeps a proof of it, one for each user. Its tries are counted by themselves,
 * so that whoever guesses the user's password from elsewhere slows down everybody but the user (OWASP, "Slow Down Online
 * Guessing Attacks with Device Cookies"). The proof lets nobody in. Returns the browser's id, or null.
 */
export function knownBrowser(cookies: string | undefined, email: string): string | null {
  const wanted = `${cookieName(email)}=`;
  const pair = (cookies ?? "").split(";").find((text) => text.trim().startsWith(wanted));
  const [, id = "", proof = ""] = VALUE.exec(pair?.trim().slice(wanted.length) ?? "") ?? [];
  if (!id) return null;
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(id, email))) ? id : null;
}

/** The Set-Cookie field that makes the browser known for this user. */
export function makeKnown(email: string): string {
  const id = randomBytes(16).toString("base64url");
  const secure = env().PUBLIC_URL.startsWith("https://") ? "; Secure" : "";
  const value = `${id}.${proofOf(id, email)}`;
  return `${cookieName(email)}=${value}; Path=/api/auth; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

const cookieName = (email: string) =>
  `patchcord.known.${createHash("sha256").update(email).digest("hex").slice(0, 16)}`;

const proofOf = (id: string, email: string) =>
  createHmac("sha256", env().NEXTAUTH_SECRET).update(`known browser\0${id}\0${email}`).digest("base64url");
