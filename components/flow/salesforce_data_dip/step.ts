import type { Json, Step, StepResult, Values } from "@/engine/contract";
import { emptyMap } from "@/engine/contract";
import type { Config } from "./definition";
import { selectedFields } from "./select-list";
import { renderSoql } from "./soql";

/** The port's answer: the number of rows, and the first row, flattened; empty if there is none. */
type Found = { total_size: number; row: Values };

export const step: Step<Config> = (config, input, ctx): StepResult => {
  if (input.on === "timer") return { do: "exit", exit: "timeout" };
  if (input.on === "port_answered") {
    const { result } = input.resume;
    if (!result.ok) {
      const { code, message } = result;
      return code === "timeout" ? { do: "exit", exit: "timeout" } : { do: "fail", code, message };
    }
    const found = foundIn(result.value);
    return {
      do: "exit",
      exit: found.total_size > 0 ? "ok" : "no_result",
      outputs: outputsOf(config.query, found),
    };
  }
  const { query, refused } = renderSoql((insert) => ctx.render(config.query, insert));
  if (refused !== null) return { do: "fail", code: "soql_value_refused", message: refused };
  return {
    do: "wait",
    for: "port",
    seconds: config.timeout_seconds,
    effects: [
      {
        effect: "call_port",
        port: "salesforce",
        request: { query: query.trim() },
        timeout_seconds: config.timeout_seconds,
      },
    ],
  };
};

/** In a test the user types the answer, so it can be anything. */
function foundIn(value: Json): Found {
  const { total_size, row } = mapOf(value);
  const values = emptyMap<Values[string]>();
  for (const [field, one] of Object.entries(mapOf(row ?? null)))
    if (typeof one !== "object" || one === null) values[field] = one;
  const hasRow = Object.keys(values).length > 0;
  return { total_size: typeof total_size === "number" ? total_size : hasRow ? 1 : 0, row: values };
}

function mapOf(value: Json): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Salesforce returns fields in its own spelling; the outputs have the query's spelling. */
function outputsOf(query: string, { total_size, row }: Found): Values {
  const outputs = Object.assign(emptyMap<Values[string]>(), row);
  const spelt = new Map(Object.keys(outputs).map((key) => [key.toLowerCase(), key]));
  for (const key of selectedFields(query)) {
    const answered = spelt.get(key.toLowerCase());
    if (answered !== undefined) outputs[key] = outputs[answered] ?? null;
  }
  outputs.total_size = total_size;
  return outputs;
}
