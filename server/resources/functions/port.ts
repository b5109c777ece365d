import { z } from "zod";
import type { PortAnswer } from "@/engine/contract";
import type { AccountId } from "../../ports/ids";
import type { Port, PortRequest } from "../../ports/port-call";
import { publishedFunction } from "./data";
import { runSource } from "./run";
import { thePool } from "./the-pool";
import { inputValues, outputValues } from "./values";

const request = z.object({ function: z.string(), inputs: z.record(z.string(), z.string()) });

/** What a step has run: the version of its function that is published at that moment. */
export const functionPort: Port = {
  call,
  // A function reaches nothing outside itself, so running it twice is as good as once.
  isRepeatable: async () => true,
};

async function call(account: AccountId, asked: PortRequest): Promise<PortAnswer> {
  const { function: name, inputs } = request.parse(asked.request);
  const id = asked.bindings.function?.[name];
  const found = id === undefined ? null : await publishedFunction(account, id);
  if (found === null) return no("function_missing", `There is no function ${name}.`);
  if (found === "unpublished") return no("function_missing", `The function ${name} has not been published.`);
  const { source, inputs: takes, outputs: gives } = found.body;
  const args = inputValues(takes, inputs);
  if (!args.ok) return no("function_input_invalid", args.message);
  const { at, idempotencyKey: seed, signal } = asked;
  const ran = await runSource(thePool(), account, { source, args: args.values, at, seed }, signal);
  if (ran.result === "timeout") return no("timeout", `${found.name} took longer than it may.`);
  if (ran.result === "failed") {
    const { message, line } = ran.failure;
    return no("function_failed", `${found.name}${line === null ? "" : `, line ${line}`}: ${message}`);
  }
  const outputs = outputValues(gives, ran.returned);
  if (!outputs.ok) return no("function_output_invalid", `${found.name}: ${outputs.message}`);
  return { ok: true, value: { ...outputs.values } };
}

function no(code: string, message: string): PortAnswer {
  return { ok: false, code, message };
}
