import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { Actor } from "../../resources/audit/mutations";
import { accountNames } from "../../resources/names/data";
import { lockFlow } from "../data";
import { draftOf } from "../drafts/data";
import { replaceDraft } from "../drafts/mutations";
import { parseFlowDocument } from "../files/parse-flow-file";
import { insertImported } from "../list/mutations";
import { refuseTakenName } from "../taken-name";
import { type DraftRecord, recordOfDraft } from "./draft-record";

export type FlowDraftRecord = DraftRecord & { id: string };

/** Makes a flow of a document, under the name it has there. Throws `invalid_request`, `conflict` (name taken). */
export async function createFromDocument(by: Actor, sent: unknown): Promise<FlowDraftRecord> {
  const document = parseFlowDocument(sent);
  const work = withAccount(by.account, async (tx) => {
    const { id } = await insertImported(tx, by, document);
    return { id, names: await accountNames(tx, by.account) };
  });
  const { id, names } = await refuseTakenName(work);
  return { id, ...(await recordOfDraft({ revision: 0, cleanRevision: null, document }, names)) };
}

/**
 * Replaces the draft by a document, in one edit that can be undone in the editor. `revision`: the draft's that the sender has
 * seen; null replaces whatever is there. Throws `flow_not_found`, `conflict` (moved on, archived), `invalid_request`.
 */
export async function putDraft(by: Actor, id: string, sent: unknown, revision: number | null): Promise<DraftRecord> {
  const document = parseFlowDocument(sent);
  const work = withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const before = await draftOf(tx, flow);
    if (revision !== null && before.revision !== revision) throw movedOn(before.revision);
    const how = { label: "Replace the draft", action: "flow.replace" };
    return [await replaceDraft(tx, by, flow, document, how), await accountNames(tx, by.account)] as const;
  });
  return recordOfDraft(...(await refuseTakenName(work)));
}

function movedOn(revision: number): PatchcordError {
  return new PatchcordError("conflict", "The draft has changed since. Read it again, then send yours.", {
    fields: [{ name: "If-Match", description: `the draft is at "${revision}"` }],
  });
}
