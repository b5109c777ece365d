import { dequal } from "dequal";
import type { Effect, Registry, Resume, Verb, WaitFor } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { advance } from "../run/advance";
import type { Advance } from "../run/burst";
import type { EngineEvent, State } from "../run/state";
import { Work } from "../work";
import { type Visit, visitsOf } from "./visits";

/** One interaction that is over, as its log has it. */
export type Recording = {
  /** Its resumes, in order, with the events that each made. */
  rows: readonly { resume: Resume; events: readonly EngineEvent[] }[];
  /** How many seconds the contact's phone rang, until it was answered or gave up, by the visit of the step that dialled. */
  rang: ReadonlyMap<number, number>;
  /** When an agent's phone was answered (ISO 8601), by the turn of the document that forwarded. */
  agentAnswered: ReadonlyMap<number, string>;
};

/** What an interaction waits for, and what its step asked: of the contact, an agent, a port or the clock. */
export type Question = {
  step: string;
  visit: number;
  turn: number;
  /** When it was asked, ISO 8601. */
  at: string;
  wait: WaitFor;
  /** Seconds until the wait is over by itself. */
  seconds: number;
  call: State["call"]["phase"];
  verbs: readonly Verb[];
  effects: readonly Effect[];
};

/** A question of a recording with what came of it. `seconds`: from the question to the resume. */
export type Answered = { question: Question; resume: Resume; seconds: number };

/** A recording as its own version runs it again. `documents`: what each row gave the contact's call; null where the present one stayed. */
export type Rerun = { visits: Visit[]; answers: Answered[]; documents: (Verb[] | null)[]; state: State };

/** The recording cannot be run again: its person was erased, or Patchcord itself has changed since. */
export class NotReproducible extends Error {}

const TOO_MUCH_WORK = `The flow needs more than ${LIMITS.script_work} units of work.`;

/** The work that one interaction's run may take, as a part of `whole`. */
export const workOfOne = (whole: Work | null) => new Work(LIMITS.script_work, TOO_MUCH_WORK, whole);

/** Runs a recording again through the version that made it, for the questions to which its resumes were the answers. Throws NotReproducible. */
export function rerun(
  registry: Registry,
  version: FlowDefinition,
  { rows }: Recording,
  whole: Work | null = null,
): Rerun {
  if (wasErased(rows)) throw new NotReproducible("A person was erased from the recording.");
  const work = workOfOne(whole);
  const answers: Answered[] = [];
  const documents: Rerun["documents"] = [];
  let state: State | null = null;
  let question: Question | null = null;
  for (const { resume, events } of rows) {
    if (question) answers.push({ question, resume, seconds: secondsBetween(question.at, resume.at) });
    const advanced: Advance = advance(registry, version, state, resume, work);
    if (!dequal(visitsOf(advanced.events), visitsOf(events)))
      throw new NotReproducible("The recording does not run as it did.");
    state = advanced.state;
    documents.push(advanced.verbs ?? null);
    question = questionAfter(advanced, question, resume.at);
  }
  if (!state) throw new NotReproducible("The recording is empty.");
  return { visits: visitsOf(rows.flatMap(({ events }) => events)), answers, documents, state };
}

/** Whether the texts of a log were erased with the person it was about: then it has no request any more, and runs no more. */
function wasErased(rows: readonly { resume: Resume }[]): boolean {
  const started = rows[0]?.resume;
  return started?.kind !== "started" || started.arguments === undefined;
}

/** What is asked once a burst is over; null where the interaction is. A burst that asked nothing anew leaves the question as it was. */
export function questionAfter(advanced: Advance, before: Question | null, at: string): Question | null {
  const { state, verbs, effects, events } = advanced;
  const { cursor, wait } = state;
  if (!cursor || !wait) return null;
  const stays = before?.visit === cursor.visit && !verbs && effects.length === 0 && events.length === 0;
  if (stays) return { ...before, at };
  return {
    ...{ step: cursor.step, visit: cursor.visit, turn: state.turn, at },
    ...{ wait: wait.for, seconds: secondsBetween(at, wait.deadline), call: state.call.phase },
    ...{ verbs: verbs ?? [], effects },
  };
}

export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
