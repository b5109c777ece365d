import type { Resume } from "../contract";
import type { State } from "./state";

/**
 * What a queued callback waits for follows from its call: none yet (an agent is still to be found), one that rings (an agent
 * has accepted), or a live one (the two are joined). So its deadline means nothing any more once an agent has accepted, a
 * second agent's acceptance comes to nothing, and the contact is rung once.
 */
export function expectsCallback(call: State["call"], resume: Resume): boolean {
  const { phase } = call;
  switch (resume.kind) {
    case "timer":
      return phase === "ended";
    case "callback_progress":
      return phase === (resume.what === "accepted" ? "ended" : "dialing");
    case "call_answered":
    case "dial_ended":
      return phase === "dialing";
    case "callback_ended":
      return phase === (resume.result === "finished" ? "live" : "ended");
    default:
      return false;
  }
}
