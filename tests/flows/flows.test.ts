import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { Effect, ResumeBody, Verb } from "@/engine/contract";
import { advance } from "@/engine/run/advance";
import type { EngineEvent, State } from "@/engine/run/state";
import { seedFlow } from "../support/seed-flow";

/** An engine transcript: resumes in, and after each of them what the caller hears and what is to be done. */
type Transcript = {
  name: string;
  /** Changes to the seed flow, by JSON path from its top: `steps.end.name`. */
  changes?: Record<string, unknown>;
  turns: { resume: ResumeBody; verbs?: Partial<Verb>[]; effects?: Partial<Effect>[]; applied?: false }[];
  path: string;
  status: string;
  outcome: string | null;
  call_result: string | null;
  error?: string;
  /** The code of the one kind of warning, however often. */
  warning?: string;
};

const transcripts = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => JSON.parse(readFileSync(path.join(import.meta.dirname, file), "utf8")) as Transcript[]);

function pathOf(events: EngineEvent[]): string {
  const steps = new Map<number, string>();
  for (const event of events) {
    if (event.event === "step_entered") steps.set(event.visit, event.step);
    if (event.event === "step_left") steps.set(event.visit, `${steps.get(event.visit)}.${event.exit}`);
  }
  return [...steps.values()].join(" ");
}

describe("engine transcripts", () => {
  it.each(transcripts)("$name", (transcript) => {
    const definition = seedFlow(transcript.changes);
    const events: EngineEvent[] = [];
    let state: State | null = null;
    let second = 0;
    for (const turn of transcript.turns) {
      const at = new Date(Date.UTC(2026, 0, 1, 12, 0, second++)).toISOString();
      const before = JSON.stringify(state);
      const result = advance(registry, definition, state, { at, ...turn.resume });
      expect(JSON.stringify(state), "the engine never changes what it was given").toBe(before);
      expect(advance(registry, definition, state, { at, ...turn.resume }), "the same again").toEqual(result);
      expect(result.applied).toBe(turn.applied ?? true);
      if (turn.verbs) expect(result.verbs).toMatchObject(turn.verbs);
      else expect(result.verbs).toBeUndefined();
      expect(result.effects).toMatchObject(turn.effects ?? []);
      events.push(...result.events);
      state = result.state;
    }
    expect({
      path: pathOf(events),
      status: state?.status,
      outcome: state?.outcome,
      call_result: state?.call_result,
    }).toEqual({
      path: transcript.path,
      status: transcript.status,
      outcome: transcript.outcome,
      call_result: transcript.call_result,
    });
    const left = events.flatMap((event) => (event.event === "step_left" && event.error ? [event.error.code] : []));
    expect(left).toEqual(transcript.error ? [transcript.error] : []);
    const warnings = events.flatMap((event) => (event.event === "step_warning" ? [event.code] : []));
    expect([...new Set(warnings)]).toEqual(transcript.warning ? [transcript.warning] : []);
  });
});
