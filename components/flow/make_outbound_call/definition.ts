import { z } from "zod";
import type { Definition, ExitSpec } from "@/engine/contract";
import { accountNumber, variableName } from "@/engine/contract";

const config = z.strictObject({
  from: accountNumber.meta({ title: "Call from", description: "The number the customer sees." }),
  to_variable: variableName.meta({ title: "Customer's number", description: "The variable that holds it." }),
  ring_seconds: z.number().int().min(10).max(35).default(15).meta({ title: "Ring for", unit: "seconds" }),
  answering_machine: z
    .enum(["ignore", "detect"])
    .default("ignore")
    .meta({
      title: "Answering machine",
      description: "Detecting delays the first words by some seconds and adds the exit Answering machine.",
      choices: { ignore: "Treat like a person", detect: "Detect" },
    }),
});
export type Config = z.infer<typeof config>;

const EXITS: ExitSpec[] = [
  { id: "answered", label: "Answered", kind: "mandatory", call: "live", waits: "always" },
  { id: "invalid_number", label: "Invalid number", kind: "mandatory", call: "none", waits: "sometimes" },
  { id: "busy", label: "Busy", kind: "mandatory", call: "none", waits: "always" },
  { id: "no_answer", label: "No answer", kind: "mandatory", call: "none", waits: "always" },
];
const MACHINE: ExitSpec = {
  id: "machine",
  label: "Answering machine",
  kind: "optional",
  call: "live",
  waits: "always",
};

export const definition: Definition<Config> = {
  id: "make_outbound_call",
  label: "Make outbound call",
  icon: "phone-outgoing",
  group: "voice",
  description:
    "Rings the customer once. Busy is also taken when the customer rejects the call; a technical fault follows No answer unless you choose otherwise.",
  config,
  exits: ({ answering_machine }) => [...EXITS, ...(answering_machine === "detect" ? [MACHINE] : [])],
  summary: ({ from, to_variable: to, ring_seconds: seconds }) => [
    `From ${from ?? "…"}`,
    `To ${to ?? "…"}${seconds ? ` · ${seconds} s` : ""}`,
  ],
  outputs: [],
  call: "dials",
  default_on_error: { do: "exit", exit: "no_answer" },
};
