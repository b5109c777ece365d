import type { Edit } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import type { Actor } from "../../resources/audit/mutations";
import { type FlowRow, lockFlow } from "../data";
import { requireInUse } from "../policy";
import { refuseTakenName } from "../taken-name";
import { type DraftState, draftOf, editsSince, named, publishedDefinition } from "./data";
import { merge } from "./merge";
import { replacement } from "./replacement";
import type { Batch } from "./schema";
import { markClean, writeDraft } from "./store";

type Tx = Prisma.TransactionClient;
type Others = { edit: Edit; by: string }[];

export type Edited =
  | { ok: true; revision: number; draftEdits: boolean; others: Others }
  | { ok: false; revision: number; others: Others; document: Draft };

/**
 * Makes the edits, all or none, on top of whatever others have done since `base`; `ok` is false where that collides. Edits
 * that are in the log already are not made again: a batch whose answer was lost can be sent again. Throws
 * `flow_not_found`, `conflict` (archived, name taken) and `invalid_request` for what would be no flow.
 */
export function applyEdits(by: Actor, { id, base, edits }: Batch): Promise<Edited> {
  const work = withAccount(by.account, async (tx): Promise<Edited> => {
    const flow = await lockFlow(tx, by.account, id);
    requireInUse(flow);
    const draft = await draftOf(tx, flow);
    const since = await editsSince(tx, flow, draft.revision, base);
    const known = await knownEdits(tx, flow, edits);
    const others = (since ?? []).filter(({ edit }) => !known.has(edit.id));
    const news = others.map(({ edit, by: name }) => ({ edit, by: name }));
    const fresh = edits.filter((edit) => !known.has(edit.id));
    const merged = since && merge(draft.document, fresh, others);
    if (!merged) return { ok: false, revision: draft.revision, others: news, document: draft.document };
    const made = await writeDraft(tx, by, flow, draft, merged.edits, merged.document);
    return { ok: true, revision: made.revision, draftEdits: made.cleanRevision !== made.revision, others: news };
  });
  return refuseTakenName(work);
}

async function knownEdits(tx: Tx, flow: FlowRow, edits: Batch["edits"]): Promise<Set<string>> {
  const editId = { in: edits.map((edit) => edit.id) };
  const where = { accountId: flow.account, flowId: flow.id, editId };
  const rows = await tx.draftEdit.findMany({ where, select: { editId: true } });
  return new Set(rows.map((row) => row.editId));
}

/** The document, taken back or forth to another one by one edit that can be undone. */
export async function replaceDraft(
  tx: Tx,
  by: Actor,
  flow: FlowRow,
  to: Draft,
  { label, action, clean = false }: { label: string; action: string; clean?: boolean },
): Promise<DraftState> {
  requireInUse(flow);
  const draft = await draftOf(tx, flow);
  const changes = replacement(draft.document, to);
  if (changes.length === 0) return clean ? markClean(tx, flow, draft) : draft;
  const edit = { id: ids.uuid(), label, changes, kind: "edit", of: null } as const;
  return writeDraft(tx, by, flow, draft, [edit], to, { clean, action });
}

/** Puts the published version in the draft's place. Throws `conflict` for a flow that was never published. */
export function discardDraft(by: Actor, id: string): Promise<{ revision: number }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const published = { ...(await publishedDefinition(tx, flow)), ...named(flow) };
    const how = { label: "Discard the draft edits", action: "flow.discard", clean: true };
    const { revision } = await replaceDraft(tx, by, flow, published, how);
    return { revision };
  });
}
