import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { type Session, sessionById } from "../resources/sessions/session";
import { authOptions } from "./options";

/**
 * Who is signed in, or null. The browser's token only names a session row; that row decides, so a revoked session is
 * over at once. One read a request.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = await getServerSession(authOptions());
  return token?.id ? sessionById(token.id) : null;
});

/** For pages: the session, or off to sign in. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirect("/signin");
}
