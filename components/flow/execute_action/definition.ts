import { z } from "zod";
import type { Definition, FieldOf } from "@/engine/contract";
import { inputFindings, inputsFor, namedBy, outputsFor } from "@/engine/contract";

const ACTION: FieldOf = { kind: "connection", name: "connection", part: "action" };

const config = z.strictObject({
  connection: z.string().min(1, "must not be empty").max(80).meta({ title: "Connection", names: "connection" }),
  action: z
    .string()
    .min(1, "must not be empty")
    .max(80)
    .meta({ title: "Action", is: "part", of: { kind: "connection", name: "connection" } }),
  inputs: inputsFor(ACTION),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "execute_action",
  label: "Execute action",
  icon: "plug",
  group: "data",
  description:
    "Asks a web service, by an action of one of the account's connections. An answer that is no JSON, or has a status other than 2xx, takes Error; the contact hears a pause while the service thinks.",
  config,
  exits: () => [
    { id: "success", label: "Success", kind: "mandatory", waits: "always" },
    { id: "error", label: "Error", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ connection, action }) => [action || "…", connection ? `of ${connection}` : ""].filter(Boolean),
  outputs: [{ id: "status", label: "HTTP status" }],
  more_outputs: (config, named) => outputsFor(namedBy(named, ACTION, config)),
  call: "none",
  default_on_error: { do: "exit", exit: "error" },
  check: (config, { named }) => {
    // A missing or unusable connection is reported at the field that names it.
    const connection = named("connection", config.connection);
    if (!connection) return [];
    const action = namedBy(named, ACTION, config);
    if (action) return inputFindings(action.takes ?? [], config.inputs);
    return [
      {
        severity: "error",
        code: "action_missing",
        message: `${config.connection} has no action ${config.action}. Add it in Admin > Connections, or choose another.`,
        field: ["action"],
      },
    ];
  },
};
