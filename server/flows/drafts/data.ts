import type { Edit } from "@/engine/edit/change";
import { type Draft, readDraft } from "@/engine/edit/draft";
import { type History, type LoggedEdit, NO_HISTORY, withLogged } from "@/engine/edit/session/history";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { type FlowRow, flowOf } from "../data";
import type { AuthoredEdit } from "./authored-edit";
import { hasName, type OverwrittenName, overwrittenNames } from "./overwritten-names";

type Tx = Prisma.TransactionClient;

export type DraftState = {
  revision: number;
  /** The revision that equals the published version; null where none does: before the first publication, or after an earlier version was published again. */
  cleanRevision: number | null;
  document: Draft;
};

/** How many of their edits a user can undo after reloading the editor. */
const MAX_UNDO = 200;

/**
 * The flow as the editor shows it: its draft, or its published version as long as nobody has changed anything. Name and description
 * come from the flow's row.
 */
export async function draftOf(tx: Tx, flow: FlowRow): Promise<DraftState> {
  const row = await tx.draft.findUnique({ where: { accountId_flowId: { accountId: flow.account, flowId: flow.id } } });
  const stored = row ?? { revision: 0, cleanRevision: 0, document: await publishedDefinition(tx, flow) };
  const { revision, cleanRevision, document } = stored;
  return { revision, cleanRevision, document: { ...asDraft(document), ...nameOf(flow) } };
}

/** The published version's definition. Throws `conflict` where there is none. */
export async function publishedDefinition(tx: Tx, { account, publishedVersionId: id }: FlowRow): Promise<Draft> {
  if (!id) throw new PatchcordError("conflict", "The flow has no published version to go back to.");
  const where = { accountId_id: { accountId: account, id } };
  return asDraft((await tx.flowVersion.findUniqueOrThrow({ where })).definition);
}

export function nameOf({ name, description }: FlowRow) {
  return { name, description };
}

/** A stored document as a draft. Throws `internal` where it is none, which `checkDraft` rules out before a document is stored. */
export function asDraft(document: unknown): Draft {
  const { draft, fault } = readDraft(document);
  if (!draft) throw new PatchcordError("internal", "A stored flow cannot be read.", { cause: fault });
  return draft;
}

/** Edits after `revision`, oldest first, of a draft that is at revision `now`; null where the log does not reach back so far. */
export async function editsSince(tx: Tx, flow: FlowRow, now: number, revision: number) {
  const behind = now - revision;
  if (behind === 0) return [];
  const where = { accountId: flow.account, flowId: flow.id, revision: { gt: revision, lte: now } };
  const rows = behind > 0 ? await tx.draftEdit.findMany({ where, orderBy: { revision: "asc" } }) : [];
  return rows.length === behind ? rows.map(authoredEdit) : null;
}

/** Names that are replaced sooner than this after they were given are said to be. */
const OVERWRITTEN_MS = 60_000;
/** No more edits are looked through for them. */
const LATEST_EDITS = 200;

/**
 * What the edits have replaced of names that were given in the last minute, as `user` is to be told. Reads the log only where one of
 * them changes a name. `now` is the draft's revision, with the edits.
 */
export async function lastMinuteNames(
  tx: Tx,
  flow: FlowRow,
  now: number,
  edits: readonly { edit: Edit }[],
  user: string,
): Promise<OverwrittenName[]> {
  if (!hasName(edits)) return [];
  const where = {
    ...{ accountId: flow.account, flowId: flow.id },
    ...{ revision: { gt: now - LATEST_EDITS, lte: now }, at: { gt: new Date(Date.now() - OVERWRITTEN_MS) } },
  };
  const rows = await tx.draftEdit.findMany({ where, orderBy: { revision: "asc" } });
  return overwrittenNames(rows.map(authoredEdit), new Set(edits.map(({ edit }) => edit.id)), user);
}

type EditRow = Prisma.DraftEditGetPayload<object>;

function authoredEdit({ editId, label, changes, kind, ofEdit, userName, userId }: EditRow): AuthoredEdit {
  const edit = { id: editId, label, changes: changes as unknown as Edit["changes"] };
  return { edit, kind: kind as LoggedEdit["kind"], of: ofEdit, by: userName, user: userId };
}

/** Everything that the editor loads when it opens. Throws `flow_not_found`. */
export function openDraft(account: AccountId, id: string, user: { id: string; name: string }) {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const draft = await draftOf(tx, flow);
    return {
      flow: { id, name: flow.name, description: flow.description, archived: flow.archivedAt !== null },
      revision: draft.revision,
      document: draft.document,
      history: await historyOf(tx, flow, user.id),
      publishedVersion: await publishedVersion(tx, flow),
      draftEdits: draft.cleanRevision !== draft.revision,
      me: { id: user.id, name: user.name },
    };
  });
}

async function historyOf(tx: Tx, flow: FlowRow, userId: string): Promise<History> {
  const where = { accountId: flow.account, flowId: flow.id, userId };
  const rows = await tx.draftEdit.findMany({ where, orderBy: { revision: "asc" } });
  const { undo, redo } = rows
    .map(authoredEdit)
    .reduce((history, { edit, kind, of }) => withLogged(history, { ...edit, kind, of }), NO_HISTORY);
  return { undo: undo.slice(-MAX_UNDO), redo: redo.slice(-MAX_UNDO) };
}

async function publishedVersion(tx: Tx, { account, publishedVersionId: id }: FlowRow) {
  if (!id) return null;
  const where = { accountId_id: { accountId: account, id } };
  return tx.flowVersion.findUniqueOrThrow({ where, select: { id: true, number: true } });
}

/**
 * What an open editor polls: the edits since `revision`, by other users and by the same user in another window. `document` is null
 * unless the log of edits does not reach back to `revision`.
 */
export function changesSince(account: AccountId, id: string, revision: number, user: string) {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const where = { accountId_flowId: { accountId: account, flowId: id } };
    const row = await tx.draft.findUnique({ where, select: { revision: true, cleanRevision: true } });
    const now = row ?? { revision: 0, cleanRevision: 0 };
    const edits = await editsSince(tx, flow, now.revision, revision);
    const whole = edits ? null : await draftOf(tx, flow);
    const byOthers = (edits ?? []).filter(({ user: who }) => who !== user);
    return {
      revision: whole?.revision ?? now.revision,
      draftEdits: now.cleanRevision !== now.revision,
      publishedVersion: await publishedVersion(tx, flow),
      edits: (edits ?? []).map(({ edit, kind, of, by, user: who }) => ({ edit, kind, of, by, mine: who === user })),
      document: whole?.document ?? null,
      overwritten: await lastMinuteNames(tx, flow, now.revision, byOthers, user),
    };
  });
}
