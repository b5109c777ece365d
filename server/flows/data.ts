import type { Prisma } from "@/prisma/generated/client";
import { PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";

type Tx = Prisma.TransactionClient;

export type FlowRow = {
  account: AccountId;
  id: string;
  name: string;
  description: string;
  labels: string[];
  publishedVersionId: string | null;
  archivedAt: Date | null;
};

/**
 * The flow, locked until the transaction ends. Every transaction that changes a flow or its draft locks it first, so that changes
 * of a flow run one after another. The lock does not delay starts. Throws `flow_not_found`.
 */
export async function lockFlow(tx: Tx, account: AccountId, id: string): Promise<FlowRow> {
  await tx.$queryRaw`select 1 from flow where account_id = ${account}::uuid and id = ${id}::uuid for no key update`;
  return flowOf(tx, account, id);
}

/** Throws `flow_not_found`, also for another account's flow and a deleted one. */
export async function flowOf(tx: Tx, account: AccountId, id: string): Promise<FlowRow> {
  const row = await tx.flow.findUnique({ where: { accountId_id: { accountId: account, id }, deletedAt: null } });
  if (!row) throw new PatchcordError("flow_not_found", "There is no such flow.");
  const { name, description, labels, publishedVersionId, archivedAt } = row;
  return { account, id, name, description, labels, publishedVersionId, archivedAt };
}

/** Names of the account's flows; a new flow needs another one. */
export async function takenNames(tx: Tx, account: AccountId): Promise<Set<string>> {
  const rows = await tx.flow.findMany({ where: { accountId: account, deletedAt: null }, select: { name: true } });
  return new Set(rows.map(({ name }) => name));
}

/** How many interactions of the flow are running, counted by their deadlines: every running interaction has one. */
export async function runningInteractions(tx: Tx, { account, id }: FlowRow): Promise<number> {
  const [row] = await tx.$queryRaw<{ running: number }[]>`
    select count(*)::int as running from deadline d
    join interaction i on i.account_id = d.account_id and i.id = d.id
    where d.account_id = ${account}::uuid and d.subject = 'interaction' and i.flow_id = ${id}::uuid and i.status = 'running'`;
  return row?.running ?? 0;
}
