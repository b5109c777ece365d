import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { variableName } from "@/engine/contract";

const argument = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "must be letters, digits and _, not starting with a digit"),
  variable: variableName,
  description: z.string().max(500).optional(),
  example: z.string().max(500).optional(),
});

const config = z.strictObject({
  arguments: z
    .array(argument)
    .min(1)
    .max(50)
    .refine((list) => new Set(list.map((item) => item.name)).size === list.length, "argument names must be unique"),
  interaction_id_variable: variableName.optional(),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "api_request",
  label: "API request",
  group: "trigger",
  description: "Starts the flow when a website's back end calls the Flows API; its arguments become variables.",
  config,
  exits: () => [{ id: "ok", label: "OK", kind: "mandatory" }],
  outputs: [],
  call: "none",
  default_on_error: { do: "end_flow" },
  sets: ({ arguments: list, interaction_id_variable }) => [
    ...list.map((item) => item.variable),
    ...(interaction_id_variable ? [interaction_id_variable] : []),
  ],
};
