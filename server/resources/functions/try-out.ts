import { randomUUID } from "node:crypto";
import { parseInput } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type Failure, runSource } from "./run";
import { functionBody, type SentDraft } from "./schema";
import { thePool } from "./the-pool";
import { inputValues, outputValues, type Values } from "./values";

export type TriedOut = { console: string[]; milliseconds: number } & (
  | { result: "ok"; outputs: Values }
  | { result: "failed"; failure: Failure }
  | { result: "timeout" }
);

/**
 * Runs what stands in the editor exactly as a flow would, saved or not. Inputs that do not fit, and outputs that do not,
 * are failures as they are in a flow. Throws `invalid_request` where the draft's inputs and outputs are themselves wrong.
 */
export async function tryOut(
  account: AccountId,
  draft: Pick<SentDraft, "inputs" | "outputs" | "source">,
  texts: Readonly<Record<string, string>>,
): Promise<TriedOut> {
  const { inputs: takes, outputs: gives, source } = parseInput(functionBody, draft);
  const args = inputValues(takes, texts);
  if (!args.ok) return { result: "failed", failure: nowhere(args.message), console: [], milliseconds: 0 };
  const run = { source, args: args.values, at: new Date().toISOString(), seed: randomUUID() };
  const began = performance.now();
  const ran = await runSource(thePool(), account, run);
  const common = { console: ran.console, milliseconds: performance.now() - began };
  if (ran.result !== "returned") return { ...ran, ...common };
  const outputs = outputValues(gives, ran.returned);
  return outputs.ok
    ? { result: "ok", outputs: { ...outputs.values }, ...common }
    : { result: "failed", failure: nowhere(outputs.message), ...common };
}

function nowhere(message: string): Failure {
  return { message, line: null, column: null };
}
