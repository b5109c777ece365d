import { z } from "zod";
import type { Definition, Finding } from "@/engine/contract";
import { accountNumber, firstWords, message, variableName } from "@/engine/contract";

const LEAST_URGENT = 10;
const MOST_TRIES = 5;

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
  contact_tries: z.number().int().min(1).max(MOST_TRIES).default(1).meta({
    title: "Ring the contact",
    unit: "times",
    description:
      "At most. After a busy line, no answer, or an agent who left too early, the callback waits in the queue again.",
  }),
  retry_minutes: z
    .number()
    .int()
    .min(1)
    .max(240)
    .default(15)
    .meta({
      title: "Wait before the next time",
      unit: "minutes",
      shown: ({ contact_tries }) => Number(contact_tries) > 1,
    }),
  whisper: message.optional().meta({
    title: "Whisper",
    description: "What the agent hears before being asked to press 1, such as who is to be called back and why.",
  }),
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
    "Frees the line, if there is a call, and queues a callback: an agent of the ring group is rung, accepts with the key 1, and only then the contact is rung, for 30 seconds. If the contact cannot be reached then, or the agent leaves before, the callback waits for an agent again, as often as you say; then the way is Timeout, as when no agent has accepted in time. A technical fault follows Timeout unless you choose otherwise.",
  config,
  starts_with: { contact_tries: 3 },
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
  call: "live_or_none",
  needs_person: true,
  default_on_error: { do: "exit", exit: "timeout" },
  // Once the callback is queued, the call that there was is over.
  call_after_fault: ["as_entered", "ended"],
  without_call: ({ number_variable, confirmation }) => [
    ...(number_variable === undefined
      ? [
          finding(
            "error",
            "number_missing",
            "number_variable",
            "no call has been made on this path, so choose the variable that holds the contact's number.",
          ),
        ]
      : []),
    ...(confirmation === undefined
      ? []
      : [
          finding(
            "warning",
            "confirmation_unheard",
            "confirmation",
            "No call is made before this step on this path, so nobody hears the confirmation.",
          ),
        ]),
  ],
  longest_wait: ({ max_wait_minutes }) => max_wait_minutes * 60,
};

function finding(severity: Finding["severity"], code: string, field: string, message: string): Finding {
  return { severity, code, message, field: [field] };
}
