import { registry } from "@/components/flow/registry";
import { writeDefinition } from "@/engine/definition/write";
import { type AccountNames, type Problem, verify } from "@/engine/verify";
import { flowWork } from "../../platform/turns";
import type { DraftState } from "../drafts/data";

/** A draft as the API shows it. `document`: as a flow's file holds it. */
export type DraftRecord = {
  revision: number;
  isPublished: boolean;
  document: ReturnType<typeof writeDefinition>;
  problems: Problem[];
};

/** Checks the draft when it is its turn: that of a large flow holds the process for a while. */
export async function recordOfDraft(draft: DraftState, names: AccountNames): Promise<DraftRecord> {
  const { revision, cleanRevision, document } = draft;
  const problems = await flowWork(() => verify(registry, document, names));
  return { revision, isPublished: cleanRevision === revision, document: writeDefinition(document), problems };
}
