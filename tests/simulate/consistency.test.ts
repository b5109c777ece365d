// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { ResumeBody } from "@/engine/contract";
import {
  type AgentBehaviour,
  applyChoice,
  type CustomerBehaviour,
  choicesOf,
  pathOf,
  runScript,
  startSimulation,
} from "@/engine/simulate";
import { type Callee, calleeSchema, DEMO_CALLEES } from "@/server/sandbox-carrier/world/callee";
import { type CallScript, scripts } from "../calls/script";
import { seedFlow } from "../support/seed-flow";
import { accountRules } from "./account-rules";

const STARTED = "2026-01-05T12:00:00.000Z";
/** The seeded account's numbers, and the carrier's own number for "no such number". */
const OWN_NUMBERS = ["+12025550101", "+12025550102"];
const MAGIC_INVALID = "+15005550001";

const DOES = {
  answer: "answers",
  machine: "machine",
  busy: "busy",
  decline: "declines",
  never: "no_answer",
  fail: "invalid_number",
} as const;

/** A phone of the sandbox carrier as somebody in the simulator. */
function callee(script: CallScript, number = ""): Callee {
  const found = script.callees?.[number] ?? DEMO_CALLEES[number] ?? { kind: "scripted", then: "answer" };
  return calleeSchema.parse(number === MAGIC_INVALID ? { kind: "scripted", then: "fail" } : found);
}

function customerOf(script: CallScript): CustomerBehaviour {
  if (script.error === "carrier_silent") return { does: "carrier_error" };
  const who = callee(script, script.arguments.contact_1);
  if (who.kind === "human") throw new Error("Nobody is at this phone.");
  const does = DOES[who.then];
  if (does !== "answers") return { does };
  const leaves = who.actions.find((action) => action.do === "hang_up" && action.on !== "bridge");
  if (!leaves) return { does, after: who.ring };
  if (leaves.on === "answer") return { does, after: who.ring, hangs_up: { after: leaves.after } };
  const during = leaves.on === "say" ? "announce" : "call_agent";
  return { does, after: who.ring, hangs_up: { during, after: leaves.after } };
}

function agentOf(script: CallScript): AgentBehaviour {
  const who = callee(script, script.arguments.contact_2);
  if (who.kind === "human") throw new Error("Nobody is at this phone.");
  const does = DOES[who.then];
  if (does !== "answers") return { does };
  const customer = callee(script, script.arguments.contact_1);
  const first = customer.kind === "scripted" && customer.actions.some((action) => action.on === "bridge");
  const talks = who.actions.find((action) => action.on === "bridge")?.after ?? 6;
  return { does, after: who.ring, talks, ends: first ? "customer" : "agent" };
}

describe("the simulator takes the path that each script took over the wire", () => {
  it.each(scripts.filter(({ flow }) => flow === undefined))("$name", (script) => {
    const account = accountRules(OWN_NUMBERS);
    const simulation = runScript(registry, seedFlow(), {
      setup: { arguments: script.arguments, seed: "1", started_at: STARTED, account },
      customer: customerOf(script),
      agent: agentOf(script),
      answers: {},
      moves: [],
    });
    const { outcome, call_result } = simulation.state;
    expect({ path: pathOf(simulation), outcome, call_result }).toEqual({
      path: script.path,
      outcome: script.outcome,
      call_result: script.call_result,
    });
    const code = simulation.visits.find(({ error }) => error)?.error?.code;
    // What the product calls silence is a plain fault here: there is no carrier that could be silent.
    expect(code).toBe(script.error === "carrier_silent" ? "carrier_fault" : script.error);
  });
});

type Transcript = {
  name: string;
  changes?: Record<string, unknown>;
  turns: { resume: ResumeBody; applied?: false }[];
  path: string;
  status: string;
  outcome: string | null;
  call_result: string | null;
};

const folder = path.resolve(import.meta.dirname, "../flows");
const transcripts = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Transcript[])
  .filter(isPlayable);

/** A simulation cannot be told what no party does (a cancellation), or that a machine answered without detection. */
function isPlayable({ turns, changes }: Transcript): boolean {
  const detects = changes?.["steps.call_customer.config.answering_machine"] === "detect";
  const resumes = turns.filter(({ applied }) => applied !== false).map(({ resume }) => resume);
  const toldMachine = resumes.some((resume) => resume.kind === "call_answered" && resume.answered_by === "machine");
  return (
    (detects || !toldMachine) && resumes.every((resume) => choicesOf(resume, null) !== null && resume.kind !== "timer")
  );
}

describe("the simulator takes the path of each engine transcript", () => {
  it("plays more than 15 transcripts", () => expect(transcripts.length).toBeGreaterThan(15));

  it.each(transcripts)("$name", ({ changes, turns, ...expected }) => {
    const definition = seedFlow(changes);
    const started = turns[0]?.resume;
    const given = started?.kind === "started" ? (started.arguments as Record<string, string>) : {};
    let simulation = startSimulation(registry, definition, { arguments: given, seed: "1", started_at: STARTED });
    for (const { resume, applied } of turns)
      for (const choice of applied === false ? [] : (choicesOf(resume, simulation.state.wait?.for ?? null) ?? []))
        simulation = applyChoice(registry, definition, simulation, choice);
    const { status, outcome, call_result } = simulation.state;
    expect({ path: pathOf(simulation), status, outcome, call_result }).toEqual({
      path: expected.path,
      status: expected.status,
      outcome: expected.outcome,
      call_result: expected.call_result,
    });
  });
});
