import { z } from "zod";
import { type Component, component, type ExitSpec, type Value } from "@/engine/contract";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const config = z.strictObject({
  variables: z.record(z.string(), value),
  call: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
});

/** A trigger for cases: sets variables of any type and, where the case has a call, is called back once it is live. */
export const given: Component = component(
  {
    id: "given",
    label: "Given",
    icon: "webhook",
    group: "trigger",
    description: "Where a case begins.",
    config,
    exits: (): ExitSpec[] => [{ id: "ok", label: "OK", kind: "mandatory" }],
    outputs: [],
    call: "none",
    default_on_error: { do: "end_flow" },
  },
  ({ variables, call }, input, ctx) => {
    if (input.on === "call_answered") return { do: "exit", exit: "ok" };
    for (const [name, given] of Object.entries(variables)) ctx.set(name, given as Value);
    if (!call) return { do: "exit", exit: "ok" };
    const dial = { effect: "dial", ...call, ring_seconds: 15, detect_machine: false } as const;
    return { do: "wait", for: "call", seconds: 60, effects: [dial] };
  },
);
