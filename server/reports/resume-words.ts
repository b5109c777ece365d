import type { Resume } from "@/engine/contract";

const ENDED_DIAL = {
  busy: "The customer's phone was busy",
  no_answer: "Nobody answered",
  invalid_number: "The number cannot be reached",
  failed: "The call could not be made",
} as const;

const ENDED_FORWARD = {
  answered: "The call with the agent ended",
  no_answer: "The agent did not answer",
  invalid_number: "The agent's number cannot be reached",
  failed: "The agent could not be called",
} as const;

/** What woke the interaction, in plain words. */
export function resumeWords(resume: Resume): string {
  switch (resume.kind) {
    case "started":
      return "Started by the API";
    case "call_answered":
      return resume.answered_by === "machine" ? "An answering machine took the call" : "The customer answered";
    case "dial_ended":
      return withCause(ENDED_DIAL[resume.result], resume.error);
    case "prompt_finished":
      return "The message was heard to its end";
    case "input_received":
      return resume.digits || resume.speech
        ? "The customer answered the menu"
        : "The customer said and pressed nothing";
    case "forward_ended":
      return withCause(ENDED_FORWARD[resume.result], resume.error);
    case "hung_up":
      return "The customer hung up";
    case "port_answered":
      return "An outside request was answered";
    case "timer":
      return "A waiting time ran out";
    case "cancelled":
      return "Cancelled";
    case "expired":
      return "Expired";
  }
}

function withCause(words: string, error: { code: string; message: string } | undefined): string {
  return error ? `${words}: ${error.message}` : words;
}
