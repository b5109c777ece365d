import type { ResumeBody, WaitFor } from "@/engine/contract";
import { isTerminal, type State } from "@/engine/run/state";
import { turnAddresses } from "../../ports/addresses";
import type { AttemptPatch } from "../../ports/attempt";
import { isGivenUp, isInDoubt } from "../../ports/attempt-status";
import { INLINE_WAIT_MS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Document, Snapshot } from "../../ports/interaction";
import type { CallMessage, VoiceAdapter } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { DOCUMENT_BROKEN, orBroken } from "../broken";
import { burst, type Decision, isPresentCall } from "../burst";
import { isJoined, needsLegReport, presentForward } from "../joined";
import { resolvePrompts } from "../resolve-prompts";
import type { Runtime } from "../runtime";

/** The carrier's first request for a document, or its request for the one after a turn's document has ended. */
export type DocumentRequest =
  | { token: string; at: "answer" }
  /** `part`: not 0 where the carrier asks for a further part of the present document. `fetched`: it was told to ask. */
  | {
      token: string;
      at: "next" | "forward";
      visit: number;
      turn: number;
      tries: number;
      part: number;
      fetched: boolean;
    };

/** The request after a forward can come before the last status callback of its leg, so the caller is held up to this often, a second each. */
const LEG_TRIES = 2;
/** A call that has come by itself while it is being fetched is held so often: else what it is given would be cut off and begin twice. */
const FETCH_TRIES = 3;
const HOLD_SECONDS = 1;

/**
 * Answers a carrier's request for the next document. The first input for a turn advances the interaction; a redelivery gets the
 * stored answer, a request for an earlier turn the current document, and a call that is not the interaction's present one hangs up.
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
  const noTurn = turnAddresses(runtime.publicUrl, carrier, request.token, { visit: 0, turn: 0 });
  const hangUp = () => adapter.render([{ verb: "hang_up" }], noTurn);
  const render = async (document: Document, flowVersion: string, part = 0) => {
    const here = turnAddresses(runtime.publicUrl, carrier, request.token, document);
    const verbs = await resolvePrompts(runtime, account, flowVersion, document.verbs);
    return orBroken(DOCUMENT_BROKEN, () => adapter.render(verbs, here, part));
  };
  // A burst without a document has ended the interaction, or waits for a port or a moment: then the caller is held.
  const renderNew = (document: Document | null, state: State, flowVersion: string) => {
    if (document) return render(document, flowVersion);
    return isTerminal(state) ? hangUp() : hold(state);
  };
  const hold = (state: State) => {
    const here = { visit: state.cursor?.visit ?? 0, turn: state.turn };
    return adapter.renderHold(HOLD_SECONDS, turnAddresses(runtime.publicUrl, carrier, request.token, here).next);
  };

  let fixedAnswer: string | null = null;
  const decide = async (snapshot: Snapshot): Promise<Decision> => {
    fixedAnswer = null;
    const answer = (text: string): Decision => {
      fixedAnswer = text;
      return { do: "leave" };
    };
    if (!isOwnCall(snapshot, message, carrier)) return answer(hangUp());
    if (snapshot.applied) return answer(snapshot.answer ?? hangUp());
    if (isTerminal(snapshot.state)) return answer(hangUp());
    if (waitsWithoutDocument(snapshot.state)) return answer(hold(snapshot.state));
    if (!asksForPresentTurn(snapshot, request)) {
      const { document, flowVersion } = snapshot;
      return answer(document ? await render(document, flowVersion) : hangUp());
    }
    if (request.at === "next" && request.part > 0 && snapshot.document)
      return answer(await render(snapshot.document, snapshot.flowVersion, request.part));
    if (isBeingFetched(snapshot.state, request))
      return answer(adapter.renderHold(HOLD_SECONDS, holdAddress(runtime, carrier, request, message)));
    const resume = resumeOf(adapter, snapshot, request, message);
    if (resume === "hold") {
      return answer(adapter.renderHold(HOLD_SECONDS, holdAddress(runtime, carrier, request, message)));
    }
    const patch = request.at === "answer" && snapshot.attempt ? answered(snapshot.attempt.id, message) : undefined;
    return { do: "resume", resumes: [resume], ...(patch ? { patch } : {}) };
  };

  const answering = {
    inputKey: key,
    until: performance.now() + INLINE_WAIT_MS,
    fallback: adapter.renderFallback,
    render: renderNew,
  };
  const by = needsLegs(request, message) ? { token: request.token } : { token: request.token, call: message.callId };
  const result = await burst(runtime, account, by, key, decide, answering);
  return fixedAnswer ?? (await result?.later) ?? result?.answer ?? hangUp();
}

/** A live call whose flow waits for a port or a moment, so that it has no document for the caller yet. */
function waitsWithoutDocument({ wait, call }: State): boolean {
  return call.phase === "live" && (wait?.for === "port" || wait?.for === "time");
}

