import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { accountOfLinkToken, hashLinkToken } from "./link-token";
import { mayActAs, parseRole } from "./role";

type MemberRow = {
  user_id: string;
  email: string;
  name: string;
  role: string;
  has_password: boolean;
  created_at: Date;
  last_sign_in: Date | null;
  open_sessions: number;
  link_expires_at: Date | null;
};

/** The account's members by name. */
export async function listMembers(account: AccountId) {
  const rows = await withAccount(account, (tx) => tx.$queryRaw<MemberRow[]>`select * from patchcord_members()`);
  return rows.map((row) => ({
    id: row.user_id,
    email: row.email,
    name: row.name,
    role: parseRole(row.role),
    /** The member was invited and has neither set a password nor signed in by single sign-on. */
    invited: !row.has_password && row.last_sign_in === null,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in,
    openSessions: row.open_sessions,
    /** When the member's one-time link expires; null: there is none. */
    linkExpiresAt: row.link_expires_at,
  }));
}

const MOST_PUBLISHERS = 20;

/** Members who may publish and have signed in, by name; not more than can be read. */
export async function listPublishers(account: AccountId): Promise<{ name: string; email: string }[]> {
  const members = await listMembers(account);
  return members
    .filter(({ role, invited }) => mayActAs(role, "publisher") && !invited)
    .slice(0, MOST_PUBLISHERS)
    .map(({ name, email }) => ({ name, email }));
}

type LinkRow = { user_id: string; email: string; name: string; account_name: string; has_password: boolean };

/** The member whom a one-time link is for; null where the link is unknown, used or expired. */
export async function readLink(token: string): Promise<LinkRow | null> {
  const account = accountOfLinkToken(token);
  if (!account) return null;
  const hash = hashLinkToken(token);
  const [row] = await withAccount(account, (tx) => tx.$queryRaw<LinkRow[]>`select * from patchcord_link(${hash})`);
  return row ?? null;
}
