import { altersFlow } from "@/engine/edit/alters-flow";
import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import type { Prisma } from "@/prisma/generated/client";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import type { FlowRow } from "../data";
import { auditEdits } from "./audit-edits";
import { changesBetween } from "./changes-between";
import { checkDraft } from "./check-draft";
import { type DraftState, publishedDefinition } from "./data";
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
  const written = { edits, document, restores: action === "flow.restore" };
  const isClean = clean || (await isAsPublished(tx, flow, draft, written));
  const cleanRevision = isClean ? revision : draft.cleanRevision;
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

type Written = { edits: readonly LoggedEdit[]; document: Draft; restores: boolean };

/**
 * Whether a written draft does what the published version does. Only what goes back (an undo, a redo, a restored version) is
 * compared with it as a whole; other edits leave it, unless they change nothing that is published.
 */
async function isAsPublished(tx: Tx, flow: FlowRow, draft: DraftState, { edits, document, restores }: Written) {
  const wasClean = draft.cleanRevision === draft.revision;
  if (wasClean && !edits.some(({ changes }) => altersFlow(changes))) return true;
  const goesBack = restores || edits.some(({ kind }) => kind !== "edit");
  if (!goesBack || !flow.publishedVersionId) return false;
  return !altersFlow(changesBetween(await publishedDefinition(tx, flow), document));
}

/** Marks the draft as equal to the published version: its edits have undone one another. */
export async function markClean(tx: Tx, { account, id }: FlowRow, draft: DraftState): Promise<DraftState> {
  const { revision } = draft;
  await tx.draft.updateMany({ where: { accountId: account, flowId: id }, data: { cleanRevision: revision } });
  return { ...draft, cleanRevision: revision };
}

/**
 * Keeps the draft as it is while another version is published than the one it was compared with: a flow that came published gets
 * the row that it has done without, and the draft has edits unless it equals what is published now.
 */
export async function keepDraft(tx: Tx, flow: FlowRow, draft: DraftState, published: Draft): Promise<void> {
  const cleanRevision = changesBetween(published, draft.document).length === 0 ? draft.revision : null;
  await putDraft(tx, flow, { ...draft, cleanRevision });
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
