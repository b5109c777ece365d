import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { variableName } from "@/engine/contract";

const config = z.strictObject({
  caller_id: z
    .enum(["contact", "touchpoint"])
    .default("touchpoint")
    .meta({
      title: "Number the agent sees",
      description: "Carriers may refuse a contact's number, or mark the call as spam.",
      choices: { contact: "Contact number", touchpoint: "Touchpoint number" },
    }),
  to: z
    .union([
      z
        .strictObject({
          number: z.string().min(1, "must not be empty").max(32).meta({ title: "Number", is: "phone_number" }),
        })
        .meta({ title: "A fixed number" }),
      z.strictObject({ variable: variableName.meta({ title: "Variable" }) }).meta({ title: "From a variable" }),
    ])
    .meta({ title: "Agent's number" }),
  ring_seconds: z.number().int().min(5).max(120).default(30).meta({ title: "Ring for", unit: "seconds" }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "forward_to_external_number",
  label: "Forward to external number",
  group: "voice",
  description:
    "Rings an agent's phone and joins the two. Busy and declined count as No answer. When the agent hangs up and Finished is not wired, the flow ends.",
  config,
  exits: () => [
    { id: "no_answer", label: "No answer", kind: "mandatory" },
    { id: "invalid_number", label: "Invalid number", kind: "mandatory" },
    { id: "finished", label: "Finished", kind: "optional", unwired: "ok" },
    { id: "ok", label: "OK", kind: "hidden", outcome: "forwarded" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up" },
  ],
  outputs: [],
  call: "needs_live",
  default_on_error: { do: "exit", exit: "no_answer" },
};
