import { randomUUID } from "node:crypto";
import { parseInput } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { processPool } from "./process-pool";
import { type Failure, runSource } from "./run";
import { functionBody, type SentDraft } from "./schema";
import { inputValues, outputValues, type Values } from "./values";

export type DraftTest = { console: string[]; milliseconds: number } & (
  | { result: "ok"; outputs: Values }
  | { result: "failed"; failure: Failure }
  | { result: "timeout" }
);

/**
 * Runs the draft in the editor, saved or not, as a flow would. Inputs and outputs that do not fit are failures, as in a flow. Throws
 * `invalid_request` where the draft's declarations of inputs and outputs are wrong.
 */
export async function testDraft(
  account: AccountId,
  draft: Pick<SentDraft, "inputs" | "outputs" | "source">,
  texts: Readonly<Record<string, string>>,
): Promise<DraftTest> {
  const { inputs: takes, outputs: gives, source } = parseInput(functionBody, draft);
  const args = inputValues(takes, texts);
  if (!args.ok) return { result: "failed", failure: withoutPlace(args.message), console: [], milliseconds: 0 };
  const run = { source, args: args.values, at: new Date().toISOString(), seed: randomUUID() };
  const began = performance.now();
  const ran = await runSource(processPool(), account, run);
  const common = { console: ran.console, milliseconds: performance.now() - began };
  if (ran.result !== "returned") return { ...ran, ...common };
  const outputs = outputValues(gives, ran.returned);
  return outputs.ok
    ? { result: "ok", outputs: { ...outputs.values }, ...common }
    : { result: "failed", failure: withoutPlace(outputs.message), ...common };
}

function withoutPlace(message: string): Failure {
  return { message, line: null, column: null };
}
