import { z } from "zod";
import type { Registry, Resume, ResumeBody } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { advance } from "../run/advance";
import { isTerminal, type State } from "../run/state";
import { playbackSeconds } from "../simulate/playback";
import { later } from "../simulate/simulation";
import { type Work, WorkError } from "../work";
import { answerTo, type Given, type Unanswered } from "./answer";
import {
  type Answered,
  NotReproducible,
  type Question,
  questionAfter,
  type Recording,
  type Rerun,
  rerun,
  workOfOne,
} from "./recording";
import { firstDifference, type Visit, visitsOf } from "./visits";

/**
 * What a draft makes of a recorded interaction. `same`: the same steps by the same exits to the same end. `other`: another way from
 * the visit `at` on (from 0). `unknown`: the same way up to `at`, where the draft asks what the recording has no answer for.
 */
export type Verdict = (
  | { is: "same" }
  | { is: "other"; at: number }
  | { is: "unknown"; at: number; why: Unanswered }
) & {
  recorded: Visit[];
  /** The draft's way, as far as the recording has answers. */
  drafted: Visit[];
  /** Why the draft's way ends before its end; null where it comes to it. */
  stopped: Unanswered | null;
};

/** Bursts of one run; a step that asks for ever would else never end. */
const MOST_ANSWERS = 5000;

/**
 * Executes a recorded interaction through `draft`: its resumes, the answers of ports, the clock and what contact and agents did. Pure,
 * and nothing is called. `version` is the definition that the interaction ran, `whole` the work that this run is part of; throws a
 * WorkError where that has none left.
 */
export function backtest(
  registry: Registry,
  version: FlowDefinition,
  draft: FlowDefinition,
  recording: Recording,
  whole: Work | null = null,
): Verdict {
  const recorded = visitsOf(recording.rows.flatMap(({ events }) => events));
  const unknown = (why: Unanswered): Verdict => ({ is: "unknown", at: 0, why, recorded, drafted: [], stopped: why });
  let before: Rerun;
  try {
    before = rerun(registry, version, recording, whole);
  } catch (error) {
    if (error instanceof NotReproducible) return unknown("not_reproducible");
    if (error instanceof WorkError && error.work !== whole) return unknown("too_much_work");
    throw error;
  }
  if (takesMore(version, draft)) return unknown("new_argument");
  const { drafted, stopped, state } = run(registry, draft, recording, before.answers, whole);
  const at = firstDifference(recorded, drafted, stopped === null);
  const told = { recorded, drafted, stopped };
  if (at !== null) return { is: "other", at, ...told };
  if (stopped !== null) return { is: "unknown", at: Math.max(0, drafted.length - 1), why: stopped, ...told };
  const { status, outcome } = before.state;
  const sameEnd = state?.status === status && state.outcome === outcome;
  return sameEnd ? { is: "same", ...told } : { is: "other", at: recorded.length, ...told };
}

type Run = { drafted: Visit[]; stopped: Unanswered | null; state: State | null };

/** The arguments in the config of any trigger component. */
const trigger = z.object({ arguments: z.array(z.object({ name: z.string() })).default([]) });
const argumentsOf = ({ steps, start }: FlowDefinition) =>
  (trigger.safeParse(steps[start]?.config ?? {}).data?.arguments ?? []).map(({ name }) => name);

/** Whether the draft takes an argument that requests for the version did not have. */
function takesMore(version: FlowDefinition, draft: FlowDefinition): boolean {
  const known = new Set(argumentsOf(version));
  return argumentsOf(draft).some((name) => !known.has(name));
}

function run(
  registry: Registry,
  draft: FlowDefinition,
  recording: Recording,
  answers: readonly Answered[],
  whole: Work | null,
): Run {
  const work = workOfOne(whole);
  const visits = new Map<number, Visit>();
  const ended = (stopped: Unanswered | null): Run => ({ drafted: [...visits.values()], stopped, state });
  let state: State | null = null;
  let question: Question | null = null;
  let resume: Resume | undefined = recording.rows[0]?.resume;
  let next = 0;
  try {
    for (let taken = 0; resume && taken < MOST_ANSWERS; taken += 1) {
      const advanced = advance(registry, draft, state, resume, work);
      if (!advanced.applied) return ended("other_kind");
      state = advanced.state;
      for (const event of advanced.events) {
        if (event.event === "step_entered")
          visits.set(event.visit, { step: event.step, component: event.component, exit: null });
        const left = event.event === "step_left" ? visits.get(event.visit) : undefined;
        if (left && event.event === "step_left") left.exit = event.exit;
      }
      question = questionAfter(advanced, question, resume.at);
      if (isTerminal(state) || !question) return ended(null);
      const found = findAnswer(question, answers, next, recording);
      if ("unanswered" in found) return ended(found.unanswered);
      next = found.next;
      resume = { at: later(question.at, found.seconds), ...found.resume };
    }
  } catch (error) {
    if (!(error instanceof WorkError) || error.work === whole) throw error;
  }
  return ended("too_much_work");
}

type Found = (Given & { next: number }) | { unanswered: Unanswered };

/** The answer to a question: the first of the recording's, from `next` on, that the same step got; of a message and of the clock it is known without. */
function findAnswer(question: Question, answers: readonly Answered[], next: number, recording: Recording): Found {
  const at = answers.findIndex((answer, index) => index >= next && answer.question.step === question.step);
  const answered = answers[at];
  if (!answered) {
    const known = knownWithout(question);
    return known ? { ...known, next } : { unanswered: "asks_anew" };
  }
  const answer = answerTo(question, answered, recording);
  return "unanswered" in answer ? answer : { ...answer, next: at + 1 };
}

/** A message is heard to its end, and time goes by, whatever was recorded. */
function knownWithout({ wait, verbs, seconds }: Question): { resume: ResumeBody; seconds: number } | null {
  if (wait === "prompt") return { resume: { kind: "prompt_finished" }, seconds: playbackSeconds(verbs) };
  return wait === "time" ? { resume: { kind: "timer" }, seconds } : null;
}
