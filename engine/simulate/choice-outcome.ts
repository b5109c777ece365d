import type { DialResult, Fault, ResumeBody } from "../contract";
import type { Choice } from "./choice";
import { currentDocument, currentForward, currentGather, lastEffect } from "./current-document";
import { digitEntry, playbackSeconds } from "./playback";
import { later, type Simulation, secondsBetween } from "./simulation";

/** What a choice does: after `seconds` the carrier (or a port, or the clock) reports `resumes`. `joined`: contact and agent then talk. */
export type ChoiceOutcome = { seconds: number; resumes: ResumeBody[]; joined?: true };

/** How long each thing takes where a choice does not say; close to the sandbox carrier's demo phones. */
const USUAL_SECONDS = {
  answers: 2,
  agent_answers: 3,
  accepts: 8,
  rung_in_vain: 30,
  machine: 4,
  declines: 3,
  refused: 1,
  reaction: 1,
  talk: 60,
  result: 1,
  fetched: 1,
};
/** How long the carrier's machine detection takes. */
const DETECTION_SECONDS = { human: 2, machine: 4 };
const CONFIDENCE = 0.9;
/** How long the carrier adapters wait for the accept key after the whisper. */
const ACCEPT_SECONDS = 10;

/** Seconds until the current document has been played. */
function secondsUntilPlayed(simulation: Simulation): number {
  const document = currentDocument(simulation);
  if (!document) return 0;
  return Math.max(0, playbackSeconds(document.verbs) - secondsBetween(document.at, simulation.now));
}

/** The contact does not hear the document to its end: the carrier was told to ask for the next one. */
function isFetched({ effects, documents }: Simulation): boolean {
  const last = effects.at(-1);
  return last?.effect === "fetch_contact" && last.at >= (documents.at(-1)?.at ?? last.at);
}

/** What `choice` does where the simulation stands, in the resumes that the runtime would get for it. */
export function choiceOutcome(simulation: Simulation, choice: Choice): ChoiceOutcome {
  switch (choice.does) {
    case "listens":
      return {
        seconds: isFetched(simulation) ? USUAL_SECONDS.fetched : secondsUntilPlayed(simulation),
        resumes: [{ kind: "prompt_finished" }],
      };
    case "hangs_up":
      return hangUpOutcome(simulation, choice);
    case "presses":
    case "says":
    case "stays_silent":
      return inputOutcome(simulation, choice);
    case "result":
      return {
        seconds: choice.after ?? USUAL_SECONDS.result,
        resumes: [{ kind: "port_answered", result: { ok: true, value: structuredClone(choice.result) } }],
      };
    case "refuses": {
      const { code, value } = choice;
      if (looksForAgent(simulation)) {
        const error = { code, message: "No agent of the ring group may be called." };
        return { seconds: USUAL_SECONDS.refused, resumes: [{ kind: "callback_ended", result: "failed", error }] };
      }
      const known = value === undefined ? {} : { value: structuredClone(value) };
      const result = { ok: false, code, message: "It reports an error.", ...known } as const;
      return { seconds: choice.after ?? USUAL_SECONDS.result, resumes: [{ kind: "port_answered", result }] };
    }
    case "no_agent":
    case "closed": {
      const result = choice.does === "closed" ? "outside_hours" : "no_match";
      return { seconds: USUAL_SECONDS.refused, resumes: [{ kind: "callback_ended", result }] };
    }
    case "no_result":
    case "waits":
      return { seconds: secondsUntilDeadline(simulation), resumes: [{ kind: "timer" }] };
    default:
      return choice.who === "agent" ? agentDialOutcome(simulation, choice) : customerDialOutcome(simulation, choice);
  }
}

type DialledPartyChoice = Extract<
  Choice,
  {
    does:
      | "answers"
      | "does_not_accept"
      | "machine"
      | "busy"
      | "declines"
      | "no_answer"
      | "invalid_number"
      | "carrier_error";
  }
>;

function customerDialOutcome(simulation: Simulation, choice: DialledPartyChoice): ChoiceOutcome {
  const dial = lastEffect(simulation, "dial");
  const detects = dial?.detect_machine ?? false;
  const machine = choice.does === "machine";
  const { seconds, result, ...more } = ringOutcome(choice, dial?.ring_seconds ?? 0, USUAL_SECONDS.answers);
  if (result !== "answered")
    return { seconds, resumes: [{ kind: "dial_ended", ...dialEnded(result, choice), ...more }] };
  const answered_by = detects ? (machine ? "machine" : "human") : "unknown";
  const detection = detects ? DETECTION_SECONDS[machine ? "machine" : "human"] : 0;
  return { seconds: seconds + detection, resumes: [{ kind: "call_answered", answered_by }] };
}

function agentDialOutcome(simulation: Simulation, choice: DialledPartyChoice): ChoiceOutcome {
  if (looksForAgent(simulation)) return acceptOutcome(simulation, choice);
  const forward = currentForward(simulation);
  const { seconds, result } = ringOutcome(choice, forward?.ring_seconds ?? 0, USUAL_SECONDS.agent_answers);
  const whispered = seconds + playbackSeconds(forward?.whisper ?? []);
  if (choice.does === "does_not_accept" && result === "answered") {
    const dialEnd = { kind: "forward_ended", result: "no_answer", contact_live: true } as const;
    return { seconds: whispered + ACCEPT_SECONDS, resumes: [dialEnd] };
  }
  const pressing = forward?.accept_key === undefined ? 0 : USUAL_SECONDS.reaction;
  if (result === "answered") return { seconds: whispered + pressing, resumes: [], joined: true };
  const { result: known, ...rest } = dialEnded(result, choice);
  const end = known === "busy" ? "no_answer" : known;
  return { seconds, resumes: [{ kind: "forward_ended", result: end, contact_live: true, ...rest }] };
}

