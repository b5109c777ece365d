import type { Prisma } from "@/prisma/generated/client";
import { ids } from "../../platform/ids/ids";
import type { AccountId } from "../../ports/ids";

/** Who does something: every session is one. */
export type Actor = { account: AccountId; user: { id: string; email: string; name: string } };

export type AuditEntry = {
  /** Area and verb: "flow.rename". */
  action: string;
  /** What it was done to, as people know it: a name, a number, an address; with its kind where that is not plain. */
  subject: string;
  /** Values that changed, as they were and as they are. Never a secret: what stands here is shown to every admin. */
  before?: unknown;
  after?: unknown;
};

/** Writes down a change, in the transaction that makes it: none without its row, no row without it. */
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

/** As JSON has it: moments as text, what is undefined left out. */
function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
