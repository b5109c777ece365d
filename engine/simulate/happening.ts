import type { DialResult, Effect, Fault, Forward, Gather, ResumeBody, Verb } from "../contract";
import type { Choice } from "./choice";
import { playbackSeconds, pressed } from "./playback";
import { type Simulation, secondsBetween } from "./simulation";

/** What a choice comes to: so many seconds from now, these resumes; `joined` if contact and agent now talk. */
export type Happening = { seconds: number; resumes: ResumeBody[]; joined?: true };

/** How long things usually take, in seconds, where a choice does not say: near the sandbox carrier's demo phones. */
const USUAL = {
  answers: 2,
  agent_answers: 3,
  accepts: 8,
  machine: 4,
  declines: 3,
  refused: 1,
  reaction: 1,
  talk: 60,
  result: 1,
};
/** What the machine detector takes to make up its mind. */
const DETECTION = { human: 2, machine: 4 };
const CONFIDENCE = 0.9;
/** How long an agent is waited for who has heard the whisper, as the adapter has it. */
const ACCEPT_SECONDS = 10;
const NO_GATHER: Gather = {
  verb: "gather",
  input: "digits_or_speech",
  prompt: [],
  timeout_seconds: 5,
  finish_key: "",
};

type EffectOf<Name extends Effect["effect"]> = Extract<Effect, { effect: Name }>;

/** The last effect of a kind: what the interaction waits for. */
export function lastEffect<Name extends Effect["effect"]>({ effects }: Simulation, name: Name): EffectOf<Name> | null {
  return (effects.findLast(({ effect }) => effect === name) as EffectOf<Name> | undefined) ?? null;
}

/** What the caller hears now; nothing once another step has begun without a word. */
function present({ heard, state }: Simulation): { verbs: readonly Verb[]; at: string } | null {
  const last = heard.at(-1);
  return last && last.visit === state.cursor?.visit ? last : null;
}

export function presentGather(simulation: Simulation): Gather {
  return present(simulation)?.verbs.find((verb): verb is Gather => verb.verb === "gather") ?? NO_GATHER;
}

export function presentForward(simulation: Simulation): Forward | null {
  return present(simulation)?.verbs.find((verb): verb is Forward => verb.verb === "forward") ?? null;
}

/** Seconds until what the caller hears is over. */
function untilHeard(simulation: Simulation): number {
  const document = present(simulation);
  if (!document) return 0;
  return Math.max(0, playbackSeconds(document.verbs) - secondsBetween(document.at, simulation.now));
}

/** What a choice comes to where the simulation stands, as the carrier would report it. */
export function happening(simulation: Simulation, choice: Choice): Happening {
  switch (choice.does) {
    case "listens":
      return { seconds: untilHeard(simulation), resumes: [{ kind: "prompt_finished" }] };
    case "hangs_up":
      return hangsUp(simulation, choice);
    case "presses":
    case "says":
    case "stays_silent":
      return input(simulation, choice);
    case "result":
      return {
        seconds: choice.after ?? USUAL.result,
        resumes: [{ kind: "port_answered", result: { ok: true, value: structuredClone(choice.result) } }],
      };
    case "refuses": {
      const { code } = choice;
      const result = { ok: false, code, message: "It reports an error." } as const;
      return { seconds: choice.after ?? USUAL.result, resumes: [{ kind: "port_answered", result }] };
    }
    case "no_agent":
      return { seconds: USUAL.refused, resumes: [{ kind: "callback_ended", result: "no_match" }] };
    case "no_result":
    case "waits":
      return { seconds: untilDeadline(simulation), resumes: [{ kind: "timer" }] };
    default:
      return choice.who === "agent" ? rungAgent(simulation, choice) : rungCustomer(simulation, choice);
  }
}

type Rung = Extract<
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

function rungCustomer(simulation: Simulation, choice: Rung): Happening {
  const dial = lastEffect(simulation, "dial");
  const detects = dial?.detect_machine ?? false;
  const machine = choice.does === "machine";
  const { seconds, result } = ringing(choice, dial?.ring_seconds ?? 0, USUAL.answers);
  if (result !== "answered") return { seconds, resumes: [{ kind: "dial_ended", ...ended(result) }] };
  const answered_by = detects ? (machine ? "machine" : "human") : "unknown";
  const detection = detects ? DETECTION[machine ? "machine" : "human"] : 0;
  return { seconds: seconds + detection, resumes: [{ kind: "call_answered", answered_by }] };
}

