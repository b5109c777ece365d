import { z } from "zod";
import type { Definition, Finding } from "@/engine/contract";
import { CONTACT_HUNG_UP, message, variableName } from "@/engine/contract";

const DIGITS = [..."1234567890"] as const;

const config = z.strictObject({
  caller_id: z
    .enum(["contact", "touchpoint"])
    .default("touchpoint")
    .meta({
      title: "Number the agent sees",
      description:
        "Ours is the one that the contact was called from. Carriers may refuse a contact's, or mark the call as spam.",
      choices: { contact: "Contact's number", touchpoint: "Our number" },
    }),
  to: z
    .union([
      z
        .strictObject({
          number: z.string().min(1, "must not be empty").max(64).meta({ title: "Number", is: "phone_number" }),
        })
        .meta({ title: "A fixed number" }),
      z.strictObject({ variable: variableName.meta({ title: "Variable" }) }).meta({ title: "From a variable" }),
    ])
    .meta({ title: "Agent's number" }),
  ring_seconds: z.number().int().min(5).max(120).default(30).meta({ title: "Ring for", unit: "seconds" }),
  whisper: message.optional().meta({
    title: "Whisper",
    description: "What the agent hears before the two are joined. The contact hears it ring meanwhile.",
  }),
  accept_key: z
    .enum(DIGITS)
    .optional()
    .meta({
      title: "Accept key",
      description: "The agent must press it to take the call. Any other key, or none within 10 seconds, is No answer.",
      choices: Object.fromEntries(DIGITS.map((one) => [one, one])),
      placeholder: "None",
    }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "forward_to_external_number",
  label: "Forward to external number",
  icon: "phone-forwarded",
  group: "voice",
  description:
    "Rings an agent's phone and joins the two. Busy, declined and not accepted count as No answer. When the agent hangs up and Finished is not wired, the flow ends.",
  config,
  exits: () => [
    { id: "no_answer", label: "No answer", kind: "mandatory", waits: "always" },
    { id: "invalid_number", label: "Invalid number", kind: "mandatory", waits: "sometimes" },
    { id: "finished", label: "Finished", kind: "optional", unwired: "ok", waits: "always" },
    { id: "ok", label: "Finished", kind: "hidden", outcome: "forwarded", call: "ended", waits: "always" },
    CONTACT_HUNG_UP,
  ],
  summary: ({ to, ring_seconds: seconds, caller_id: shown, accept_key: key }) => [
    `To ${(to && ("number" in to ? to.number : to.variable)) || "…"}${seconds ? ` · ${seconds} s` : ""}`,
    `Shows ${shown === "contact" ? "the contact's number" : "our number"}${key ? ` · accept with ${key}` : ""}`,
  ],
  outputs: [],
  call: "needs_live",
  needs_person: true,
  forwards: true,
  default_on_error: { do: "exit", exit: "no_answer" },
  check: ({ caller_id, whisper, accept_key }) => [
    ...(caller_id === "contact"
      ? [
          warning(
            "contact_as_caller_id",
            "caller_id",
            "Carriers may refuse calls that show the contact's number, or mark them as spam. Show our number to be safe.",
          ),
        ]
      : []),
    ...(accept_key !== undefined && whisper === undefined
      ? [
          warning(
            "accept_key_unsaid",
            "whisper",
            `Nobody tells the agent to press ${accept_key}. Add a whisper that does.`,
          ),
        ]
      : []),
  ],
};

function warning(code: string, field: string, message: string): Finding {
  return { severity: "warning", code, message, field: [field] };
}
