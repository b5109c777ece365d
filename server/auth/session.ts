import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { AccountId } from "../ports/ids";
import { readSession } from "./data";
import { authOptions } from "./options";
import { parseRole, type Role } from "./role";

export type Session = {
  id: string;
  user: { id: string; email: string; name: string };
  account: AccountId;
  accountName: string;
  role: Role;
};

/**
 * Who is signed in, or null. The browser's token only names a session row; that row decides, so a revoked session is
 * over at once. One read a request.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = await getServerSession(authOptions());
  return token?.id ? sessionById(token.id) : null;
});

/** A session still open under this id; long-lived streams ask again with it. */
export async function sessionById(id: string): Promise<Session | null> {
  const row = await readSession(id);
  if (!row) return null;
  return {
    id,
    user: { id: row.user_id, email: row.email, name: row.name },
    account: row.account_id as AccountId,
    accountName: row.account_name,
    role: parseRole(row.role),
  };
}

/** For pages: the session, or off to sign in. */
export async function requireSession(): Promise<Session> {
  return (await currentSession()) ?? redirect("/signin");
}
