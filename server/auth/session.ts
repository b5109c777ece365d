import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { type Session, sessionById } from "../resources/sessions/session";
import { authOptions } from "./options";

/**
 * The session of the user who is signed in, or null. The browser's token only names a session row, which is read once a request,
 * so a revoked session ends at once.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = await getServerSession(authOptions());
  return token?.id ? sessionById(token.id) : null;
});

/** For pages: the session; redirects to the sign-in page where there is none. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirect("/signin");
}
