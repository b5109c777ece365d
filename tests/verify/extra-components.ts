import { z } from "zod";
import { registry as product } from "@/components/flow/registry";
import {
  type Component,
  component,
  type Definition,
  message,
  type Registry,
  type Step,
  variableName,
} from "@/engine/contract";

/**
 * Components that exist in tests only, to show what the verifier takes from a definition: branches, outputs, waits by
 * config, an exit that forbids a forward, faults that leave the call in one of two states, names, checks.
 */
const branch = z.strictObject({
  id: z.string().meta({ is: "id" }),
  variable: variableName.meta({ title: "Variable" }),
  is: z.union([z.string(), z.number()]).meta({ title: "Value" }),
});

const choose: Definition<{ branches: z.infer<typeof branch>[] }> = {
  id: "choose",
  label: "Choose",
  icon: "route",
  group: "logic",
  description: "Takes one of its branches at once.",
  config: z.strictObject({ branches: z.array(branch).min(1).meta({ title: "Branches" }) }),
  exits: ({ branches }) => [
    ...branches.map(({ id }) => ({ id, label: id, kind: "optional" as const })),
    { id: "no_match", label: "No match", kind: "mandatory" },
  ],
  outputs: [{ id: "match", label: "Match" }],
  call: "none",
  default_on_error: { do: "exit", exit: "no_match" },
  check: ({ branches }, { variableType }) =>
    branches.flatMap(({ variable, is }, index) =>
      typeof is === "number" && variableType(variable) === "boolean"
        ? [
            {
              severity: "error" as const,
              code: "type_mismatch",
              message: `${variable} is yes or no and never a number.`,
              field: ["branches", String(index), "is"],
            },
          ]
        : [],
    ),
};
const chooseStep: Step<{ branches: { id: string }[] }> = ({ branches }, _input, ctx) => {
  const exits = [...branches.map(({ id }) => id), "no_match"];
  const at = [...`${ctx.seed} ${ctx.visit}`].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % exits.length;
  return { do: "exit", exit: exits[at] ?? "no_match", outputs: { match: exits[at] ?? null } };
};

const askConfig = z.strictObject({ message: message.meta({ title: "Message" }) });
const ask: Definition<z.infer<typeof askConfig>> = {
  id: "ask",
  label: "Ask",
  icon: "grip",
  group: "voice",
  description: "Asks for digits.",
  config: askConfig,
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
  ],
  outputs: [{ id: "digits", label: "Digits" }],
  call: "needs_live",
  default_on_error: { do: "exit", exit: "timeout" },
};
const askStep: Step<z.infer<typeof askConfig>> = (_config, input) => {
  if (input.on === "input_received")
    return { do: "exit", exit: input.resume.digits ? "ok" : "timeout", outputs: { digits: input.resume.digits } };
  return { do: "wait", for: "input", seconds: 60, verbs: [{ verb: "pause", seconds: 1 }] };
};

const queueConfig = z.strictObject({ hours: z.number().int().min(1).max(168).default(1).meta({ title: "Wait" }) });
const queue: Definition<z.infer<typeof queueConfig>> = {
  id: "queue",
  label: "Queue a callback",
  icon: "phone-incoming",
  group: "voice",
  description: "Frees the line; once the callback is over the contact may be back.",
  config: queueConfig,
  exits: () => [
    { id: "timeout", label: "Timeout", kind: "mandatory", call: "ended", waits: "always" },
    {
      ...{ id: "call_finished", label: "Call finished", kind: "optional", call: "live", waits: "always" },
      forbids_forward: true,
    },
  ],
  outputs: [],
  call: "needs_live",
  default_on_error: { do: "exit", exit: "timeout" },
  call_after_fault: ["as_entered", "ended"],
  longest_wait: ({ hours }) => hours * 3600,
};
const queueStep: Step<z.infer<typeof queueConfig>> = ({ hours }, input, ctx) => {
  if (input.on !== "timer") return { do: "wait", for: "time", seconds: hours * 3600 };
  return { do: "exit", exit: (ctx.visit + ctx.seed.length) % 2 ? "timeout" : "call_finished" };
};

const fetchConfig = z.strictObject({
  connection: z.string().meta({ title: "Connection", names: "connection" }),
  inputs: z
    .record(z.string(), z.string().meta({ is: "template" }))
    .default({})
    .meta({ title: "Inputs" }),
});
const fetch: Definition<z.infer<typeof fetchConfig>> = {
  id: "fetch",
  label: "Fetch",
  icon: "plug",
  group: "data",
  description: "Asks a connection.",
  config: fetchConfig,
  exits: () => [
    { id: "success", label: "Success", kind: "mandatory", waits: "always" },
    { id: "error_answer", label: "Error", kind: "mandatory", waits: "always" },
  ],
  outputs: [{ id: "answer", label: "Answer" }],
  call: "none",
  default_on_error: { do: "exit", exit: "error_answer" },
};
const fetchStep: Step<z.infer<typeof fetchConfig>> = (_config, input) => {
  if (input.on !== "port_answered") {
    const request = { path: "/" };
    return {
      do: "wait",
      for: "port",
      seconds: 5,
      effects: [{ effect: "call_port", port: "http", request, timeout_seconds: 5 }],
    };
  }
  const { result } = input.resume;
  if (!result.ok && result.code === "no_answer") return { do: "fail", code: "no_answer", message: "No answer." };
  return { do: "exit", exit: result.ok ? "success" : "error_answer", outputs: { answer: "yes" } };
};

const extra: Component[] = [
  component(choose, chooseStep as Step<z.infer<typeof choose.config>>),
  component(ask, askStep),
  component(queue, queueStep),
  component(fetch, fetchStep),
];

/** The product's components and the tests' own. */
export const registry: Registry = new Map([...product, ...extra.map((one) => [one.definition.id, one] as const)]);
