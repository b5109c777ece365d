import { registry } from "@/components/flow/registry";
import type { Recording } from "@/engine/backtest";
import type { Resume, ResumeBody } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { advance } from "@/engine/run/advance";
import type { EngineEvent, State } from "@/engine/run/state";
import { changedFlow } from "../support/seed-flow";
import document from "./desk.json" with { type: "json" };

/** A flow with a menu, a web service, a condition and an agent; with `changes`, by path, a draft of it. */
export const desk = (changes?: Record<string, unknown>) => changedFlow(document, changes);

/** What came, and so many seconds after what came before. */
type Came = [seconds: number, resume: ResumeBody];

const answered: ResumeBody = { kind: "call_answered", answered_by: "unknown" };
const ended = (result: "busy" | "no_answer"): ResumeBody => ({ kind: "dial_ended", result });
const input = (digits: string): ResumeBody => ({
  ...{ kind: "input_received", digits, speech: "", confidence: null, finished_on_key: false },
});
const amount = (value: number): ResumeBody => ({
  kind: "port_answered",
  result: { ok: true, value: { status: 200, outputs: { amount: value }, unfit: [] } },
});
const heard: ResumeBody = { kind: "prompt_finished" };
const talked: ResumeBody = { kind: "forward_ended", result: "answered", contact_live: false };
const noAgent: ResumeBody = { kind: "forward_ended", result: "no_answer", contact_live: true };
const hungUp: ResumeBody = { kind: "hung_up", joined: false };

/** Calls as they were recorded, by what tells each from the others. */
const CALLS = {
  busy: [[2, ended("busy")]],
  "nobody answers": [[15, ended("no_answer")]],
  "answers after 4 s, hangs up in the menu": [
    [4, answered],
    [3, hungUp],
  ],
  "answers after 12 s, says nothing": [
    [12, answered],
    [9, input("")],
    [2, heard],
  ],
  "presses 2, talks": [
    [4, answered],
    [6, input("2")],
    [60, talked],
  ],
  "presses 2, no agent": [
    [4, answered],
    [6, input("2")],
    [30, noAgent],
    [2, heard],
  ],
  "presses 9": [
    [4, answered],
    [6, input("9")],
    [2, heard],
  ],
  "small order": [
    [4, answered],
    [6, input("1")],
    [1, amount(50)],
    [2, heard],
  ],
  "middling order": [
    [4, answered],
    [6, input("1")],
    [1, amount(150)],
    [60, talked],
  ],
  "large order": [
    [4, answered],
    [6, input("1")],
    [1, amount(500)],
    [60, talked],
  ],
} satisfies Record<string, Came[]>;

export type CallName = keyof typeof CALLS;
export const CALL_NAMES = Object.keys(CALLS) as CallName[];

/** Seconds from the forward until the agent answers, in calls that an agent takes. */
const AGENT_RINGS = 8;

/** Records a call of the flow, as the runtime and the carrier's reports would. */
export const record = (version: FlowDefinition, name: CallName) => recordWhatCame(version, CALLS[name]);

/** Somebody who was asked by a button whether they wanted the call, said yes, and pressed 9 in the menu. */
export const WANTED: Came[] = [[4, answered], [9, input("1")], ...CALLS["presses 9"].slice(1)];

export function recordWhatCame(version: FlowDefinition, all: Came[]): Recording {
  const rows: { resume: Resume; events: EngineEvent[] }[] = [];
  const rang = new Map<number, number>();
  const agentAnswered = new Map<number, string>();
  let state: State | null = null;
  let now = Date.UTC(2026, 0, 5, 12);
  const came: Came[] = [[0, { ...STARTED, arguments: { ...STARTED.arguments } }], ...all];
  for (const [seconds, body] of came) {
    const before: State | null = state;
    if (before?.wait?.for === "call") rang.set(before.cursor?.visit ?? 0, seconds);
    if (before && body.kind === "forward_ended" && body.result === "answered")
      agentAnswered.set(before.turn, new Date(now + AGENT_RINGS * 1000).toISOString());
    now += seconds * 1000;
    const resume: Resume = { at: new Date(now).toISOString(), ...body };
    const advanced = advance(registry, version, before, resume);
    if (!advanced.applied) throw new Error(`Nothing waits for ${body.kind}.`);
    rows.push({ resume, events: advanced.events });
    state = advanced.state;
  }
  if (state?.status === "running") throw new Error("The call does not end.");
  return { rows, rang, agentAnswered };
}

const STARTED = {
  kind: "started",
  seed: "1",
  interaction_id: "recorded",
  flow_version: 1,
  arguments: { contact_1: "+12025550120", contact_2: "+12025550130", order: "A-1" },
} as const satisfies ResumeBody;
