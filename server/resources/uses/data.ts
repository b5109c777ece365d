import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import { readDraft } from "@/engine/edit/draft";
import { Prisma } from "@/prisma/generated/client";
import type { AccountId } from "../../ports/ids";
import { type StepUse, stepsNaming } from "./steps-naming";

/** A flow that uses a resource of the account: its published version by the id that publishing bound, its draft by name. */
export type FlowUse = { flowId: string; flowName: string; published: boolean; draft: boolean };

/** `d (flow_id, definition, published)`: what is published of each flow, and its draft where that differs. A part of a `from`. */
export const flowDocuments = (account: AccountId) => Prisma.sql`(
  select v.flow_id, v.definition, true as published from flow_version v
    where v.account_id = ${account}::uuid and v.status = 'published'
  union all
  select w.flow_id, w.document::jsonb, false from draft w
    where w.account_id = ${account}::uuid and w.clean_revision is distinct from w.revision
) d`;

type BoundFlow = { id: string; flowId: string; flowName: string };
/** `called`: the name that it knows the resource by, where that may be an older one. */
type DocumentRow = { flowId: string; flowName: string; document: unknown; called?: string };

/**
 * The flows that use each of these resources, by resource id, in three queries for a whole page. Finds a published version also where
 * it knows the resource by an older name, since it was bound to the id.
 */
export async function flowsUsing(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  resources: readonly { id: string; name: string }[],
): Promise<Map<string, FlowUse[]>> {
  const uses = new Map(resources.map(({ id }) => [id, new Map<string, FlowUse>()]));
  if (resources.length === 0) return new Map();
  const add = (id: string, { flowId, flowName }: Omit<BoundFlow, "id">, where: "published" | "draft") => {
    const flows = uses.get(id);
    const known = flows?.get(flowId) ?? { flowId, flowName, published: false, draft: false };
    flows?.set(flowId, { ...known, [where]: true });
  };
  for (const bound of await publishedUses(tx, account, kind, [...uses.keys()])) add(bound.id, bound, "published");
  const idOf = new Map(resources.map(({ id, name }) => [name, id]));
  for (const { document, ...flow } of await draftsNaming(tx, account, [...idOf.keys()])) {
    const { draft } = readDraft(document);
    for (const named of draft ? namedReferences(registry, draft) : []) {
      const id = named.kind === kind ? idOf.get(named.name) : undefined;
      if (id) add(id, flow, "draft");
    }
  }
  const byName = (a: FlowUse, b: FlowUse) => a.flowName.localeCompare(b.flowName);
  return new Map([...uses].map(([id, flows]) => [id, [...flows.values()].sort(byName)]));
}

function publishedUses(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  ids: string[],
): Promise<BoundFlow[]> {
  return tx.$queryRaw`
    select distinct b.value as id, f.id as "flowId", f.name as "flowName" from flow f
    join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    cross join lateral jsonb_each_text(v.bindings -> ${kind}) b
    where f.account_id = ${account}::uuid and f.deleted_at is null and b.value = any(${ids})`;
}

/** Unpublished drafts whose text contains one of the names; the caller then checks whether a step really names it. */
function draftsNaming(tx: Prisma.TransactionClient, account: AccountId, names: string[]): Promise<DocumentRow[]> {
  const texts = names.map((name) => JSON.stringify(name));
  return tx.$queryRaw`
    select f.id as "flowId", f.name as "flowName", d.document::jsonb as document from flow f
    join draft d on d.account_id = f.account_id and d.flow_id = f.id
    where f.account_id = ${account}::uuid and f.deleted_at is null and d.clean_revision is distinct from d.revision
      and exists (select 1 from unnest(${texts}::text[]) t where position(t in d.document::text) > 0)`;
}

/** True if an interaction is running on a version that was bound to the resource, whether that version is still published or not. */
export async function isUsedByRunning(
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

export type NameUse = { flow: { id: string; name: string }; in: "published" | "draft" } & StepUse;

/**
 * Every step that uses one resource, by flow, its published version before its draft; what is used must not be removed. Reads each document that is
 * found, so a page of resources asks `flowsUsing` instead. Without `id` the resource is not bound, and published versions are searched
 * for its name.
 */
export async function stepsUsing(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  name: string,
  id?: string,
): Promise<NameUse[]> {
  const published = id ? await publishedBoundTo(tx, account, kind, id) : await publishedNaming(tx, account, name);
  const drafts = await draftsNaming(tx, account, [name]);
  const usesIn = (found: readonly DocumentRow[], where: NameUse["in"]) =>
    found.flatMap(({ document, flowId, flowName, called = name }) =>
      stepsNaming(document, kind, called).map((use) => ({ flow: { id: flowId, name: flowName }, in: where, ...use })),
    );
  const byFlow = (a: NameUse, b: NameUse) => a.flow.name.localeCompare(b.flow.name);
  return [...usesIn(published, "published"), ...usesIn(drafts, "draft")].sort(byFlow);
}

/** Published versions that are bound to the resource, each with the name that it knows it by. */
function publishedBoundTo(
  tx: Prisma.TransactionClient,
  account: AccountId,
  kind: NamedKind,
  id: string,
): Promise<DocumentRow[]> {
  return tx.$queryRaw`
    select f.id as "flowId", f.name as "flowName", v.definition as document, b.key as called from flow f
    join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    cross join lateral jsonb_each_text(v.bindings -> ${kind}) b
    where f.account_id = ${account}::uuid and f.deleted_at is null and b.value = ${id}`;
}

/** Published versions whose text contains the name; the caller then checks whether a step really names it. */
function publishedNaming(tx: Prisma.TransactionClient, account: AccountId, name: string): Promise<DocumentRow[]> {
  return tx.$queryRaw`
    select f.id as "flowId", f.name as "flowName", v.definition as document from flow f
    join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    where f.account_id = ${account}::uuid and f.deleted_at is null
      and position(${JSON.stringify(name)} in v.definition::text) > 0`;
}
