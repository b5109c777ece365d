import type { Edit } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import type { Actor, User } from "../../resources/audit/mutations";
import { type FlowRow, lockFlow } from "../data";
import { requireNotArchived } from "../policy";
import { refuseTakenName } from "../taken-name";
import { changesBetween } from "./changes-between";
import { type DraftState, draftOf, editsSince, lastMinuteNames, nameOf, publishedDefinition } from "./data";
import { merge } from "./merge";
import type { OverwrittenName } from "./overwritten-names";
import type { Batch } from "./schema";
import { markClean, writeDraft } from "./store";

type Tx = Prisma.TransactionClient;
type Others = { edit: Edit; by: string }[];

export type Edited =
  | { ok: true; revision: number; draftEdits: boolean; others: Others; overwritten: OverwrittenName[] }
  | { ok: false; revision: number; others: Others; document: Draft };

/**
 * Applies the edits, all or none, on top of what others have changed since revision `base`; `ok` is false where the two collide.
 * Skips edits that the log holds already, so that a browser can send a batch again whose answer was lost. Throws `flow_not_found`,
 * `conflict` (archived, name taken) and `invalid_request` where the result would be no flow.
 */
export function applyEdits(by: User, { id, base, edits }: Batch): Promise<Edited> {
  const work = withAccount(by.account, async (tx): Promise<Edited> => {
    const flow = await lockFlow(tx, by.account, id);
    requireNotArchived(flow);
    const draft = await draftOf(tx, flow);
    const since = await editsSince(tx, flow, draft.revision, base);
    const knownIds = await knownEdits(tx, flow, edits);
    const others = (since ?? []).filter(({ edit }) => !knownIds.has(edit.id));
    const reportedOthers = others.map(({ edit, by: name }) => ({ edit, by: name }));
    const newEdits = edits.filter((edit) => !knownIds.has(edit.id));
    const merged = since && merge(draft.document, newEdits, others);
    if (!merged) return { ok: false, revision: draft.revision, others: reportedOthers, document: draft.document };
    const written = await writeDraft(tx, by, flow, draft, merged.edits, merged.document);
    const applied = [...reportedOthers, ...edits.map((edit) => ({ edit }))];
    return {
      ok: true,
      revision: written.revision,
      draftEdits: written.cleanRevision !== written.revision,
      others: reportedOthers,
      overwritten: await lastMinuteNames(tx, flow, written.revision, applied, by.user.id),
    };
  });
  return refuseTakenName(work);
}

async function knownEdits(tx: Tx, flow: FlowRow, edits: Batch["edits"]): Promise<Set<string>> {
  const editId = { in: edits.map((edit) => edit.id) };
  const where = { accountId: flow.account, flowId: flow.id, editId };
  const rows = await tx.draftEdit.findMany({ where, select: { editId: true } });
  return new Set(rows.map((row) => row.editId));
}

/** Replaces the draft by `to`, in one edit that can be undone. `clean`: `to` is the published version. */
export async function replaceDraft(
  tx: Tx,
  by: Actor,
  flow: FlowRow,
  to: Draft,
  { label, action, clean = false }: { label: string; action: string; clean?: boolean },
): Promise<DraftState> {
  requireNotArchived(flow);
  const draft = await draftOf(tx, flow);
  const changes = changesBetween(draft.document, to);
  if (changes.length === 0) return clean ? markClean(tx, flow, draft) : draft;
  const edit = { id: ids.uuid(), label, changes, kind: "edit", of: null } as const;
  return writeDraft(tx, by, flow, draft, [edit], to, { clean, action });
}

/** Replaces the draft by the published version. Throws `conflict` for a flow that was never published. */
export function discardDraft(by: Actor, id: string): Promise<{ revision: number }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const published = { ...(await publishedDefinition(tx, flow)), ...nameOf(flow) };
    const how = { label: "Discard the draft edits", action: "flow.discard", clean: true };
    const { revision } = await replaceDraft(tx, by, flow, published, how);
    return { revision };
  });
}
