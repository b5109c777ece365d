import type { Resume } from "@/engine/contract";
import type { Starter } from "./starters/data";

const DIAL_RESULTS = {
  busy: "The contact's phone was busy",
  no_answer: "Nobody answered",
  invalid_number: "The number cannot be reached",
  failed: "The call could not be made",
} as const;

const FORWARD_RESULTS = {
  answered: "The call with the agent ended",
  no_answer: "The agent did not take the call",
  invalid_number: "The agent's number cannot be reached",
  failed: "The agent could not be called",
} as const;

const NOT_TAKEN = {
  no_match: "Nobody of the ring group can be rung",
  no_answer: "Everybody of the ring group was rung in vain",
  outside_hours: "The ring group is outside its hours",
} as const;

const STARTED: Record<Starter["kind"], string> = {
  client: "Started by the API",
  button: "Started by a website's button",
  studio: "Started in the studio",
};

/** A sentence, for the interaction's page, on what made the interaction go on. */
export function describeResume(resume: Resume, startedBy: Starter): string {
  switch (resume.kind) {
    case "started":
      return resume.again ? "A callback that was over was asked for again in the studio" : STARTED[startedBy.kind];
    case "call_answered":
      return resume.answered_by === "machine" ? "An answering machine took the call" : "The contact answered";
    case "dial_ended":
      return withCause(DIAL_RESULTS[resume.result], resume.error);
    case "prompt_finished":
      return "The message was heard to its end";
    case "input_received":
      return inputReceived(resume);
    case "forward_ended":
      return withCause(FORWARD_RESULTS[resume.result], resume.error);
    case "hung_up":
      return "The contact hung up";
    case "port_answered":
      return "An outside request was answered";
    case "callback_progress":
      return resume.what === "accepted" ? "An agent accepted the call" : "The agent left before the contact was there";
    case "callback_ended":
      return callbackEnded(resume);
    case "carrier_failed":
      return withCause("The call broke off", resume.error);
    case "timer":
      return "A waiting time ran out";
    case "faulted":
      return withCause("The interaction could not go on", resume.error);
    case "cancelled":
      return "Cancelled";
    case "expired":
      return "Expired";
  }
}

function inputReceived({ digits, speech, error }: Extract<Resume, { kind: "input_received" }>): string {
  if (error) return withCause("The contact could not be asked", error);
  if (speech) return "The contact said something";
  return digits ? "The contact pressed keys" : "The contact said and pressed nothing";
}

function callbackEnded(resume: Extract<Resume, { kind: "callback_ended" }>): string {
  if (resume.result === "failed") return withCause("No agent could be rung", resume.error);
  if (resume.result !== "finished") return NOT_TAKEN[resume.result];
  return "The call with the agent ended";
}

function withCause(words: string, error: { code: string; message: string } | undefined): string {
  return error ? `${words}: ${error.message}` : words;
}
