import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { CONTACT_HUNG_UP, variableName } from "@/engine/contract";

const config = z.strictObject({
  number_variable: variableName.optional().meta({
    title: "Number",
    description: "The variable that holds it; without one, the number of this call.",
  }),
  reason: z.string().max(200).default("").meta({
    title: "Reason",
    description: "Kept with the number, for whoever reads the list.",
    placeholder: "Pressed 9",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "add_to_do_not_call",
  label: "Add to do-not-call list",
  icon: "shield-ban",
  group: "data",
  description:
    "Puts a number on the account's do-not-call list: from then on no flow rings it. What is no phone number, or a technical fault, takes Not added unless you choose otherwise.",
  config,
  exits: () => [
    { id: "added", label: "Added", kind: "mandatory", waits: "always" },
    { id: "not_added", label: "Not added", kind: "mandatory", waits: "sometimes" },
    CONTACT_HUNG_UP,
  ],
  summary: ({ number_variable: number }) => [number ?? "This call's number"],
  outputs: [],
  call: "none",
  default_on_error: { do: "exit", exit: "not_added" },
};
