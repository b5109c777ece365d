import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, runFlowTest } from "@/engine/simulate";

export type StoredTest = { id: string; name: string; scenario: FlowTest };
export type TestRun = { id: string; name: string; ok: boolean; message: string };

/** Runs tests of a flow on a document by simulation, without network and without waiting. */
export function runTests(document: Draft, tests: readonly StoredTest[], rules: AccountRules): TestRun[] {
  return tests.map(({ id, name, scenario }) => {
    const { ok, message } = runFlowTest(registry, document, scenario, rules);
    return { id, name, ok, message };
  });
}
