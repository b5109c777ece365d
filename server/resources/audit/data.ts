import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { type AuditFilters, hoursOf } from "./filters";
import { auditSentence } from "./sentence";

export type AuditPage = { before?: string | undefined; after?: string | undefined; limit: number };

export type AuditLine = {
  id: string;
  at: Date;
  actor: string;
  actorName: string;
  action: string;
  subject: string;
  /** What was done, in words. */
  sentence: string;
  before: Prisma.JsonValue | null;
  after: Prisma.JsonValue | null;
};

/** One page of the log, newest first, and whether there are older and newer entries. Pages go by id, since ids are time-ordered. */
export async function listAudit(account: AccountId, filters: AuditFilters, { before, after, limit }: AuditPage) {
  const found = await withAccount(account, (tx) =>
    tx.auditLog.findMany({
      where: {
        ...where(account, filters),
        ...(after ? { id: { gt: after } } : before ? { id: { lt: before } } : {}),
      },
      orderBy: { id: after ? "asc" : "desc" },
      take: limit + 1,
      omit: { accountId: true },
    }),
  );
  const more = found.length > limit;
  const lines: AuditLine[] = found.slice(0, limit).map((line) => ({ ...line, sentence: auditSentence(line) }));
  if (after) lines.reverse();
  return { lines, older: after ? true : more, newer: after ? more : Boolean(before) };
}

/** The actors and actions that occur in the log, to filter it by. */
export async function auditChoices(account: AccountId): Promise<{ actors: string[]; actions: string[] }> {
  return withAccount(account, async (tx) => {
    const distinct = async (column: Prisma.Sql) => {
      // A loose index scan: one index lookup for each distinct value, however long the log has grown.
      const rows = await tx.$queryRaw<{ value: string }[]>`
        with recursive found as (
          (select ${column} as value from audit_log where account_id = ${account}::uuid order by ${column} limit 1)
          union all
          select (select ${column} from audit_log where account_id = ${account}::uuid and ${column} > f.value
            order by ${column} limit 1)
          from found f where f.value is not null
        ) select value from found where value is not null`;
      return rows.map(({ value }) => value);
    };
    return { actors: await distinct(Prisma.sql`actor`), actions: await distinct(Prisma.sql`action`) };
  });
}

function where(account: AccountId, { actor, action, period }: AuditFilters): Prisma.AuditLogWhereInput {
  const hours = hoursOf(period);
  return {
    accountId: account,
    ...(actor ? { actor } : {}),
    // An action without a dot is an area ("flow") and matches all its actions.
    ...(action ? (action.includes(".") ? { action } : { action: { startsWith: `${action}.` } }) : {}),
    ...(hours ? { at: { gt: new Date(Date.now() - hours * 3_600_000) } } : {}),
  };
}
