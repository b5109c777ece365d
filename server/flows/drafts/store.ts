import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import type { Prisma } from "@/prisma/generated/client";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import type { FlowRow } from "../data";
import { audited } from "./audited";
import { boundedDraft } from "./bounds";
import type { DraftState } from "./data";
import { KEPT_EDITS } from "./schema";

type Tx = Prisma.TransactionClient;

/**
 * Stores a draft that edits have made, with its log, in a transaction that has locked the flow. `clean`: what it has become
 * is the published version's.
 */
export async function writeDraft(
  tx: Tx,
  by: Actor,
  flow: FlowRow,
  draft: DraftState,
  edits: readonly LoggedEdit[],
  made: Draft,
  { clean = false, action = "flow.edit" } = {},
): Promise<DraftState> {
  if (edits.length === 0) return draft;
  const document = boundedDraft(made);
  const revision = draft.revision + edits.length;
  const cleanRevision =
    clean || (draft.cleanRevision === draft.revision && onlyNames(edits)) ? revision : draft.cleanRevision;
  const own = { accountId: flow.account, flowId: flow.id };
  await putDraft(tx, flow, { revision, cleanRevision, document });
  await tx.draftEdit.createMany({
    data: edits.map(({ id, label, changes, kind, of }, n) => ({
      ...own,
      revision: draft.revision + n + 1,
      editId: id,
      userId: by.user.id,
      userName: by.user.name,
      kind,
      ofEdit: of,
      label,
      changes: asJson(changes),
    })),
  });
  await tx.draftEdit.deleteMany({ where: { ...own, revision: { lte: revision - KEPT_EDITS } } });
  await touchFlow(tx, by, flow, document);
  await recordAudit(tx, by, {
    action,
    subject: document.name,
    before: { flow: flow.id, revision: draft.revision },
    after: { flow: flow.id, revision, edits: audited(edits) },
  });
  return { revision, cleanRevision, document };
}

/** By hand: a large document goes as one text, and there is nothing to read before it is written. */
async function putDraft(
  tx: Tx,
  { account, id }: FlowRow,
  { revision, cleanRevision, document }: DraftState,
): Promise<void> {
  await tx.$executeRaw`
    insert into draft (account_id, flow_id, revision, clean_revision, document)
    values (${account}::uuid, ${id}::uuid, ${revision}, ${cleanRevision}, ${JSON.stringify(document)}::json)
    on conflict (account_id, flow_id) do update
      set revision = excluded.revision, clean_revision = excluded.clean_revision, document = excluded.document`;
}

/** The list's part of a draft: who changed the flow last, how it is called and what starts it. */
async function touchFlow(tx: Tx, by: Actor, { account, id }: FlowRow, document: Draft): Promise<void> {
  const { name, description, start, steps } = document;
  const triggerComponent = steps[start]?.component ?? "";
  await tx.flow.update({
    where: { accountId_id: { accountId: account, id } },
    data: { name, description, triggerComponent, updatedAt: new Date(), updatedBy: by.user.name },
  });
}

/** A name counts at once, so a change of it alone leaves nothing to publish. */
function onlyNames(edits: readonly LoggedEdit[]): boolean {
  return edits.every(({ changes }) => changes.every(({ path }) => path[0] === "name" || path[0] === "description"));
}

/** Edits that have undone one another leave nothing to publish. */
export async function markClean(tx: Tx, { account, id }: FlowRow, draft: DraftState): Promise<DraftState> {
  const { revision } = draft;
  await tx.draft.updateMany({ where: { accountId: account, flowId: id }, data: { cleanRevision: revision } });
  return { ...draft, cleanRevision: revision };
}

/** The first draft of a flow. */
export async function beginDraft(
  tx: Tx,
  { account, id }: { account: string; id: string },
  made: unknown,
): Promise<Draft> {
  const document = boundedDraft(made);
  await tx.draft.create({
    data: { accountId: account, flowId: id, revision: 0, cleanRevision: null, document: asJson(document) },
  });
  return document;
}

export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
