import { RING_REFUSALS } from "@/engine/ring-rules/may-ring";
import { placeText } from "@/engine/ring-rules/places";
import type { RingDecision } from "../../ports/rings";

const WHY: Record<RingDecision["countries"], (place: string) => string> = {
  own: (place) => `Allowed: ${place} is a country of the account's own numbers.`,
  listed: (place) => `Allowed: ${place} is on the account's list.`,
  any: () => "Allowed: the account may ring every country.",
};

/** Why a dial was allowed, as its attempt keeps it. Those of before there were rules have no decision. */
export function allowedText(decision: RingDecision | null): string {
  const allowed = decision?.place ? WHY[decision.countries](placeText(decision.place)) : "Allowed.";
  return decision?.waited ? `${allowed} It had waited: ${decision.waited.message}` : allowed;
}

/** What was decided about a dial, in one sentence: why it waits, or why it was allowed. */
export function decisionText(decision: RingDecision | null, isHeld: boolean): string {
  return isHeld && decision?.waited ? `Not yet: ${decision.waited.message}` : allowedText(decision);
}

/** Why a step's ring was refused, in one sentence; null where its error is none of the account's rules. */
export function refusedText(error: { code: string; message?: string } | null | undefined): string | null {
  if (!error || !(RING_REFUSALS as readonly string[]).includes(error.code)) return null;
  return `Refused: ${error.message ?? error.code}`;
}
