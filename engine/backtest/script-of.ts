import type { Registry } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import type { Choice } from "../simulate/choice";
import { choicesOf } from "../simulate/choices-of-resume";
import type { FlowTest } from "../simulate/flow-test";
import type { Move } from "../simulate/run-script";
import { type Answered, type Recording, rerun, secondsBetween } from "./recording";

/** What a flow test needs to repeat a recorded interaction: its request, when it began, and what each party did in which step. */
export type RecordedScript = Pick<FlowTest, "arguments" | "started_at" | "seed" | "moves">;

/** The script of a recording. Throws NotReproducible where the version does not run it as it was recorded. */
export function scriptOfRecording(registry: Registry, version: FlowDefinition, recording: Recording): RecordedScript {
  const { answers } = rerun(registry, version, recording);
  const started = recording.rows[0]?.resume;
  if (started?.kind !== "started") throw new Error("A recording begins with its start.");
  const given = Object.entries(started.arguments).map(([name, value]) => [name, String(value ?? "")] as const);
  return {
    ...{
      arguments: Object.fromEntries(given),
      started_at: new Date(started.at).toISOString(),
      seed: started.seed.slice(0, 64),
    },
    moves: answers.flatMap((answered) => movesOf(answered, recording)),
  };
}

function movesOf(answered: Answered, recording: Recording): Move[] {
  const { question, resume } = answered;
  const choices = choicesOf(resume, question.wait) ?? [];
  return choices.map((choice, index) => ({
    step: question.step,
    choice: timed(choice, secondsOf(index, choices.length, answered, recording)),
  }));
}

/** How long a choice took, where the recording tells; a forward that was answered is two, the ringing and the talk. */
function secondsOf(index: number, of: number, { question, seconds }: Answered, recording: Recording): number {
  if (question.wait === "call") return recording.rang.get(question.visit) ?? seconds;
  if (of === 1) return seconds;
  const answeredAt = recording.agentAnswered.get(question.turn);
  const rang = answeredAt === undefined ? 0 : Math.max(0, secondsBetween(question.at, answeredAt));
  return index === 0 ? rang : Math.max(0, seconds - rang);
}

/** Choices that say how long they take. What is pressed and said is timed by the simulator, which knows how long the question is. */
const TIMED = ["answers", "machine", "declines", "hangs_up", "result", "refuses"] as const;

function timed(choice: Choice, seconds: number): Choice {
  if (!TIMED.some((does) => does === choice.does) || "after" in choice) return choice;
  return { ...choice, after: Math.round(seconds * 1000) / 1000 } as Choice;
}
