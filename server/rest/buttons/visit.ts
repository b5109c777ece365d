import type { State } from "@/engine/run/state";
import { ANSWER_VARIABLE, ASKING_STEP, CONFIRM_KEY } from "../../flows/asking/ask-first";
import { readVisit } from "../../flows/buttons/data";
import { PatchcordError } from "../../platform/errors";
import type { Visit } from "./serve";
import { interactionOfVisit } from "./visit-token";

/** How a call stands, as coarse as a visitor needs it. */
export type VisitState =
  | { state: "ringing" | "asking" | "connecting" | "joined" | "ended" }
  | { state: "failed"; why: "busy" | "no_answer" | "not_confirmed" | "failed" };

/** GET /api/buttons/{key}/visit: how the call stands that the visit's token was given for. */
export async function handleVisit({ request, button }: Visit): Promise<Response> {
  const found = await readVisit(button, interactionOfVisit(request, button.id));
  if (!found) throw new PatchcordError("not_found", "There is no such call.");
  const { status, outcome, callResult, state, isJoined } = found;
  const stands = { status, outcome, callResult, isJoined };
  return Response.json(visitState(stands, state as unknown as State), { headers: { "Cache-Control": "no-store" } });
}

/** Who answered was no person. */
const NO_PERSON = ["machine", "screened", "voicemail"];

/** Something has picked up, and it is being found out whether it is the visitor. */
const isListening = ({ cursor, call, wait }: State): boolean => wait?.for === "input" && cursor?.visit === call.visit;

type Stands = {
  status: string;
  outcome: string | null;
  callResult: string | null;
  isJoined: boolean;
};

function visitState({ status, outcome, callResult, isJoined }: Stands, state: State): VisitState {
  if (status === "running") {
    if (isJoined) return { state: "joined" };
    if (state.call.phase === "none" || state.call.phase === "dialing" || isListening(state))
      return { state: "ringing" };
    return { state: state.cursor?.step.startsWith(ASKING_STEP) ? "asking" : "connecting" };
  }
  if (outcome === "forwarded") return { state: "ended" };
  if (callResult === "busy" || callResult === "no_answer") return { state: "failed", why: callResult };
  if (callResult !== "answered")
    return { state: "failed", why: NO_PERSON.includes(callResult ?? "") ? "no_answer" : "failed" };
  const asked = Object.hasOwn(state.variables, ANSWER_VARIABLE);
  if (asked && state.variables[ANSWER_VARIABLE] !== CONFIRM_KEY) return { state: "failed", why: "not_confirmed" };
  return outcome === "failed" ? { state: "failed", why: "failed" } : { state: "ended" };
}
