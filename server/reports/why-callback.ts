import type { State } from "@/engine/run/state";

type Facts = Pick<State, "wait" | "call">;

/** What is going on while an interaction waits for a callback; null where it does not. */
export function whileCalledBack({ wait, call }: Facts): string | null {
  if (wait?.for !== "callback") return null;
  if (call.phase === "live") return "The customer was called back and is talking to the agent.";
  if (call.phase === "dialing") return "An agent has accepted the callback and waits while the customer's phone rings.";
  return "The customer waits to be called back, until an agent accepts.";
}

const AFTERWARDS: Readonly<Record<string, string>> = {
  invalid_caller_id: "The customer asked to be called back, but the number is no valid phone number.",
  no_match: "The customer asked to be called back, but nobody of the ring group could be rung in time.",
  timeout: "The customer asked to be called back, but was not reached in time.",
  invalid_outbound_caller_id:
    "The customer asked to be called back, but the carrier did not allow our number to be shown.",
  call_finished: "The customer was called back; the agent hung up first, and the flow went on to its end.",
};

/** How a callback went, by the exit it took; null for an exit that is no callback's. */
export function afterCallback(exit: string | null): string | null {
  return AFTERWARDS[exit ?? ""] ?? null;
}
