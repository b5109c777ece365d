import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { registry } from "@/components/flow/registry";
import { type Effect, emptyMap, type ResumeBody, type Value, type Verb } from "@/engine/contract";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { advance } from "@/engine/run/advance";
import type { EngineEvent, State } from "@/engine/run/state";
import { given } from "./given";

/** One step by itself: how it is set up, what happens to it, and by which exit it is left. */
export type Case = {
  name: string;
  config: Record<string, unknown>;
  /** Set before the step is entered; each is declared by its type. */
  variables?: Record<string, Value>;
  /** Which variables the step's outputs go to. */
  outputs?: Record<string, string>;
  /** When the step is entered, ISO 8601; each resume comes a second later unless it says when. */
  at?: string;
  seed?: string;
  /** What the API request said; for triggers. */
  arguments?: Record<string, string>;
  language?: string;
  /** The live call; null: there is none. Voice steps have one unless the case says otherwise. */
  call?: { from: string; to: string } | null;
  resumes?: (ResumeBody & { at?: string })[];
  /** "error": the step faulted. "" : it has no exit. */
  exit: string;
  /** Variables as they are when the step has been left. */
  set?: Record<string, Value>;
  /** What the caller hears, and what is to be done, when the step is entered. */
  verbs?: Partial<Verb>[];
  effects?: Partial<Effect>[];
  /** What the caller hears after each resume; null: nothing new. */
  heard?: (Partial<Verb>[] | null)[];
  warning?: string;
  error?: string;
};

const CALL = { from: "+12025550101", to: "+12025550120" };
const EXTENDED = new Map([...registry, [given.definition.id, given]]);

export function casesOf(component: string): Case[] {
  const file = path.join(import.meta.dirname, "../../components/flow", component, "cases.json");
  return JSON.parse(readFileSync(file, "utf8")) as Case[];
}

/** Plays a case through the engine, and checks everything it says. Returns what the verbs on entry were. */
export function play(component: string, one: Case): void {
  const { use, config } = { use: registry.get(component)?.definition.call, config: one.config };
  const call = one.call === undefined ? (use === "needs_live" || use === "live_or_none" ? CALL : null) : one.call;
  const definition = flowAround(component, { ...one, config }, call);
  const start = Date.parse(one.at ?? "2026-01-05T12:00:00Z");
  const seed = one.seed ?? "seed";
  const events: EngineEvent[] = [];
  let state: State | null = null;
  const step = (body: ResumeBody, at: string) => {
    const before = JSON.stringify(state);
    const result = advance(EXTENDED, definition, state, { at, ...body });
    expect(JSON.stringify(state), "the engine never changes what it was given").toBe(before);
    expect(advance(EXTENDED, definition, state, { at, ...body }), "the same again").toEqual(result);
    expect(result.applied, `${body.kind} is waited for`).toBe(true);
    state = result.state;
    events.push(...result.events);
    return result;
  };
  const entry = new Date(start).toISOString();
  const started = {
    kind: "started",
    seed,
    interaction_id: seed,
    flow_version: 1,
    arguments: one.arguments ?? {},
  } as const;
  let entered = step(started, entry);
  if (call) entered = step({ kind: "call_answered", answered_by: "human" }, entry);
  if (one.verbs) expect(entered.verbs).toMatchObject(one.verbs);
  if (one.effects) expect(entered.effects).toMatchObject(one.effects);
  (one.resumes ?? []).forEach(({ at, ...body }, index) => {
    const result = step(body as ResumeBody, at ?? new Date(start + (index + 1) * 1000).toISOString());
    const heard = one.heard?.[index];
    if (heard === null) expect(result.verbs).toBeUndefined();
    else if (heard) expect(result.verbs).toMatchObject(heard);
  });

  const visit = events.find((event) => event.event === "step_entered" && event.step === "it");
  if (visit?.event !== "step_entered") throw new Error("The step was never entered.");
  const own = events.filter((event) => "visit" in event && event.visit === visit.visit);
  const left = own.find((event) => event.event === "step_left");
  expect(left?.event === "step_left" ? left.exit : "still waiting").toBe(one.exit);
  expect(left?.event === "step_left" ? left.error?.code : undefined).toBe(one.error);
  const warnings = own.flatMap((event) => (event.event === "step_warning" ? [event.code] : []));
  expect(warnings).toEqual(one.warning ? [one.warning] : []);
  const variables = (state as State | null)?.variables ?? {};
  for (const [name, value] of Object.entries(one.set ?? {}))
    expect({ [name]: variables[name] }).toEqual({ [name]: value });
}

function flowAround(component: string, one: Case, call: Case["call"]): FlowDefinition {
  const definition = EXTENDED.get(component)!.definition;
  const config = definition.config.parse(one.config);
  const exits = definition.exits(config).filter(({ kind }) => kind === "mandatory" || kind === "optional");
  const wired = exits.filter(({ unwired }) => unwired === undefined || one.exit !== unwired);
  const variables: Record<string, { type: string }> = emptyMap();
  for (const name of [...Object.keys(one.set ?? {}), ...Object.values(one.outputs ?? {})])
    variables[name] = { type: "string" };
  for (const [name, value] of Object.entries(one.variables ?? {}))
    variables[name] = { type: value === null ? "string" : typeof value };
  const parsed = parseDefinition(EXTENDED, {
    ...{ patchcord: 1, name: "A case", language: one.language ?? "en-US", variables },
    start: definition.group === "trigger" ? "it" : "given",
    steps: {
      given: {
        ...{ component: "given", name: "Given", exits: { ok: "it" } },
        config: { variables: one.variables ?? {}, call: call ?? null },
      },
      it: {
        ...{ component, name: "It", config: one.config },
        exits: Object.fromEntries(wired.map(({ id }) => [id, "end"])),
        ...(one.outputs ? { outputs: one.outputs } : {}),
      },
      end: { component: "end_flow", name: "End", config: {}, exits: {} },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.definition;
}
