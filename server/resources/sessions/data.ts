import { query } from "../../platform/db";

type Found = { user_id: string; name: string; password_hash: string | null; account_id: string; role: string };

/** The user of an email address, with the account that they belong to; null: there is none. */
export async function findUser(email: string): Promise<Found | null> {
  const [row] = await query<Found>("sign_in", "select * from patchcord_sign_in($1)", [email]);
  return row ?? null;
}

/** Opens a session row; the browser's token names it, so that revoking the row ends the session at once. */
export async function openSession(id: string, user: string, account: string, expires: Date): Promise<void> {
  await query("open_session", "select patchcord_open_session($1, $2, $3, $4)", [id, user, account, expires]);
}

export type SessionRow = {
  user_id: string;
  email: string;
  name: string;
  account_id: string;
  account_name: string;
  role: string;
};

/** Null for a session that is unknown, revoked or expired. */
export async function readSession(id: string): Promise<SessionRow | null> {
  const [row] = await query<SessionRow>("session", "select * from patchcord_session($1)", [id]);
  return row ?? null;
}

export async function revokeSession(id: string): Promise<void> {
  await query("revoke_session", "select patchcord_revoke_session($1)", [id]);
}
