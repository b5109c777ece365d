import { registry } from "@/components/flow/registry";
import { type FlowChange, semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { type Problem, verify } from "@/engine/verify";
import type { AccountId } from "../../ports/ids";
import { runTests, type TestRun } from "../tests/run";
import { readPublishing } from "./data";

export type PublishPreview = { revision: number; changes: FlowChange[]; problems: Problem[]; tests: TestRun[] };

/** What publishing would change, and the problems and failed tests that forbid it. Throws `flow_not_found`. */
export async function publishPreview(account: AccountId, id: string): Promise<PublishPreview> {
  const { draft, published, names, tests, rules } = await readPublishing(account, id);
  const { document, revision } = draft;
  return {
    revision,
    changes: semanticDiff(published ?? withoutSteps(document), document, registry),
    problems: verify(registry, document, names),
    tests: await runTests(document, tests, rules),
  };
}

/** The flow without content, which a first version is compared with. */
function withoutSteps(document: Draft): Draft {
  return { ...document, steps: {}, variables: {}, layout: {}, notes: [] };
}
