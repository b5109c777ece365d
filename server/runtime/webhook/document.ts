import type { ResumeBody } from "@/engine/contract";
import { isTerminal, type State } from "@/engine/run/state";
import { turnAddresses } from "../../ports/addresses";
import { isGivenUp, isInDoubt } from "../../ports/attempt-status";
import { INLINE_WAIT_MS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { AttemptPatch, Document, Snapshot } from "../../ports/store";
import type { CallMessage, VoiceAdapter } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { burst, type Decision, isPresentCall } from "../burst";
import { isJoined, presentForward } from "../joined";
import { resolvePrompts } from "../resolve-prompts";
import type { Runtime } from "../runtime";

/** Where in the call the carrier stands: at its first fetch, or back from a turn's document. */
export type DocumentRequest =
  | { token: string; at: "answer" }
  | { token: string; at: "next" | "forward"; visit: number; turn: number; tries: number };

/** The forward's action can come before its leg's own last word: the caller is held this often, a second each. */
const LEG_TRIES = 2;
const HOLD_SECONDS = 1;

/**
 * Answers a carrier that asks what to do next. The first input for a turn wins; a redelivery gets the stored answer,
 * an older turn the current document, and whatever should no longer be talking to us is told to hang up.
 */
export async function answerDocument(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  request: DocumentRequest,
  message: CallMessage,
): Promise<string> {
  const key = request.at === "answer" ? `answer:${request.token.slice(-8)}` : `turn:${request.visit}.${request.turn}`;
  const nowhere = turnAddresses(runtime.publicUrl, carrier, request.token, { visit: 0, turn: 0 });
  const hangUp = () => adapter.render([{ verb: "hang_up" }], nowhere);
  const render = async (document: Document, flowVersion: string) => {
    const here = turnAddresses(runtime.publicUrl, carrier, request.token, document);
    return adapter.render(await resolvePrompts(runtime, account, flowVersion, document.verbs), here);
  };
  // A burst without a document: the interaction is over, or waits for something that has nothing to say to the caller.
  const renderNew = (document: Document | null, state: State, flowVersion: string) => {
    if (document) return render(document, flowVersion);
    return isTerminal(state) ? hangUp() : hold(state);
  };
  const hold = (state: State) => {
    const here = { visit: state.cursor?.visit ?? 0, turn: state.turn };
    return adapter.renderHold(HOLD_SECONDS, turnAddresses(runtime.publicUrl, carrier, request.token, here).next);
  };

  let fixed: string | null = null;
  const decide = async (snapshot: Snapshot): Promise<Decision> => {
    fixed = null;
    const answer = (text: string): Decision => {
      fixed = text;
      return { do: "leave" };
    };
    if (!belongs(snapshot, message, carrier)) return answer(hangUp());
    if (snapshot.applied) return answer(snapshot.answer ?? hangUp());
    if (isTerminal(snapshot.state)) return answer(hangUp());
    if (hasNoWord(snapshot.state)) return answer(hold(snapshot.state));
    if (!isCurrent(snapshot, request)) {
      const { document, flowVersion } = snapshot;
      return answer(document ? await render(document, flowVersion) : hangUp());
    }
    const meaning = meaningOf(adapter, snapshot, request, message);
    if (meaning === "hold") {
      return answer(adapter.renderHold(HOLD_SECONDS, holdAddress(runtime, carrier, request, message)));
    }
    const patch = request.at === "answer" && snapshot.attempt ? answered(snapshot.attempt.id, message) : undefined;
    return { do: "resume", resumes: [meaning], ...(patch ? { patch } : {}) };
  };

  const answering = { inputKey: key, until: performance.now() + INLINE_WAIT_MS, render: renderNew };
  const by = legsMatter(request, message) ? { token: request.token } : { token: request.token, call: message.callId };
  const result = await burst(runtime, account, by, key, decide, answering);
  return fixed ?? (await result?.later) ?? result?.answer ?? hangUp();
}

/** The flow is busy elsewhere, and has nothing to say to a caller yet. */
function hasNoWord({ wait, call }: State): boolean {
  return call.phase === "live" && (wait?.for === "port" || wait?.for === "time");
}

/** The attempt is alive and the call is the attempt's own: a second call on one attempt hears nothing but hang-up. */
function belongs(snapshot: Snapshot, message: CallMessage, carrier: string): boolean {
  const { attempt } = snapshot;
  if (!attempt || attempt.carrier_id !== carrier || !isPresentCall(snapshot)) return false;
  if (attempt.call_id === null) return isInDoubt(attempt.status);
  return attempt.call_id === message.callId && !isGivenUp(attempt.status);
}

function isCurrent({ state, attempt }: Snapshot, request: DocumentRequest): boolean {
  if (request.at === "answer") return attempt !== null && awaitsDial(state, attempt.visit);
  return request.turn === state.turn && request.visit === state.cursor?.visit;
}

function answered(id: string, { callId, answeredBy }: CallMessage): AttemptPatch {
  return {
    id,
    call_id: callId,
    status: "placed",
    call_status: "in_progress",
    answered: true,
    ...(answeredBy ? { answered_by: answeredBy } : {}),
  };
}

function meaningOf(
  adapter: VoiceAdapter,
  snapshot: Snapshot,
  request: DocumentRequest,
  message: CallMessage,
): ResumeBody | "hold" {
  if (request.at === "answer") return { kind: "call_answered", answered_by: message.answeredBy ?? "unknown" };
  if (request.at === "forward" && snapshot.state.wait?.for === "callback")
    return { kind: "callback_ended", result: "finished", contact_live: message.status === "in_progress" };
  if (request.at === "forward") return forwardEnded(adapter, snapshot, request.tries, message);
  if (snapshot.state.wait?.for !== "input") return { kind: "prompt_finished" };
  const { digits, speech, confidence, finishedOnKey } = message;
  return { kind: "input_received", digits, speech, confidence, finished_on_key: finishedOnKey };
}

function forwardEnded(
  adapter: VoiceAdapter,
  snapshot: Snapshot,
  tries: number,
  message: CallMessage,
): ResumeBody | "hold" {
  const { legs, state } = snapshot;
  const contact_live = message.status === "in_progress";
  const { status, callId, bridged } = message.forward ?? { status: null, callId: null, bridged: null };
  const leg = legs.find((known) => (callId ? known.call_id === callId : known.turn === state.turn));
  if (isJoined(presentForward(snapshot), leg, bridged))
    return { kind: "forward_ended", result: "answered", contact_live };
  if (!contact_live) return { kind: "hung_up", joined: false };
  if (status === "failed" && !leg?.sip_code && tries < LEG_TRIES) return "hold";
  const { result, fault } = adapter.classifyForward(status, leg?.sip_code ?? null);
  return { kind: "forward_ended", result, contact_live, ...(fault ? { error: fault } : {}) };
}

/** Unless the carrier itself says that the two were joined, only the agent's leg tells how a forward ended. */
function legsMatter({ at }: DocumentRequest, { forward }: CallMessage): boolean {
  return at === "forward" && !forward?.bridged;
}

function holdAddress(runtime: Runtime, carrier: string, request: DocumentRequest, message: CallMessage): string {
  if (request.at === "answer") throw new Error("Only a forward is held.");
  const address = turnAddresses(runtime.publicUrl, carrier, request.token, request).forward;
  const query = new URLSearchParams({
    tries: String(request.tries + 1),
    status: message.forward?.status ?? "",
    leg: message.forward?.callId ?? "",
  });
  return `${address}?${query}`;
}
