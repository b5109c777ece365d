import type { Definition, ExitSpec, Finding } from "@/engine/contract";
import { CONTACT_HUNG_UP } from "@/engine/contract";
import { type Config, config } from "./config";
import { GROUP_ACCEPT_KEY } from "./ring-group";

/** Only a ring group has hours, and only who waits for one of its agents may be given a key to leave by. */
const OUTSIDE_HOURS: ExitSpec = { id: "outside_hours", label: "Outside hours", kind: "mandatory", waits: "always" };
const LEFT_QUEUE: ExitSpec = { id: "left_queue", label: "Left the queue", kind: "mandatory", waits: "always" };

function groupExits(to: Config["to"] | undefined): ExitSpec[] {
  if (!to || !("ring_group" in to)) return [];
  return to.leave_key === undefined ? [OUTSIDE_HOURS] : [OUTSIDE_HOURS, LEFT_QUEUE];
}

export const definition: Definition<Config> = {
  id: "forward_to_external_number",
  label: "Forward to external number",
  icon: "phone-forwarded",
  group: "voice",
  description:
    "Rings an agent's phone, or the phones of a ring group, and joins the two. Busy, declined and not accepted count as No answer, after everybody of a ring group was rung. When the agent hangs up and Finished is not wired, the flow ends.",
  config,
  exits: ({ to }) => [
    { id: "no_answer", label: "No answer", kind: "mandatory", waits: "always" },
    { id: "invalid_number", label: "Invalid number", kind: "mandatory", waits: "sometimes" },
    ...groupExits(to),
    { id: "finished", label: "Finished", kind: "optional", unwired: "ok", waits: "always" },
    { id: "ok", label: "Finished", kind: "hidden", outcome: "forwarded", call: "ended", waits: "always" },
    CONTACT_HUNG_UP,
  ],
  summary,
  outputs: [],
  call: "needs_live",
  needs_person: true,
  forwards: true,
  default_on_error: { do: "exit", exit: "no_answer" },
  check: ({ caller_id, whisper, accept_key, to }) => [
    ...(caller_id === "contact" && !("ring_group" in to)
      ? [
          warning(
            "contact_as_caller_id",
            ["caller_id"],
            "Carriers may refuse calls that show the contact's number, or mark them as spam. Show our number to be safe.",
          ),
        ]
      : []),
    ...(accept_key !== undefined && whisper === undefined && !("ring_group" in to)
      ? [
          warning(
            "accept_key_unsaid",
            ["whisper"],
            `Nobody tells the agent to press ${accept_key}. Add a whisper that does.`,
          ),
        ]
      : []),
    ...("ring_group" in to && to.leave_key !== undefined && to.hold === undefined
      ? [
          warning(
            "leave_key_unsaid",
            ["to", "hold"],
            `Nobody tells the contact that ${to.leave_key} leaves the queue. Say so in While waiting.`,
          ),
        ]
      : []),
  ],
};

function summary({ to, ring_seconds: seconds, caller_id: shown, accept_key: key }: Readonly<Partial<Config>>) {
  if (to && "ring_group" in to) {
    const most = to.wait_seconds ? ` · at most ${to.wait_seconds} s` : "";
    return [`To ${to.ring_group || "…"}${most}`, `Agents accept with ${key ?? GROUP_ACCEPT_KEY}`];
  }
  const reached = (to && ("number" in to ? to.number : to.variable)) || "…";
  return [
    `To ${reached}${seconds ? ` · ${seconds} s` : ""}`,
    `Shows ${shown === "contact" ? "the contact's number" : "our number"}${key ? ` · accept with ${key}` : ""}`,
  ];
}

function warning(code: string, field: string[], message: string): Finding {
  return { severity: "warning", code, message, field };
}
