import { registry } from "@/components/flow/registry";
import { type FlowChange, semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { type Problem, verify } from "@/engine/verify";
import type { AccountId } from "../../ports/ids";
import { runTests, type TestRun } from "../tests/run";
import { readPublishing } from "./data";

export type PublishPreview = { revision: number; changes: FlowChange[]; problems: Problem[]; tests: TestRun[] };

/** What publishing would change, and what stands against it. Throws `flow_not_found`. */
export async function publishPreview(account: AccountId, id: string): Promise<PublishPreview> {
  const { draft, published, names, tests, rules } = await readPublishing(account, id);
  const { document, revision } = draft;
  return {
    revision,
    changes: semanticDiff(published ?? nothingOf(document), document, registry),
    problems: verify(registry, document, names),
    tests: runTests(document, tests, rules),
  };
}

/** What a first version is compared with: the same flow without anything in it. */
function nothingOf(document: Draft): Draft {
  return { ...document, steps: {}, variables: {}, layout: {}, notes: [] };
}
