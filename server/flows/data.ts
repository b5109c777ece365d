import type { NamedKind } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { PatchcordError } from "../errors";
import type { AccountId } from "../ports/ids";
import { type Use, usesIn } from "./uses";

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
 * The flow, held until the transaction ends: whatever changes it or its draft comes here first, so that two changes of a
 * flow follow one another. Starts are not held up. Throws `flow_not_found`.
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

/** Names of the account's flows: a new one's must not be among them. */
export async function takenNames(tx: Tx, account: AccountId): Promise<Set<string>> {
  const rows = await tx.flow.findMany({ where: { accountId: account, deletedAt: null }, select: { name: true } });
  return new Set(rows.map(({ name }) => name));
}

/** How many interactions of the flow are running. Each has a deadline: no wait without one. */
export async function runningInteractions(tx: Tx, { account, id }: FlowRow): Promise<number> {
  const [row] = await tx.$queryRaw<{ running: number }[]>`
    select count(*)::int as running from deadline d
    join interaction i on i.account_id = d.account_id and i.id = d.id
    where d.account_id = ${account}::uuid and d.subject = 'interaction' and i.flow_id = ${id}::uuid and i.status = 'running'`;
  return row?.running ?? 0;
}

export type NameUse = { flow: { id: string; name: string }; in: "published" | "draft" } & Use;

type Naming = { id: string; name: string; in: "published" | "draft"; document: unknown; called: string };

/**
 * Where a name is used by published versions and by drafts: what is named there must not be deleted. The database looks for
 * the text, what it finds is read properly. With `id`, what publishing bound to it counts, whatever it was called then.
 */
export async function whereUsed(
  tx: Tx,
  account: AccountId,
  kind: NamedKind,
  name: string,
  id?: string,
): Promise<NameUse[]> {
  const text = JSON.stringify(name);
  const found = await tx.$queryRaw<Naming[]>`
    select f.id, f.name, 'published' as "in", v.definition as document, coalesce(b.key, ${name}) as called from flow f
    join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    left join lateral jsonb_each_text(v.bindings -> ${kind}::text) b on b.value = ${id ?? null}::text
    where f.account_id = ${account}::uuid and f.deleted_at is null
      and case when ${id ?? null}::text is null then position(${text} in v.definition::text) > 0 else b.key is not null end
    union all
    select f.id, f.name, 'draft', d.document::jsonb, ${name} from flow f
    join draft d on d.account_id = f.account_id and d.flow_id = f.id
    where f.account_id = ${account}::uuid and f.deleted_at is null and d.clean_revision is distinct from d.revision
      and position(${text} in d.document::text) > 0
    order by name, "in" desc`;
  return found.flatMap(({ document, id: flow, name: flowName, in: where, called }) =>
    usesIn(document, kind, called).map((use) => ({ flow: { id: flow, name: flowName }, in: where, ...use })),
  );
}
