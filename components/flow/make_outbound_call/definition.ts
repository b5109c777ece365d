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
  { id: "answered", label: "Answered", kind: "mandatory" },
  { id: "invalid_number", label: "Invalid number", kind: "mandatory" },
  { id: "busy", label: "Busy", kind: "mandatory" },
  { id: "no_answer", label: "No answer", kind: "mandatory" },
];
const MACHINE: ExitSpec = { id: "machine", label: "Answering machine", kind: "optional" };
const HUNG_UP: ExitSpec = {
  id: "contact_hung_up",
  label: "Contact hung up",
  kind: "hidden",
  outcome: "contact_hung_up",
};

export const definition: Definition<Config> = {
  id: "make_outbound_call",
  label: "Make outbound call",
  group: "voice",
  description:
    "Rings the customer once. Busy is also taken when the customer rejects the call; a technical fault follows No answer unless you choose otherwise.",
  config,
  exits: ({ answering_machine }) => [...EXITS, ...(answering_machine === "detect" ? [MACHINE] : []), HUNG_UP],
  outputs: [],
  call: "dials",
  default_on_error: { do: "exit", exit: "no_answer" },
};
