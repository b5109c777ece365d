import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, runFlowTest } from "@/engine/simulate";
import { flowWork } from "../../platform/turns";

export type StoredTest = { id: string; name: string; scenario: FlowTest };
export type TestRun = { id: string; name: string; ok: boolean; message: string };

/** Runs tests of a flow on a document by simulation, without network. */
export async function runTests(document: Draft, tests: readonly StoredTest[], rules: AccountRules): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  for (const { id, name, scenario } of tests) {
    const { ok, message } = await flowWork(() => runFlowTest(registry, document, scenario, rules));
    runs.push({ id, name, ok, message });
  }
  return runs;
}