function rungAgent(simulation: Simulation, choice: Rung): Happening {
  if (simulation.state.wait?.for === "callback") return accepts(choice);
  const forward = presentForward(simulation);
  const { seconds, result } = ringing(choice, forward?.ring_seconds ?? 0, USUAL.agent_answers);
  const whispered = seconds + playbackSeconds(forward?.whisper ?? []);
  if (choice.does === "does_not_accept" && result === "answered") {
    const ended = { kind: "forward_ended", result: "no_answer", contact_live: true } as const;
    return { seconds: whispered + ACCEPT_SECONDS, resumes: [ended] };
  }
  const pressing = forward?.accept_key === undefined ? 0 : USUAL.reaction;
  if (result === "answered") return { seconds: whispered + pressing, resumes: [], joined: true };
  const { result: known, ...rest } = ended(result);
  const end = known === "busy" ? "no_answer" : known;
  return { seconds, resumes: [{ kind: "forward_ended", result: end, contact_live: true, ...rest }] };
}

/** Whoever is rung for a callback answers and presses the key. */
function accepts(choice: Rung): Happening {
  const seconds = ("after" in choice ? choice.after : undefined) ?? USUAL.accepts;
  return { seconds, resumes: [{ kind: "callback_progress", what: "accepted", room: "simulation" }] };
}

/** A phone rings no longer than its limit: who would pick up later does not. */
function ringing(
  choice: Rung,
  limit: number,
  usual: number,
): { seconds: number; result: DialResult | "answered" | "failed" } {
  const { does } = choice;
  if (does === "answers" || does === "does_not_accept" || does === "machine" || does === "declines") {
    const standard = does === "machine" || does === "declines" ? USUAL[does] : usual;
    const seconds = choice.after ?? Math.min(standard, Math.max(0, limit - 1));
    if (seconds >= limit) return { seconds: limit, result: "no_answer" };
    return { seconds, result: does === "declines" ? "busy" : "answered" };
  }
  if (does === "no_answer") return { seconds: limit, result: "no_answer" };
  if (does === "carrier_error") return { seconds: USUAL.refused, result: "failed" };
  return { seconds: USUAL.refused, result: does };
}

function ended(result: DialResult): { result: DialResult; error?: Fault } {
  if (result !== "failed") return { result };
  return { result, error: { code: "carrier_fault", message: "The carrier could not complete the call." } };
}

function hangsUp({ agent, state }: Simulation, { who, after }: Extract<Choice, { does: "hangs_up" }>): Happening {
  const talking = agent?.phase === "live" && state.call.phase === "live";
  const seconds = after ?? (talking ? USUAL.talk : USUAL.reaction);
  if (who === "agent" && state.wait?.for === "callback") {
    const left = { kind: "callback_progress", what: "agent_left" } as const;
    const finished = { kind: "callback_ended", result: "finished", contact_live: true } as const;
    return { seconds, resumes: [talking ? finished : left] };
  }
  if (who === "agent") {
    return { seconds, resumes: [{ kind: "forward_ended", result: "answered", contact_live: true }] };
  }
  return { seconds, resumes: [{ kind: "hung_up", joined: talking }] };
}

function input(
  simulation: Simulation,
  choice: Extract<Choice, { does: "presses" | "says" | "stays_silent" }>,
): Happening {
  const gather = presentGather(simulation);
  const reacts = (choice.does === "stays_silent" ? undefined : choice.after) ?? untilHeard(simulation);
  const nothing = { digits: "", speech: "", confidence: null, finished_on_key: false };
  if (choice.does === "presses") {
    const { seconds, ...keys } = pressed(gather, choice.digits);
    const came = reacts + (choice.after === undefined ? USUAL.reaction : 0);
    return { seconds: came + seconds, resumes: [{ kind: "input_received", ...nothing, ...keys }] };
  }
  const seconds = reacts + gather.timeout_seconds;
  if (choice.does === "stays_silent") return { seconds, resumes: [{ kind: "input_received", ...nothing }] };
  const spoken = { speech: choice.text, confidence: choice.confidence ?? CONFIDENCE };
  return { seconds, resumes: [{ kind: "input_received", ...nothing, ...spoken }] };
}

function untilDeadline({ state, now }: Simulation): number {
  return state.wait ? Math.max(0, secondsBetween(now, state.wait.deadline)) : 0;
}
