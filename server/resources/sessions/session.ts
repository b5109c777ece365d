import type { AccountId } from "../../ports/ids";
import { parseRole, type Role } from "../users/role";
import { readSession } from "./data";

/** Who is signed in, and to which account. */
export type Session = {
  id: string;
  user: { id: string; email: string; name: string };
  account: AccountId;
  accountName: string;
  role: Role;
};

/** The session of this id; null where it is unknown, revoked or expired. */
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
