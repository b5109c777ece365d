import type { Resume } from "./contract";
import type { State } from "./state";

/** What a resume says about the call itself, whatever the step makes of it. */
export function applyToCall(state: State, resume: Resume): void {
  if (resume.kind === "call_answered") {
    state.call.phase = "live";
    state.call.answered_by = resume.answered_by;
    state.call_result = resume.answered_by === "machine" ? "machine" : "answered";
  }
  if (resume.kind === "dial_ended") {
    // A faulted or unanswered dial leaves no call behind.
    state.call.phase = "none";
    state.call_result = resume.result;
  }
  if (resume.kind === "forward_ended" && !resume.contact_live) hangUpEnds(state);
}

export function hangUpEnds(state: State): void {
  state.call.phase = "ended";
}
