import { z } from "zod";
import type { PortAnswer } from "@/engine/contract";
import type { AccountId } from "../../ports/ids";
import type { Port, PortRequest } from "../../ports/port-call";
import { publishedFunction } from "./data";
import { processPool } from "./process-pool";
import { runSource } from "./run";
import { inputValues, outputValues } from "./values";

const request = z.object({ function: z.string(), inputs: z.record(z.string(), z.string()) });

/** The function port: runs the version of a step's function that is published at that moment. */
export const functionPort: Port = {
  call,
  // A function has no effect outside itself, so it may run twice.
  isRepeatable: async () => true,
};

async function call(account: AccountId, portRequest: PortRequest): Promise<PortAnswer> {
  const { function: name, inputs } = request.parse(portRequest.request);
  const id = portRequest.bindings.function?.[name];
  const found = id === undefined ? null : await publishedFunction(account, id);
  if (found === null) return failure("function_missing", `There is no function ${name}.`);
  if (found === "unpublished") return failure("function_missing", `The function ${name} has not been published.`);
  const { source, inputs: takes, outputs: gives } = found.body;
  const args = inputValues(takes, inputs);
  if (!args.ok) return failure("function_input_invalid", args.message);
  const { at, idempotencyKey: seed, signal } = portRequest;
  const result = await runSource(processPool(), account, { source, args: args.values, at, seed }, signal);
  if (result.result === "timeout") return failure("timeout", `${found.name} took longer than it may.`);
  if (result.result === "failed") {
    const { message, line } = result.failure;
    return failure("function_failed", `${found.name}${line === null ? "" : `, line ${line}`}: ${message}`);
  }
  const outputs = outputValues(gives, result.returned);
  if (!outputs.ok) return failure("function_output_invalid", `${found.name}: ${outputs.message}`);
  return { ok: true, value: { ...outputs.values } };
}

function failure(code: string, message: string): PortAnswer {
  return { ok: false, code, message };
}