function isBeingFetched({ wait }: State, request: DocumentRequest): boolean {
  return request.at === "next" && wait?.fetches === true && !request.fetched && request.tries < FETCH_TRIES;
}

/** True for the call of the interaction's present attempt. False for a second call on the attempt, and once the attempt is given up. */
export function isOwnCall(snapshot: Snapshot, message: CallMessage, carrier: string): boolean {
  const { attempt } = snapshot;
  if (!attempt || attempt.carrier_id !== carrier || !isPresentCall(snapshot)) return false;
  if (attempt.call_id === null) return isInDoubt(attempt.status);
  return attempt.call_id === message.callId && !isGivenUp(attempt.status);
}

function asksForPresentTurn({ state, attempt }: Snapshot, request: DocumentRequest): boolean {
  if (request.at === "answer") return attempt !== null && awaitsDial(state, attempt);
  return request.turn === state.turn && request.visit === state.cursor?.visit;
}

/** What an attempt becomes when its call asks for something to say. */
export function answered(id: string, { callId, answeredBy }: CallMessage): AttemptPatch {
  return {
    id,
    call_id: callId,
    status: "placed",
    call_status: "in_progress",
    answered: true,
    ...(answeredBy ? { answered_by: answeredBy } : {}),
  };
}

function resumeOf(
  adapter: VoiceAdapter,
  snapshot: Snapshot,
  request: DocumentRequest,
  message: CallMessage,
): ResumeBody | "hold" {
  if (request.at === "answer")
    return { kind: "call_answered", answered_by: message.answeredBy ?? "unknown", ...saysMore(message) };
  if (request.at === "forward" && snapshot.state.wait?.for === "callback")
    return { kind: "callback_ended", result: "finished", contact_live: message.status === "in_progress" };
  if (request.at === "forward") return forwardEnded(adapter, snapshot, request.tries, message);
  if (!ASKS.has(snapshot.state.wait?.for)) return { kind: "prompt_finished" };
  const { digits, speech, confidence, finishedOnKey } = message;
  const { position } = snapshot.attempt ?? {};
  const place = position === undefined ? {} : { position };
  return { kind: "input_received", digits, speech, confidence, finished_on_key: finishedOnKey, ...place };
}

/** Waits in which the contact may press a key. */
const ASKS: ReadonlySet<WaitFor | undefined> = new Set<WaitFor>(["input", "agents", "handover"]);

/** What the carrier's detection says beyond person or machine. */
function saysMore({ detected }: CallMessage): { detected?: "machine_ended" | "fax" } {
  return detected === "machine_ended" || detected === "fax" ? { detected } : {};
}

function forwardEnded(
  adapter: VoiceAdapter,
  snapshot: Snapshot,
  tries: number,
  message: CallMessage,
): ResumeBody | "hold" {
  const { legs, state } = snapshot;
  const contact_live = message.status === "in_progress";
  const report = message.forward ?? { status: null, callId: null, bridged: null, seconds: null };
  const { status, callId } = report;
  const forward = presentForward(snapshot);
  const leg = legs.find((known) => (callId ? known.call_id === callId : known.turn === state.turn));
  if (isJoined(forward, leg, report)) return { kind: "forward_ended", result: "answered", contact_live };
  if (!contact_live) return { kind: "hung_up", joined: false };
  if (tries < LEG_TRIES && needsLegReport(forward, leg, report)) return "hold";
  const { result, fault } = adapter.classifyForward(status, leg?.sip_code ?? null);
  return { kind: "forward_ended", result, contact_live, ...(fault ? { error: fault } : {}) };
}

/** True where the answer depends on the agent's leg: a forward has ended and the carrier does not say that the two were joined. */
function needsLegs({ at }: DocumentRequest, { forward }: CallMessage): boolean {
  return at === "forward" && !forward?.bridged;
}

function holdAddress(runtime: Runtime, carrier: string, request: DocumentRequest, message: CallMessage): string {
  if (request.at === "answer") throw new Error("The first request of a call is not held.");
  const address = turnAddresses(runtime.publicUrl, carrier, request.token, request)[request.at];
  const { status, callId } = message.forward ?? {};
  const query = new URLSearchParams({
    tries: String(request.tries + 1),
    // None is empty: what stands between could write it otherwise, and break the signature.
    ...(status ? { status } : {}),
    ...(callId ? { leg: callId } : {}),
  });
  return `${address}?${query}`;
}
