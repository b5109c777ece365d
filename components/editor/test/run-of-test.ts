import type { Registry } from "@/engine/contract";
import { parseDefinition } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { type AccountRules, type FlowTest, scriptOf, scriptSteps } from "@/engine/simulate";
import type { Run } from "./use-run";

/** Runs a saved test to its end and returns the run, so that it can be stepped through; null if the draft cannot run. */
export function runOfTest(registry: Registry, draft: Draft, test: FlowTest, account: AccountRules): Run | null {
  const parsed = parseDefinition(registry, draft);
  if (!parsed.ok) return null;
  const { definition } = parsed;
  const script = scriptOf(test, account);
  const states = [...scriptSteps(registry, definition, script)];
  const { customer, agent, answers } = script;
  return { draft, definition, behaviours: { customer, agent, answers }, states, at: states.length - 1, playing: false };
}
