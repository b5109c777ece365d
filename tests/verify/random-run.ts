import { expect } from "vitest";
import type { PortAnswer, Registry, ResumeBody } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { advance } from "@/engine/run/advance";
import type { Advance } from "@/engine/run/burst";
import type { State } from "@/engine/run/state";
import { readFlow } from "@/engine/verify/flow";
import { NAMES } from "./flow";

const MAX_RESUMES = 60;
const ANSWERS: readonly [PortAnswer, PortAnswer, PortAnswer] = [
  { ok: true, value: {} },
  { ok: false, code: "http_status", message: "No." },
  { ok: false, code: "no_answer", message: "No answer." },
];
const RESULTS = ["busy", "no_answer", "invalid_number", "failed"] as const;
const FORWARDS = ["answered", "no_answer", "invalid_number", "failed"] as const;

/**
 * Runs a flow to its end against callees and faults that `pick` decides, and expects that no step is entered in a way
 * the verifier says it cannot be. `doubted`: reads (`step field`) that the verifier has warned about. Gives back how many
 * steps were entered.
 */
export function randomRun(
  registry: Registry,
  draft: Draft,
  doubted: ReadonlySet<string>,
  pick: (count: number) => number,
): number {
  const { steps } = readFlow(registry, draft, NAMES);
  // A run reads configs as they are parsed: with their defaults.
  const parsed = [...steps.values()].map(({ id, placed, config }) => [id, { ...placed, config }] as const);
  const definition = { ...draft, steps: Object.fromEntries(parsed) } as Draft;
  const set = new Set<string>();
  let state: State | null = null;
  let phase: State["call"]["phase"] = "none";
  let dials = 0;
  let entered = 0;
  for (let at = 0; at < MAX_RESUMES && state?.status !== "completed" && state?.status !== "failed"; at++) {
    const body: ResumeBody = state ? next(state, pick) : start(pick);
    const resume = { at: new Date(Date.UTC(2026, 0, 1, 12, at)).toISOString(), ...body };
    const before: State | null = state;
    const result: Advance =
      freesLine(definition, before) && body.kind === "timer" ? freed() : advance(registry, definition, before, resume);
    function freed(): Advance {
      // The test's callback queue frees the line itself, unless the contact is back.
      const ended = advance(registry, definition, { ...before!, call: { ...before!.call, phase: "ended" } }, resume);
      const left = ended.events.some((event) => event.event === "step_left" && event.exit === "call_finished");
      return left ? advance(registry, definition, before, resume) : ended;
    }
    if (body.kind === "call_answered") phase = "live";
    else if (body.kind === "dial_ended") phase = "none";
    else if (body.kind === "hung_up" || (body.kind === "forward_ended" && !body.contact_live)) phase = "ended";
    else if (
      freesLine(definition, before) &&
      body.kind === "timer" &&
      !result.events.some((event) => event.event === "step_left" && event.exit === "call_finished")
    )
      phase = "ended";
    for (const event of result.events) {
      if (event.event === "step_entered") {
        entered += 1;
        const facts = steps.get(event.step)!;
        if (facts.definition?.call === "needs_live") expect(phase, `call at ${event.step}`).toBe("live");
        for (const { name, field } of facts.reads) {
          const known = name === "interaction" || set.has(name) || doubted.has(`${event.step} ${field.join(".")}`);
          expect(known, `${name} is set at ${event.step}`).toBe(true);
        }
      }
      if (event.event === "variable_set") set.add(event.name);
      if (event.event === "step_left" && event.error) {
        expect(["unknown_step", "no_call", "not_started", "template_failed"]).not.toContain(event.error.code);
        expect(event.error.message).not.toContain("without a wait");
      }
    }
    dials += result.effects.filter(({ effect }) => effect === "dial").length;
    expect(dials, "calls made").toBeLessThanOrEqual(1);
    state = result.state;
  }
  return entered;
}

function freesLine({ steps }: Draft, state: State | null): boolean {
  return state?.cursor != null && steps[state.cursor.step]?.component === "queue";
}

function start(pick: (count: number) => number): ResumeBody {
  const to = ["+12025550120", "", "anonymous"][pick(5)] ?? "+12025550120";
  return { kind: "started", seed: `seed ${pick(1000)}`, interaction_id: "i-1", flow_version: 1, arguments: { to } };
}

/** Something that can happen while the interaction waits as it does. */
function next({ wait, call }: State, pick: (count: number) => number): ResumeBody {
  if (call.phase === "live" && pick(8) === 0) return { kind: "hung_up", joined: pick(2) === 1 };
  const fault = { code: "carrier_failed", message: "The carrier failed." };
  switch (wait?.for) {
    case "call": {
      const answered_by = (["human", "machine", "unknown"] as const)[pick(3)] ?? "human";
      if (pick(3) > 0) return { kind: "call_answered", answered_by };
      return { kind: "dial_ended", result: RESULTS[pick(4)] ?? "busy", error: fault };
    }
    case "prompt":
      return { kind: "prompt_finished" };
    case "input": {
      const digits = ["", "1", "42"][pick(3)] ?? "";
      return { kind: "input_received", digits, speech: "", confidence: null, finished_on_key: false };
    }
    case "forward": {
      const result = FORWARDS[pick(4)] ?? "busy";
      return {
        kind: "forward_ended",
        result: result as "answered",
        contact_live: result !== "answered" || pick(2) === 1,
        error: fault,
      };
    }
    case "port":
      return { kind: "port_answered", result: ANSWERS[pick(3)] ?? ANSWERS[0] };
    default:
      return { kind: "timer" };
  }
}
