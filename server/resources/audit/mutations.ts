import type { Prisma } from "@/prisma/generated/client";
import { ids } from "../../platform/ids/ids";
import type { AccountId } from "../../ports/ids";

/** Who makes a change: a user, as every session is one, or an API client, which has no user's id and its own in place of an address. */
export type Actor = { account: AccountId; user: { id: string | null; email: string; name: string } };
export type User = Actor & { user: { id: string } };

export type AuditEntry = {
  /** Area and verb: "flow.rename". */
  action: string;
  /** What was changed, as users know it: a name, a number, an email address; with its kind where that is not clear. */
  subject: string;
  /** The changed values, old and new. Never a secret, since every admin sees them. */
  before?: unknown;
  after?: unknown;
};

/** Records a change in the transaction that makes it, so that the log holds the change exactly if it was made. */
export async function recordAudit(tx: Prisma.TransactionClient, by: Actor, entry: AuditEntry): Promise<void> {
  const { action, subject, before, after } = entry;
  await tx.auditLog.create({
    data: {
      accountId: by.account,
      id: ids.uuid(),
      actor: by.user.email,
      actorName: by.user.name,
      action,
      subject,
      ...(before === undefined ? {} : { before: asJson(before) }),
      ...(after === undefined ? {} : { after: asJson(after) }),
    },
  });
}

/** The value as JSON: dates as text, without undefined values. */
function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
