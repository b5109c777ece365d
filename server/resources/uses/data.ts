import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import { readDraft } from "@/engine/edit/draft";
import type { Prisma } from "@/prisma/generated/client";
import type { AccountId } from "../../ports/ids";
import { type Use, usesIn } from "./steps-naming";

/** A flow that uses something of the account's: its published version by what publishing bound, its draft by the name. */
export type FlowUse = { flowId: string; flowName: string; published: boolean; draft: boolean };

type Bound = { id: string; flowId: string; flowName: string };
type Drafted = { flowId: string; flowName: string; document: unknown };

/**
 * Where flows use these, for a whole page at once, by id. What a published version calls by an older name is still its
 * own: it was bound to the id.
 */
export async function flowsUsing(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  those: readonly { id: string; name: string }[],
): Promise<Map<string, FlowUse[]>> {
  const uses = new Map(those.map(({ id }) => [id, new Map<string, FlowUse>()]));
  if (those.length === 0) return new Map();
  const add = (id: string, { flowId, flowName }: Omit<Bound, "id">, where: "published" | "draft") => {
    const flows = uses.get(id);
    const known = flows?.get(flowId) ?? { flowId, flowName, published: false, draft: false };
    flows?.set(flowId, { ...known, [where]: true });
  };
  for (const bound of await boundTo(tx, account, kind, [...uses.keys()])) add(bound.id, bound, "published");
  const idOf = new Map(those.map(({ id, name }) => [name, id]));
  for (const { document, ...flow } of await draftsWith(tx, account, [...idOf.keys()])) {
    const { draft } = readDraft(document);
    for (const named of draft ? namedReferences(registry, draft) : []) {
      const id = named.kind === kind ? idOf.get(named.name) : undefined;
      if (id) add(id, flow, "draft");
    }
  }
  const byName = (a: FlowUse, b: FlowUse) => a.flowName.localeCompare(b.flowName);
  return new Map([...uses].map(([id, flows]) => [id, [...flows.values()].sort(byName)]));
}

function boundTo(tx: Prisma.TransactionClient, account: AccountId, kind: NamedKind, ids: string[]): Promise<Bound[]> {
  return tx.$queryRaw`
    select distinct b.value as id, f.id as "flowId", f.name as "flowName" from flow f
    join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    cross join lateral jsonb_each_text(v.bindings -> ${kind}) b
    where f.account_id = ${account}::uuid and f.deleted_at is null and b.value = any(${ids})`;
}

/** Drafts that differ from what is published and say one of the names; each is then read properly. */
function draftsWith(tx: Prisma.TransactionClient, account: AccountId, names: string[]): Promise<Drafted[]> {
  const texts = names.map((name) => JSON.stringify(name));
  return tx.$queryRaw`
    select f.id as "flowId", f.name as "flowName", d.document::jsonb as document from flow f
    join draft d on d.account_id = f.account_id and d.flow_id = f.id
    where f.account_id = ${account}::uuid and f.deleted_at is null and d.clean_revision is distinct from d.revision
      and exists (select 1 from unnest(${texts}::text[]) t where position(t in d.document::text) > 0)`;
}

/** True if interactions that are running are on versions that were bound to it, published still or not. */
export async function isInRunning(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  id: string,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ running: boolean }[]>`
    select exists (select 1 from deadline d
      join interaction i on i.account_id = d.account_id and i.id = d.id
      join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
      cross join lateral jsonb_each_text(v.bindings -> ${kind}) b
      where d.account_id = ${account}::uuid and d.subject = 'interaction' and i.status = 'running' and b.value = ${id})
      as running`;
  return row?.running ?? false;
}

export type NameUse = { flow: { id: string; name: string }; in: "published" | "draft" } & Use;

type Naming = { id: string; name: string; in: "published" | "draft"; document: unknown; called: string };

/**
 * Where a name is used by published versions and by drafts: what is named there must not be deleted. The database looks for
 * the text, what it finds is read properly. With `id`, what publishing bound to it counts, whatever it was called then.
 */
export async function whereUsed(
  tx: Prisma.TransactionClient,
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
