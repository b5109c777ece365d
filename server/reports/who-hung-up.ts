import type { Resume } from "@/engine/contract";
import type { State } from "@/engine/run/state";

/** Who ended the contact's call. `flow`: it came to its end, or was ended by us; `carrier`: the call broke off. */
export type HungUp = "contact" | "agent" | "flow" | "carrier";

/**
 * Who hung up, by what woke the interaction; null while the call is live, and where nobody answered it. Of a talk with an agent, who
 * left it first.
 */
export function whoHungUp(resumes: readonly Resume[], { status, call }: Pick<State, "status" | "call">): HungUp | null {
  if (!resumes.some(({ kind }) => kind === "call_answered")) return null;
  for (const resume of resumes.toReversed()) {
    if (resume.kind === "hung_up") return "contact";
    if (resume.kind === "carrier_failed") return "carrier";
    const talked =
      (resume.kind === "forward_ended" && resume.result === "answered") ||
      (resume.kind === "callback_ended" && resume.result === "finished")
        ? resume
        : null;
    if (talked && !talked.contact_live) return "contact";
    // The flow may go on with the contact once the agent has left.
    if (talked) return status === "running" && call.phase === "live" ? null : "agent";
    if (resume.kind === "call_answered") break;
  }
  return status === "running" && call.phase === "live" ? null : "flow";
}
