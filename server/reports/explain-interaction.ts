import { LIMITS } from "@/engine/limits";
import type { State } from "@/engine/run/state";
import { ASKING_STEP } from "../flows/asking/ask-first";
import type { RingDecision } from "../ports/rings";
import type { StoredInteraction } from "./data";
import { explainEndedCallback, explainRunningCallback } from "./explain-callback";
import type { StepLine } from "./steps";

type Attempt = StoredInteraction["attempts"][number];
type Leg = StoredInteraction["legs"][number];

export type ExplanationFacts = {
  state: Pick<State, "status" | "outcome" | "call_result" | "wait" | "call"> & Partial<Pick<State, "cursor">>;
  attempt:
    | (Pick<Attempt, "status" | "callStatus" | "sipCode" | "carrierCode" | "error" | "ringSeconds" | "dialAt"> &
        Partial<Pick<Attempt, "heldUntil" | "decision" | "submittedAt" | "ringingAt" | "endedAt">>)
    | null;
  leg: Pick<Leg, "status" | "answeredAt" | "acceptedAt" | "sipCode"> | null;
  /** The agent must press a key to take the call. */
  asksKey: boolean;
  steps: StepLine[];
  /** Visits of steps that dial the contact, and of those that join an agent. */
  dials: number[];
  joins: number[];
  now: Date;
};

/** A sentence for the studio on why this call happened or did not. */
export function explainInteraction(facts: ExplanationFacts): string {
  const { status, outcome } = facts.state;
  if (status === "running") return explainRunning(facts);
  if (status === "cancelled")
    return facts.attempt?.callStatus
      ? "Cancelled while the call was under way."
      : "Cancelled before anyone was called.";
  if (status === "expired")
    return `It was not over within ${LIMITS.interaction_hours / 24} days, so the interaction expired.`;
  if (status === "failed") return explainFailed(facts);
  const dialled = explainNotAnswered(facts);
  if (dialled) return dialled;
  if (outcome === "forwarded") return "The contact answered and was joined with the agent.";
  const asked = explainUnconfirmed(facts);
  if (asked) return asked;
  if (outcome === "contact_hung_up") return `The contact answered and hung up${during(facts)}.`;
  return explainAnswered(facts);
}

function explainRunning({ state, attempt, leg, asksKey, now }: ExplanationFacts): string {
  const calledBack = explainRunningCallback(state);
  if (calledBack) return calledBack;
  if (state.call.phase === "live") {
    if (state.wait?.for === "forward") {
      if (asksKey && leg?.answeredAt && !leg.acceptedAt)
        return "The contact is on the line while the agent is asked to take the call.";
      if (leg?.answeredAt) return "The contact and the agent are talking.";
      return "The contact is on the line while the agent's phone rings.";
    }
    if (state.wait?.for === "input" && state.cursor && state.cursor.visit === state.call.visit)
      return "The call was answered; who answered is being found out.";
    if (state.wait?.for === "input") return "The contact is being asked for an answer.";
    return "The contact is on the line.";
  }
  if (!attempt) return "The flow is running.";
  if (attempt.status === "intended" && attempt.heldUntil && waitOf(attempt)?.code === "next_try")
    return "The contact was not reached, and is rung again.";
  if (attempt.status === "intended" && attempt.heldUntil)
    return `The call waits for its window. ${waitedText(attempt)}`;
  if (attempt.status === "intended" && attempt.error) return `${sentence(attempt.error)} The call is tried again.`;
  if (attempt.status === "intended" && attempt.dialAt > now) return "Waiting for a free call slot.";
  if (attempt.status === "intended" || attempt.status === "submitting") return "The call is being placed.";
  if (attempt.status === "unknown") {
    const known = attempt.error ? ` ${sentence(attempt.error)}` : "";
    return `The carrier has not said whether it placed the call.${known} It is being asked; the number is never dialled twice.`;
  }
  if (attempt.callStatus === "ringing") return "The contact's phone is ringing.";
  return "The call is on its way to the contact.";
}

const waitOf = ({ decision }: { decision?: unknown }) => (decision as RingDecision | null)?.waited;
const waitedText = (attempt: { decision?: unknown }): string => waitOf(attempt)?.message ?? "";

function explainNotAnswered({ state, attempt, steps, dials }: ExplanationFacts): string | null {
  const dial = steps.findLast((line) => dials.includes(line.visit));
  if (!dial) return "The flow ended before it called anyone.";
  const codes = codesOf(attempt);
  if (dial.error) return `The contact was not reached: ${sentence(dial.error.message)}`;
  if (dial.exit === "invalid_number") {
    const invalid = dial.warnings.find(({ code }) => code === "phone_number_invalid");
    if (!attempt && invalid) return `Nothing was dialled. ${invalid.message}`;
    if (!attempt) return "The contact's number is not a valid phone number, so nothing was dialled.";
    return `The contact's number cannot be reached${codes}.`;
  }
  if (state.call_result === "busy") {
    if (attempt?.sipCode === 603) return `The contact declined the call${codes}.`;
    return `The contact's phone was busy${codes}.`;
  }
  if (state.call_result === "no_answer") return explainNoAnswer(attempt, codes);
  if (state.call_result === "machine") return "An answering machine took the call.";
  if (state.call_result === "voicemail") return "Voicemail took the call.";
  if (state.call_result === "screened")
    return "The contact's phone asked who was calling, and the contact did not take the call.";
  return null;
}

