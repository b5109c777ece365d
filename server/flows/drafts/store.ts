import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import type { Prisma } from "@/prisma/generated/client";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import type { FlowRow } from "../data";
import { auditEdits } from "./audit-edits";
import { checkDraft } from "./check-draft";
import type { DraftState } from "./data";
import { KEPT_EDITS } from "./schema";

type Tx = Prisma.TransactionClient;

/**
 * Stores the document that edits have made of a draft, and the edits in its log, in a transaction that has locked the flow.
 * `clean`: the document is the published version's. Throws `invalid_request` as `checkDraft` does.
 */
export async function writeDraft(
  tx: Tx,
  by: Actor,
  flow: FlowRow,
  draft: DraftState,
  edits: readonly LoggedEdit[],
  newDocument: Draft,
  { clean = false, action = "flow.edit" } = {},
): Promise<DraftState> {
  if (edits.length === 0) return draft;
  const document = checkDraft(newDocument);
  const revision = draft.revision + edits.length;
  const cleanRevision =
    clean || (draft.cleanRevision === draft.revision && changesOnlyNames(edits)) ? revision : draft.cleanRevision;
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
  await updateFlowRow(tx, by, flow, document);
  await recordAudit(tx, by, {
    action,
    subject: document.name,
    before: { flow: flow.id, revision: draft.revision },
    after: { flow: flow.id, revision, edits: auditEdits(edits) },
  });
  return { revision, cleanRevision, document };
}

/** SQL by hand, since it sends a large document as one text and needs no read before the write. */
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

/** Copies into the flow's row what the list of flows shows: who changed it last, its name and its trigger. */
async function updateFlowRow(tx: Tx, by: Actor, { account, id }: FlowRow, document: Draft): Promise<void> {
  const { name, description, start, steps } = document;
  const triggerComponent = steps[start]?.component ?? "";
  await tx.flow.update({
    where: { accountId_id: { accountId: account, id } },
    data: { name, description, triggerComponent, updatedAt: new Date(), updatedBy: by.user.name },
  });
}

/** True where the edits change name and description only, which take effect at once, so that there is nothing to publish. */
function changesOnlyNames(edits: readonly LoggedEdit[]): boolean {
  return edits.every(({ changes }) => changes.every(({ path }) => path[0] === "name" || path[0] === "description"));
}

/** Marks the draft as equal to the published version: its edits have undone one another. */
export async function markClean(tx: Tx, { account, id }: FlowRow, draft: DraftState): Promise<DraftState> {
  const { revision } = draft;
  await tx.draft.updateMany({ where: { accountId: account, flowId: id }, data: { cleanRevision: revision } });
  return { ...draft, cleanRevision: revision };
}

/** Inserts the first draft of a new flow. */
export async function insertFirstDraft(
  tx: Tx,
  { account, id }: { account: string; id: string },
  newDocument: unknown,
): Promise<Draft> {
  const document = checkDraft(newDocument);
  await tx.draft.create({
    data: { accountId: account, flowId: id, revision: 0, cleanRevision: null, document: asJson(document) },
  });
  return document;
}

export function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
