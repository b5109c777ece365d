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
  icon: "phone-forwarded",
  group: "voice",
  description:
    "Rings an agent's phone and joins the two. Busy and declined count as No answer. When the agent hangs up and Finished is not wired, the flow ends.",
  config,
  exits: () => [
    { id: "no_answer", label: "No answer", kind: "mandatory", waits: "always" },
    { id: "invalid_number", label: "Invalid number", kind: "mandatory", waits: "sometimes" },
    { id: "finished", label: "Finished", kind: "optional", unwired: "ok", waits: "always" },
    { id: "ok", label: "OK", kind: "hidden", outcome: "forwarded", call: "ended", waits: "always" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ to, ring_seconds: seconds, caller_id: shown }) => [
    `To ${(to && ("number" in to ? to.number : to.variable)) || "…"}${seconds ? ` · ${seconds} s` : ""}`,
    `Shows the ${shown === "contact" ? "contact" : "touchpoint"} number`,
  ],
  outputs: [],
  call: "needs_live",
  forwards: true,
  default_on_error: { do: "exit", exit: "no_answer" },
  check: ({ caller_id }) =>
    caller_id === "contact"
      ? [
          {
            severity: "warning",
            code: "contact_as_caller_id",
            message:
              "Carriers may refuse calls that show the contact's number, or mark them as spam. Show the touchpoint number to be safe.",
            field: ["caller_id"],
          },
        ]
      : [],
};