/** Agents of a ring group are rung: for a callback, or while the contact waits on the line. */
const looksForAgent = ({ state }: Simulation): boolean =>
  state.wait?.for === "callback" || state.wait?.for === "agents";

/** An agent of a ring group answers and presses the accept key, or everybody was rung in vain. */
function acceptOutcome(simulation: Simulation, choice: DialledPartyChoice): ChoiceOutcome {
  const { effects, now, state } = simulation;
  if (state.wait?.for === "agents" && choice.does !== "answers") {
    const seconds = Math.min(USUAL_SECONDS.rung_in_vain, secondsUntilDeadline(simulation));
    return { seconds, resumes: [{ kind: "callback_ended", result: "no_answer" }] };
  }
  const requeued = effects.findLast(({ effect }) => effect === "requeue_callback");
  const begins = requeued?.effect === "requeue_callback" ? later(requeued.at, requeued.pause_seconds) : now;
  const pause = Math.max(0, secondsBetween(now, begins));
  const seconds = pause + (("after" in choice ? choice.after : undefined) ?? USUAL_SECONDS.accepts);
  return { seconds, resumes: [{ kind: "callback_progress", what: "accepted", room: "simulation" }] };
}

/** How ringing ends. A phone rings for `limit` seconds at most: whoever would answer later does not answer. */
function ringOutcome(
  choice: DialledPartyChoice,
  limit: number,
  usual: number,
): { seconds: number; result: DialResult | "answered" | "failed"; declined?: true } {
  const { does } = choice;
  if (does === "answers" || does === "does_not_accept" || does === "machine" || does === "declines") {
    const standard = does === "machine" || does === "declines" ? USUAL_SECONDS[does] : usual;
    const seconds = choice.after ?? Math.min(standard, Math.max(0, limit - 1));
    if (seconds >= limit) return { seconds: limit, result: "no_answer" };
    return does === "declines" ? { seconds, result: "busy", declined: true } : { seconds, result: "answered" };
  }
  if (does === "no_answer") return { seconds: limit, result: "no_answer" };
  if (does === "carrier_error") return { seconds: USUAL_SECONDS.refused, result: "failed" };
  return { seconds: USUAL_SECONDS.refused, result: does };
}

function dialEnded(result: DialResult, choice: DialledPartyChoice): { result: DialResult; error?: Fault } {
  if (result !== "failed") return { result };
  const code = ("code" in choice ? choice.code : undefined) ?? "carrier_fault";
  return { result, error: { code, message: "The carrier could not complete the call." } };
}

function hangUpOutcome(
  { agent, state }: Simulation,
  { who, after }: Extract<Choice, { does: "hangs_up" }>,
): ChoiceOutcome {
  const talking = agent?.phase === "live" && state.call.phase === "live";
  const seconds = after ?? (talking ? USUAL_SECONDS.talk : USUAL_SECONDS.reaction);
  if (who === "agent" && (state.wait?.for === "callback" || state.wait?.for === "handover")) {
    const left = { kind: "callback_progress", what: "agent_left" } as const;
    const finished = { kind: "callback_ended", result: "finished", contact_live: true } as const;
    return { seconds, resumes: [talking ? finished : left] };
  }
  if (who === "agent") {
    return { seconds, resumes: [{ kind: "forward_ended", result: "answered", contact_live: true }] };
  }
  // In a callback the contact is joined once its call has fetched the conference: not if it ends with the answer.
  const joined = talking && !(state.wait?.for === "callback" && seconds === 0);
  return { seconds, resumes: [{ kind: "hung_up", joined }] };
}

const asksForKeys = (simulation: Simulation): boolean =>
  currentDocument(simulation)?.verbs.some(({ verb }) => verb === "gather") === true;

const NO_INPUT = { digits: "", speech: "", confidence: null, finished_on_key: false };

function inputOutcome(
  simulation: Simulation,
  choice: Extract<Choice, { does: "presses" | "says" | "stays_silent" }>,
): ChoiceOutcome {
  const gather = currentGather(simulation);
  if (isFetched(simulation) && simulation.state.wait?.for === "handover")
    return { seconds: USUAL_SECONDS.fetched, resumes: [{ kind: "input_received", ...NO_INPUT }] };
  // Nobody else waits here: the contact is the next.
  const place = simulation.state.wait?.for === "agents" ? { position: 1 } : {};
  const reacts = (choice.does === "stays_silent" ? undefined : choice.after) ?? secondsUntilPlayed(simulation);
  if (choice.does === "presses") {
    const { seconds, ...keys } = digitEntry(gather, choice.digits);
    const came = reacts + (choice.after === undefined ? USUAL_SECONDS.reaction : 0);
    return { seconds: came + seconds, resumes: [{ kind: "input_received", ...NO_INPUT, ...keys, ...place }] };
  }
  // A hold that asks for no key is over once it has been played.
  if (simulation.state.wait?.for === "agents" && !asksForKeys(simulation))
    return { seconds: reacts, resumes: [{ kind: "input_received", ...NO_INPUT, ...place }] };
  const { timeout_seconds, pause_seconds = timeout_seconds } = gather;
  if (choice.does === "stays_silent")
    return { seconds: reacts + timeout_seconds, resumes: [{ kind: "input_received", ...NO_INPUT, ...place }] };
  const seconds = reacts + pause_seconds;
  const spoken = { speech: choice.text, confidence: choice.confidence ?? CONFIDENCE };
  return { seconds, resumes: [{ kind: "input_received", ...NO_INPUT, ...spoken }] };
}

function secondsUntilDeadline({ state, now }: Simulation): number {
  return state.wait ? Math.max(0, secondsBetween(now, state.wait.deadline)) : 0;
}
