import type { Resume } from "../contract";
import type { State } from "./state";

/** True if a contact who waits for an agent on the line, or is being fetched for one (`handover`), expects the resume. */
export function expectsAgent(wait: "agents" | "handover", resume: Resume): boolean {
  switch (resume.kind) {
    case "input_received":
      return true;
    case "callback_progress":
      return wait === (resume.what === "accepted" ? "agents" : "handover");
    case "callback_ended":
      return wait === "agents" && resume.result !== "finished";
    case "timer":
      return wait === "agents";
    default:
      return false;
  }
}

/**
 * True if a queued callback expects the resume. The call's phase says where it stands: `ended`, an agent is being looked for;
 * `dialing`, an agent has accepted and the contact is called; `live`, the two are joined. So the deadline and a second
 * agent's acceptance are ignored once an agent has accepted, and the contact is dialled once.
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
