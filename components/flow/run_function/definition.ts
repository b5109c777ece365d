import { z } from "zod";
import type { Definition, FieldOf } from "@/engine/contract";
import { inputFindings, inputsFor, namedBy, outputsFor } from "@/engine/contract";

const FUNCTION: FieldOf = { kind: "function", name: "function" };

const config = z.strictObject({
  function: z.string().min(1, "must not be empty").max(80).meta({ title: "Function", names: "function" }),
  inputs: inputsFor(FUNCTION),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "run_function",
  label: "Run function",
  icon: "code",
  group: "data",
  description:
    "Runs a function of the account's: what is published of it at that moment. A function that throws, or gives or is given what does not fit its types, takes Error; one that works longer than 2 seconds takes Timeout.",
  config,
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory", waits: "always" },
    { id: "error", label: "Error", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ function: name }) => [name || "…"],
  outputs: [],
  more_outputs: (config, named) => outputsFor(namedBy(named, FUNCTION, config)),
  call: "none",
  default_on_error: { do: "exit", exit: "error" },
  check: (config, { named }) => {
    // A missing or unpublished function is reported at the field that names it.
    const facts = named("function", config.function);
    return facts?.takes ? inputFindings(facts.takes, config.inputs) : [];
  },
};
