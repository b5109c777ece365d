import type { CallResult, Effect, Resume, WaitFor } from "../contract";
import type { Burst } from "./burst";
import type { State } from "./state";

const ANSWERED: ReadonlySet<CallResult | null> = new Set<CallResult>(["answered", "machine", "screened", "voicemail"]);

/** Updates the call by what a resume reports of it, whatever the step does with the resume. */
export function applyResumeToCall({ state, effects }: Pick<Burst, "state" | "effects">, resume: Resume): void {
  // Once a call was answered, what becomes of a callback's shows in the exit its step takes.
  const first = state.wait?.for === "call" || !ANSWERED.has(state.call_result);
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
  if (resume.kind === "callback_progress" && resume.what === "agent_left" && state.wait?.for === "callback") {
    effects.push({ effect: "hang_up" });
    markCallEnded(state);
  }
  if ((resume.kind === "forward_ended" || isFinished(resume)) && !resume.contact_live) markCallEnded(state);
}

function isFinished(resume: Resume): resume is Extract<Resume, { result: "finished" }> {
  return resume.kind === "callback_ended" && resume.result === "finished";
}

/** Updates the call by the effects that a step asks for, and for what it then waits. */
export function applyEffectsToCall(state: State, effects: readonly Effect[], waits: WaitFor): void {
  for (const effect of effects) {
    if (effect.effect === "dial") {
      const { from, to, send_digits, attempt } = effect;
      const reached = { from, to, ...(send_digits ? { send_digits } : {}) };
      const made = { visit: state.cursor?.visit ?? 0, ...(attempt ? { try: attempt.number } : {}) };
      state.call = { phase: "dialing", ...reached, answered_by: null, ...made };
    }
    if (effect.effect === "queue_callback" && effect.offer && state.cursor) state.cursor.offer = effect.offer;
    // The contact stays on the line meanwhile.
    if (waits === "agents") continue;
    // An agent is looked for again.
    if (effect.effect === "requeue_callback") markCallEnded(state);
    // The runtime ends the call when a callback is queued, so that a hang-up from it means nothing any more.
    if (effect.effect === "queue_callback") markCallEnded(state);
  }
}

export function markCallEnded(state: State): void {
  state.call.phase = "ended";
}