/** SIP responses of a phone that is switched off or out of reach (RFC 3261, 21.4.9 and 21.4.18). */
const UNAVAILABLE = [408, 480];

function explainNoAnswer(attempt: ExplanationFacts["attempt"], codes: string): string {
  const { ringSeconds = 0, callStatus, sipCode, ringingAt, submittedAt, endedAt } = attempt ?? {};
  const since = ringingAt ?? submittedAt;
  const seconds = since && endedAt ? Math.floor((endedAt.getTime() - since.getTime()) / 1000) : null;
  // The carrier's clock and ours differ by no more than a second of ringing.
  if (seconds === null || seconds >= ringSeconds - 1) return `Nobody answered within ${ringSeconds} seconds${codes}.`;
  if (sipCode && UNAVAILABLE.includes(sipCode))
    return `The contact's phone could not be reached: it was switched off or out of reach${codes}.`;
  if (callStatus === "canceled") return `The call was cancelled before anyone answered${codes}.`;
  return ringingAt
    ? `Nobody answered: the network ended the call after ${seconds} seconds of ringing${codes}.`
    : `Nobody answered: the network ended the call before the phone rang${codes}.`;
}

/** Of a button's call that asked first and was not wanted, or not confirmed. */
function explainUnconfirmed({ steps }: ExplanationFacts): string | null {
  const asked = steps.findLast(({ step }) => step.startsWith(ASKING_STEP));
  if (!asked || asked.exit === "confirmed") return null;
  return asked.exit === "refused"
    ? "The contact answered and said that they had not asked for this call. Nobody was joined."
    : "The contact answered and did not press 1 to say that they had asked for this call. Nobody was joined.";
}

/** Exits that only a forward to a ring group has. */
const GROUP_EXITS: Readonly<Record<string, string>> = {
  outside_hours: "The contact answered, but the ring group was outside its hours; the flow went on to its end.",
  left_queue: "The contact answered, and left the queue before an agent took the call; the flow went on to its end.",
};

function explainAnswered({ steps, joins, leg }: ExplanationFacts): string {
  const join = steps.findLast((line) => joins.includes(line.visit));
  if (join?.error) return `The contact answered, but the agent was not reached: ${sentence(join.error.message)}`;
  if (join?.exit === "no_answer" && leg?.answeredAt)
    return "The contact and the agent answered, but the agent did not take the call.";
  const ofGroup = GROUP_EXITS[join?.exit ?? ""];
  if (ofGroup) return ofGroup;
  if (join?.exit === "no_answer") return `The contact answered, but the agent did not${codesOf(leg)}.`;
  if (join?.exit === "invalid_number")
    return `The contact answered, but the agent's number cannot be reached${codesOf(leg)}.`;
  if (join?.exit === "finished")
    return "The contact was joined with the agent, who hung up first; the flow went on to its end.";
  return explainEndedCallback(join?.exit ?? null) ?? "The contact answered and the flow ran to its end.";
}

/** Faults of an answered call that are none of the step in which they come. */
const OF_THE_CALL = new Set(["carrier_silent", "carrier_cannot_reach_us", "document_refused"]);

/** Results of a call that somebody or something answered. */
const ANSWERED = new Set<State["call_result"]>(["answered", "machine", "screened", "voicemail"]);

function explainFailed({ state, steps, attempt }: ExplanationFacts): string {
  const failed = steps.findLast((line) => line.error);
  if (!failed?.error) return `The flow stopped: ${sentence(attempt?.error ?? "an error")}`;
  const { code, message } = failed.error;
  const answered = ANSWERED.has(state.call_result);
  if (answered && OF_THE_CALL.has(code)) return `The call broke off during “${failed.name}”. ${sentence(message)}`;
  return `The flow stopped: step “${failed.name}” failed. ${sentence(message)}`;
}

function during({ steps }: ExplanationFacts): string {
  const last = steps.findLast((line) => line.exit === "contact_hung_up");
  return last ? ` during “${last.name}”` : "";
}

function codesOf(from: { sipCode: number | null; carrierCode?: number | null } | null): string {
  const codes = [
    from?.sipCode ? `SIP ${from.sipCode}` : null,
    from?.carrierCode ? `carrier code ${from.carrierCode}` : null,
  ].filter(Boolean);
  return codes.length ? ` (${codes.join(", ")})` : "";
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
