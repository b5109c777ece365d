import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { variableName } from "@/engine/contract";

const argument = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "must be letters, digits and _, not starting with a digit")
      .meta({ title: "Name", description: "Its key in the request's body." }),
    variable: variableName.meta({ title: "Variable", is: "sets_variable", named_after: "name" }),
    description: z.string().max(500).optional().meta({ title: "Description" }),
    example: z.string().max(500).optional().meta({ title: "Example" }),
  })
  .meta({ title: "Argument" });

const config = z.strictObject({
  arguments: z
    .array(argument)
    .min(1)
    .max(50)
    .refine((list) => new Set(list.map((item) => item.name)).size === list.length, "argument names must be unique")
    .meta({ title: "Arguments", add: "Add new argument" }),
  interaction_id_variable: variableName
    .meta({ title: "Interaction id", description: "The variable that is to hold it, if any.", is: "sets_variable" })
    .optional(),
  consent: z.boolean().default(false).meta({
    title: "Consent required",
    description:
      "A request must say in _consent for what, to which text, when and where the contact has agreed to be called. It is kept with the interaction.",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "api_request",
  label: "API request",
  icon: "webhook",
  group: "trigger",
  description: "Starts the flow when a website's back end calls the Flows API; its arguments become variables.",
  config,
  exits: () => [{ id: "ok", label: "OK", kind: "mandatory" }],
  summary: ({ arguments: list = [], interaction_id_variable: id, consent }) => [
    list.map((item) => item.variable).join(", ") || "No arguments yet",
    ...(id ? [`Interaction id in ${id}`] : []),
    ...(consent ? ["Consent required"] : []),
  ],
  outputs: [],
  call: "none",
  default_on_error: { do: "end_flow" },
  check: ({ arguments: list }, { isRead }) =>
    list.flatMap(({ name, variable }, index) =>
      isRead(variable)
        ? []
        : {
            severity: "warning",
            code: "argument_unused",
            message: `No step uses the argument ${name}. Use it, or remove it from the request.`,
            field: ["arguments", String(index), "variable"],
          },
    ),
};
