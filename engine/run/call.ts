import type { Effect, Resume } from "../contract";
import type { Burst } from "./burst";
import type { State } from "./state";

/** What a resume says about the call itself, whatever the step makes of it. */
export function applyResumeToCall({ state, effects }: Pick<Burst, "state" | "effects">, resume: Resume): void {
  // The interaction's result is that of its first call: a callback's is told by the way the flow takes.
  const first = state.wait?.for === "call";
  if (resume.kind === "call_answered") {
    state.call.phase = "live";
    state.call.answered_by = resume.answered_by;
    if (first) state.call_result = resume.answered_by === "machine" ? "machine" : "answered";
  }
  if (resume.kind === "dial_ended") {
    // A faulted or unanswered dial leaves no call behind.
    state.call.phase = "none";
    if (first) state.call_result = resume.result;
  }
  if (resume.kind === "callback_progress" && resume.what === "agent_left") {
    effects.push({ effect: "hang_up" });
    markCallEnded(state);
  }
  if ((resume.kind === "forward_ended" || isFinished(resume)) && !resume.contact_live) markCallEnded(state);
}

function isFinished(resume: Resume): resume is Extract<Resume, { result: "finished" }> {
  return resume.kind === "callback_ended" && resume.result === "finished";
}

/** What becomes of the call by what a step wants done. */
export function applyEffectsToCall(state: State, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.effect === "dial") {
      const { from, to } = effect;
      state.call = { phase: "dialing", from, to, answered_by: null, visit: state.cursor?.visit ?? 0 };
    }
    // A queued callback frees the line: the caller is told so, and hanging up then means nothing.
    if (effect.effect === "queue_callback") markCallEnded(state);
  }
}

export function markCallEnded(state: State): void {
  state.call.phase = "ended";
}
