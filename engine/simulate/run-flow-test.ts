import type { Outcome, Registry } from "../contract";
import { parseDefinition } from "../definition/schema";
import type { Draft } from "../edit/draft";
import { firstDifference } from "./first-difference";
import type { FlowTest } from "./flow-test";
import { runScript, type Script } from "./run-script";
import { type AccountRules, pathOf } from "./simulation";

export type TestResult = {
  ok: boolean;
  /** One sentence for an admin. */
  message: string;
  path: string;
  outcome: Outcome | null;
};

/** Runs a saved test on a draft or version. Never throws: a test that cannot run has failed, and its message says why. */
export function runFlowTest(registry: Registry, draft: Draft, test: FlowTest, account?: AccountRules): TestResult {
  const parsed = parseDefinition(registry, draft);
  if (!parsed.ok) {
    const [first] = parsed.errors;
    return failed(`The flow cannot run yet: ${first ? `${first.path} ${first.message}` : "it has problems"}.`);
  }
  const { expect } = test;
  try {
    const simulation = runScript(registry, parsed.definition, scriptOf(test, account));
    const path = pathOf(simulation);
    const { outcome } = simulation.state;
    const difference = firstDifference(registry, parsed.definition, expect, simulation);
    return { ok: difference === null, message: difference ?? "Took the expected path.", path, outcome };
  } catch (error) {
    return failed(`The test could not run: ${error instanceof Error ? error.message : "the simulation failed"}`);
  }
}

export function scriptOf(test: FlowTest, account?: AccountRules): Script {
  const { arguments: given, started_at, seed, customer, agent, answers, moves } = test;
  const setup = { arguments: given, started_at, seed, ...(account ? { account } : {}) };
  return { setup, customer, agent, answers, moves };
}

function failed(message: string): TestResult {
  return { ok: false, message, path: "", outcome: null };
}
