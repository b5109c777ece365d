import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { accountNumber, firstWords, message, variableName } from "@/engine/contract";

const LEAST_URGENT = 10;

const config = z.strictObject({
  number_variable: variableName.optional().meta({
    title: "Contact's number",
    description: "The variable that holds the number to call back; without one, the number of this call.",
  }),
  extension_variable: variableName.optional().meta({
    title: "Extension",
    description: "The variable with the keys that are pressed once the contact has answered.",
  }),
  from: accountNumber.meta({ title: "Call from", description: "The number the contact and the agents see." }),
  ring_group: z
    .string()
    .min(1, "must not be empty")
    .max(120)
    .meta({ title: "Ring group", description: "Whose agents are rung.", names: "ring_group" }),
  priority: z
    .union([
      z.number().int().min(1).max(LEAST_URGENT).meta({ title: "A fixed priority" }),
      z.strictObject({ variable: variableName.meta({ title: "Variable" }) }).meta({ title: "From a variable" }),
    ])
    .default(LEAST_URGENT)
    .meta({ title: "Priority", description: "From 1 to 10: 1 is called back first." }),
  max_wait_minutes: z
    .number()
    .int()
    .min(5)
    .max(2880)
    .default(180)
    .meta({ title: "Give up after", unit: "minutes", description: "Unless an agent has accepted by then." }),
  confirmation: message.optional().meta({
    title: "Confirmation",
    description: "Said before the line is freed; the callback is queued first, so hanging up then cancels nothing.",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "request_direct_callback",
  label: "Request direct callback",
  icon: "bell-ring",
  group: "voice",
  description:
    "Frees the line and queues a callback: an agent of the ring group is rung, accepts with the key 1, and only then the contact is rung, once, for 30 seconds. If the contact cannot be reached then, or the agent leaves before, the way is Timeout, as when no agent has accepted in time. A technical fault follows Timeout unless you choose otherwise.",
  config,
  exits: () => [
    { id: "invalid_caller_id", label: "Invalid caller ID", kind: "mandatory" },
    { id: "no_match", label: "No match", kind: "mandatory", call: "ended", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", call: "ended", waits: "always" },
    {
      id: "invalid_outbound_caller_id",
      label: "Invalid outbound caller ID",
      kind: "optional",
      call: "ended",
      waits: "always",
    },
    {
      id: "call_finished",
      label: "Call finished",
      kind: "optional",
      unwired: "ok",
      call: "live",
      waits: "always",
      forbids_forward: true,
    },
    { id: "ok", label: "Call finished", kind: "hidden", outcome: "forwarded", call: "ended", waits: "always" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ ring_group: group, max_wait_minutes: minutes, confirmation }) => [
    `${group || "…"}${minutes ? ` · at most ${minutes} min` : ""}`,
    firstWords(confirmation),
  ],
  outputs: [],
  call: "needs_live",
  needs_person: true,
  default_on_error: { do: "exit", exit: "timeout" },
  // On entry the call is still live; once the callback is queued it is not.
  call_after_fault: ["live", "ended"],
  longest_wait: ({ max_wait_minutes }) => max_wait_minutes * 60,
};
