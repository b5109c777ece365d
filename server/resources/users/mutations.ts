import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput, wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../audit/mutations";
import { accountOfLinkToken, hashLinkToken, mintLinkToken } from "./link-token";
import type { Role } from "./role";
import { type InviteInput, inviteSchema } from "./schema";

/** How long a one-time link is valid. */
const LINK_VALID = "72 hours";

export type OneTimeLink = { token: string; expiresAt: Date };
type Member = { user_id: string; email: string; name: string; role: string };

/** Adds a user to the account, and makes the link by which they set their password. Throws `conflict` at `email`, `invalid_request`. */
export async function inviteMember(by: Actor, input: InviteInput): Promise<OneTimeLink> {
  const { email, name, role } = parseInput(inviteSchema, input);
  const id = ids.uuid();
  return withAccount(by.account, async (tx) => {
    const [row] = await tx.$queryRaw<{ result: string }[]>`
      select patchcord_invite(${id}::uuid, ${email}, ${name}, ${role}) as result`;
    if (row?.result !== "invited") throw wrongField("email", "This address is in use already. Use another one.");
    await recordAudit(tx, by, { action: "user.invite", subject: email, after: { name, role } });
    return makeLink(tx, by.account, id);
  });
}

/** Makes a new one-time link for a member; links made before stop working. Throws `not_found`. */
export async function renewLink(by: Actor, user: string): Promise<OneTimeLink> {
  return withAccount(by.account, async (tx) => {
    const { email } = await readMember(tx, user);
    await recordAudit(tx, by, { action: "user.make_link", subject: email });
    return makeLink(tx, by.account, user);
  });
}

/** Throws `conflict` for the last admin, `not_found`. */
export async function changeRole(by: Actor, user: string, role: Role): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { email, role: before } = await readMember(tx, user);
    const [row] = await tx.$queryRaw<{ result: string }[]>`select patchcord_set_role(${user}::uuid, ${role}) as result`;
    if (row?.result === "last_admin") throw lastAdmin("keeps this role");
    await recordAudit(tx, by, {
      action: "user.change_role",
      subject: email,
      before: { role: before },
      after: { role },
    });
  });
}

/** Removes a member from the account and ends their sessions. Throws `conflict` for the last admin, `not_found`. */
export async function removeMember(by: Actor, user: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { email, name, role } = await readMember(tx, user);
    const [row] = await tx.$queryRaw<{ result: string }[]>`select patchcord_remove_member(${user}::uuid) as result`;
    if (row?.result === "last_admin") throw lastAdmin("stays");
    await recordAudit(tx, by, { action: "user.remove", subject: email, before: { name, role } });
  });
}

/** Ends all sessions of a member and returns how many there were. Throws `not_found`. */
export async function signOutEverywhere(by: Actor, user: string): Promise<number> {
  return withAccount(by.account, async (tx) => {
    const { email } = await readMember(tx, user);
    const [row] = await tx.$queryRaw<{ ended: number }[]>`select patchcord_sign_out_member(${user}::uuid) as ended`;
    const ended = row?.ended ?? 0;
    await recordAudit(tx, by, { action: "user.sign_out_everywhere", subject: email, after: { sessions: ended } });
    return ended;
  });
}

/** Marks a one-time link as used, sets the user's name and password and ends their sessions. Null: the link is unknown, used or expired. */
export async function markLinkUsed(
  token: string,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<{ user: string; account: AccountId; email: string } | null> {
  const account = accountOfLinkToken(token);
  if (!account) return null;
  const hash = hashLinkToken(token);
  return withAccount(account, async (tx) => {
    const [used] = await tx.$queryRaw<{ user: string | null }[]>`
      select patchcord_use_link(${hash}, ${name}, ${passwordHash}) as user`;
    if (!used?.user) return null;
    const { email } = await readMember(tx, used.user);
    const self: Actor = { account, user: { id: used.user, email, name } };
    await recordAudit(tx, self, { action: "user.set_password", subject: email, after: { name } });
    return { user: used.user, account, email };
  });
}

async function makeLink(tx: Prisma.TransactionClient, account: AccountId, user: string): Promise<OneTimeLink> {
  const token = mintLinkToken(account);
  const [row] = await tx.$queryRaw<{ expires: Date | null }[]>`
    select patchcord_make_link(${user}::uuid, ${hashLinkToken(token)}, ${LINK_VALID}::interval) as expires`;
  if (!row?.expires) throw new PatchcordError("not_found", "There is no such user.");
  return { token, expiresAt: row.expires };
}

async function readMember(tx: Prisma.TransactionClient, user: string): Promise<Member> {
  const [member] = await tx.$queryRaw<Member[]>`select * from patchcord_member(${user}::uuid)`;
  if (!member) throw new PatchcordError("not_found", "There is no such user.");
  return member;
}

function lastAdmin(what: string): PatchcordError {
  return new PatchcordError("conflict", `The last admin ${what}: make somebody else an admin first.`);
}
