import { setImmediate as othersFirst } from "node:timers/promises";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, runFlowTest } from "@/engine/simulate";

export type StoredTest = { id: string; name: string; scenario: FlowTest };
export type TestRun = { id: string; name: string; ok: boolean; message: string };

/** Runs tests of a flow on a document by simulation, without network. Between two tests the process does what else is due. */
export async function runTests(document: Draft, tests: readonly StoredTest[], rules: AccountRules): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  for (const { id, name, scenario } of tests) {
    const { ok, message } = runFlowTest(registry, document, scenario, rules);
    runs.push({ id, name, ok, message });
    await othersFirst();
  }
  return runs;
}
