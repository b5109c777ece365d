import type { State } from "@/engine/run/state";

type Facts = Pick<State, "wait" | "call">;

/** A sentence on what happens while an interaction waits for a callback; null where it does not. */
export function explainRunningCallback({ wait, call }: Facts): string | null {
  if (wait?.for === "agents") return "The contact waits on the line while agents of the ring group are rung.";
  if (wait?.for === "handover") return "An agent has accepted the call, and the contact is being brought to the agent.";
  if (wait?.for !== "callback") return null;
  if (call.phase === "live") return "The contact is talking to the agent.";
  if (call.phase === "dialing") return "An agent has accepted the callback and waits while the contact's phone rings.";
  return "The contact waits to be called back, until an agent accepts.";
}

const BY_EXIT: Readonly<Record<string, string>> = {
  invalid_caller_id: "The contact asked to be called back, but the number is no valid phone number.",
  no_match: "The contact asked to be called back, but nobody of the ring group could be rung in time.",
  timeout: "The contact asked to be called back, but was not reached in time.",
  invalid_outbound_caller_id:
    "The contact asked to be called back, but the carrier did not allow our number to be shown.",
  call_finished: "The contact was called back; the agent hung up first, and the flow went on to its end.",
};

/** A sentence on how a callback ended, by the exit of its step; null for the exit of another component. */
export function explainEndedCallback(exit: string | null): string | null {
  return BY_EXIT[exit ?? ""] ?? null;
}
