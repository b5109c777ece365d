// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import type pg from "pg";
import { expect } from "vitest";
import { registry } from "@/components/flow/registry";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import type { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { type CalleeInput, DEMO_CALLEES } from "@/server/sandbox-carrier/world/callee";
import type { Visitor } from "../support/visitor";
import { demoName } from "./coverage";
import { isHold } from "./hold";
import { type Intervention, intervene } from "./intervention";
import { type CallScript, flows, scripts } from "./script";

/** A script up to one step, at which something else happens than in the script. */
export type Variation = {
  flow: string | undefined;
  /** The step and the exit that it is to be left by. */
  exit: string;
  arguments: Record<string, string>;
  callees: Record<string, CalleeInput>;
  faults?: Parameters<SandboxControl["addFault"]>[0][];
  at?: Intervention;
};

/** What a change needs to know of the flow and of one of its steps. */
type Scene = {
  step: string;
  config: Record<string, unknown>;
  /** The name of the argument that a variable is filled from. */
  argument: (variable: string) => string | undefined;
  contact: string;
};
/** Answers false where the step cannot be changed so. */
type Change = (variation: Variation, scene: Scene) => false | undefined;

/** Of a country that the account may not call. */
const FORBIDDEN = "+19005550100";

const rung =
  (callee: CalleeInput): Change =>
  (variation, scene) => {
    const name = scene.argument(dialled(scene.config));
    variation.callees[variation.arguments[name!]!] = callee;
  };
const forbidden: Change = (variation, scene) => {
  variation.arguments[scene.argument(dialled(scene.config))!] = FORBIDDEN;
};
/** Whom the rules forbid is refused at the start already: so the carrier never says what became of the call. */
const carrierFails: Change = (variation, scene) => {
  const to = variation.arguments[scene.argument(dialled(scene.config))!]!;
  variation.faults = [{ match: { operation: "create", to }, effect: "error_500", times: 1 }];
};
const contactHangsUp: Change = (variation, { step, contact }) => {
  variation.at = { step, hangs_up: variation.arguments[contact]! };
};
/** The contact leaves the talk first: the agent stays on until they do. */
const contactLeavesFirst: Change = (variation, scene) => {
  const agent = variation.arguments[scene.argument(dialled(scene.config))!]!;
  const contact = variation.arguments[scene.contact]!;
  const actions = (number: string) => {
    const callee = variation.callees[number];
    return callee?.kind === "scripted" ? (callee.actions ?? []) : [];
  };
  const stays = actions(agent).filter((action) => action.after_bridge === undefined && action.on !== "bridge");
  variation.callees[agent] = { kind: "scripted", ring: 1, then: "answer", actions: stays };
  variation.callees[contact] = {
    ...{ kind: "scripted", ring: 1, then: "answer" },
    actions: [...actions(contact), { after_bridge: 2, do: "hang_up" }],
  };
};
const contactPressesNothing: Change = (variation, { contact }) => {
  variation.callees[variation.arguments[contact]!] = { kind: "scripted", ring: 1, then: "answer" };
};
const callsBack =
  (number: string): Change =>
  (variation, { config, argument }) => {
    const name = argument(String(config.number_variable));
    if (name === undefined) return false;
    variation.arguments[name] = number;
  };

const namesNobody: Change = (variation, { config, argument }) => {
  const name = argument(String(config.number_variable));
  if (name === undefined) return false;
  variation.arguments[name] = "soon";
};

const dialled = (config: Record<string, unknown>): string =>
  String(config.to_variable ?? (config.to as { variable: string }).variable);

/** How each exit is brought about, by component; exits that are not here need a script of their own. */
const CHANGES: Record<string, Record<string, Change>> = {
  make_outbound_call: {
    busy: rung({ kind: "scripted", ring: 1, then: "busy" }),
    no_answer: rung({ kind: "scripted", then: "never" }),
    invalid_number: rung({ kind: "scripted", ring: 1, then: "fail" }),
    error: carrierFails,
  },
  forward_to_external_number: {
    no_answer: rung({ kind: "scripted", then: "never" }),
    invalid_number: rung({ kind: "scripted", ring: 1, then: "fail" }),
    ok: contactLeavesFirst,
    contact_hung_up: contactHangsUp,
    error: forbidden,
  },
  request_direct_callback: { invalid_caller_id: callsBack("anonymous"), error: callsBack(FORBIDDEN) },
  add_to_do_not_call: { not_added: namesNobody },
  play_audio: { contact_hung_up: contactHangsUp },
  input_ivr: { contact_hung_up: contactHangsUp, timeout: contactPressesNothing },
  standard_ivr: { contact_hung_up: contactHangsUp },
  voice_ivr: { contact_hung_up: contactHangsUp },
  voice_transcription: { contact_hung_up: contactHangsUp },
};

/** Whom a ring group rings stands in the account, the same for all that are played at once: its exits need scripts. */
function changesOf(component: string, { to }: Record<string, unknown>): Record<string, Change> {
  return to instanceof Object && "ring_group" in to ? {} : (CHANGES[component] ?? {});
}

type Placed = { component: string; config: Record<string, unknown> };
type Flow = { steps: Record<string, Placed>; start: string };
type Argument = { name: string; variable: string };

const flowOf = (name: string | undefined): Flow =>
  name === undefined ? (reportAProblem as unknown as Flow) : (JSON.parse(flows[name]!) as Flow);
const exitsOf = ({ path }: CallScript) => path.split(" ");
const stepsOf = (script: CallScript) => exitsOf(script).map((exit) => exit.split(".")[0]!);

/** One variation for each exit that no script takes and a change of a script brings about. */
function variationsOf(all: readonly CallScript[]): Variation[] {
  const taken = new Set(all.flatMap((script) => exitsOf(script).map((exit) => `${demoName(script.flow)} ${exit}`)));
  const found: Variation[] = [];
  for (const name of new Set(all.map(({ flow }) => flow))) {
    const flow = flowOf(name);
    for (const [step, { component, config }] of Object.entries(flow.steps)) {
      for (const [exit, change] of Object.entries(changesOf(component, config))) {
        const wanted = `${demoName(name)} ${step}.${exit}`;
        if (taken.has(wanted) || !hasExit(component, config, exit)) continue;
        const script = shortest(all, name, step, exit);
        const variation = script && vary(script, flow, step, exit, change, found.length);
        if (!variation) continue;
        taken.add(wanted);
        found.push(variation);
      }
    }
  }
  return found;
}

function hasExit(component: string, config: unknown, exit: string): boolean {
  const { definition } = registry.get(component)!;
  return exit === "error" || definition.exits(definition.config.parse(config)).some(({ id }) => id === exit);
}

/** Exits for which the step must wait for the contact first. */
const WAITING = ["contact_hung_up", "timeout"];

/** The script that is soonest in the step and, where the exit needs it, waits there; to leave a talk first, there must be one. */
function shortest(all: readonly CallScript[], flow: string | undefined, step: string, exit: string) {
  const after = (script: CallScript) => stepsOf(script).indexOf(step);
  const talks = (script: CallScript) => exit !== "ok" || exitsOf(script).includes(`${step}.finished`);
  const faults = (script: CallScript) => WAITING.includes(exit) && exitsOf(script).includes(`${step}.error`);
  const [first] = all
    // What blocks a table blocks it for all that are played at once.
    .filter((script) => script.blocks_writes_of === undefined)
    .filter((script) => script.flow === flow && after(script) >= 0 && talks(script) && !faults(script))
    .sort((one, other) => after(one) - after(other));
  return first;
}

/** Numbers of its own, so that all variations can be played at once. */
function vary(script: CallScript, flow: Flow, step: string, exit: string, change: Change, index: number) {
  const own = new Map<string, string>();
  for (const value of Object.values(script.arguments))
    if (value.startsWith("+")) own.set(value, own.get(value) ?? fictional(index, own.size));
  const numbers = { ...script.callees };
  for (const number of own.keys()) numbers[number] ??= DEMO_CALLEES[number] ?? { kind: "scripted", then: "answer" };
  const variation: Variation = {
    ...{ flow: script.flow, exit: `${step}.${exit}` },
    arguments: mapValues(script.arguments, (value) => own.get(value) ?? value),
    callees: Object.fromEntries(Object.entries(numbers).map(([number, callee]) => [own.get(number) ?? number, callee])),
  };
  const given = (flow.steps[flow.start]!.config.arguments as Argument[]) ?? [];
  const argument = (variable: string) => given.find((one) => one.variable === variable)?.name;
  const dials = Object.values(flow.steps).find(({ component }) => component === "make_outbound_call")!;
  const contact = argument(dialled(dials.config))!;
  const scene = { step, config: flow.steps[step]!.config, argument, contact };
  return change(variation, scene) === false ? null : variation;
}

const mapValues = (record: Record<string, string>, to: (value: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));

/** 555-0100 to 555-0199 are reserved for fiction in every area. */
const AREAS = ["212", "213", "305", "312", "415", "503", "602", "617", "702", "713"];
const PER_AREA = 100;
const NUMBERS_EACH = 3;

function fictional(variation: number, which: number): string {
  const at = variation * NUMBERS_EACH + which;
  return `+1${AREAS[Math.floor(at / PER_AREA)]}55501${String(at % PER_AREA).padStart(2, "0")}`;
}

/** Longest that all of them together can take, by the driven clock. */
const LIMIT_SECONDS = 2 * 3600;
const AFTERWARDS_SECONDS = 60;

/** Starts all variations at once, and moves the clock until the last of them is over. Answers which did not take their exit. */
export async function playTogether(
  world: Visitor,
  owner: pg.Client,
  variations: readonly Variation[],
  flowId: (name: string | undefined) => string,
): Promise<string[]> {
  const unplayed = new Map<string, Variation>();
  const wanted = new Map<string, Variation>();
  for (const variation of variations) {
    for (const [number, callee] of Object.entries(variation.callees)) await world.sandbox.putCallee(number, callee);
    for (const fault of variation.faults ?? []) await world.sandbox.addFault(fault);
    const accepted = await world.of(flowId(variation.flow)).start(variation.arguments);
    expect(accepted.status, await accepted.clone().text()).toBe(202);
    const { interaction_id } = (await accepted.json()) as { interaction_id: string };
    wanted.set(interaction_id, variation);
    if (variation.at) unplayed.set(interaction_id, variation);
  }
  for (let passed = 0; await running(owner, world, unplayed); passed += await world.clock.next(LIMIT_SECONDS))
    if (passed > LIMIT_SECONDS) throw new Error("Some are still running.");
  await world.clock.advance(AFTERWARDS_SECONDS);
  expect(await world.sandbox.calls(), "no call is left at the carrier").toEqual([]);

  const missed: string[] = [];
  for (const [interaction, variation] of wanted) {
    const { path } = await world.of(flowId(variation.flow)).read(interaction);
    if (!path.split(" ").includes(variation.exit)) missed.push(`${variation.flow}: ${variation.exit}, but ${path}`);
  }
  return missed;
}

/** Whether any is running; those that have come to the step in question are played on. */
async function running(owner: pg.Client, { sandbox }: Visitor, unplayed: Map<string, Variation>): Promise<boolean> {
  const { rows } = await owner.query<{ id: string; step: string }>(
    "select id, state->'cursor'->>'step' as step from interaction where status = 'running'",
  );
  for (const { id, step } of rows) {
    const { at } = unplayed.get(id) ?? {};
    // Where a hold is being played, the carrier has not asked yet for what the step says.
    if (at?.step !== step || isHold(await lastDocument(sandbox, at.hangs_up!))) continue;
    unplayed.delete(id);
    await intervene(sandbox, at);
  }
  return rows.length > 0;
}

async function lastDocument(sandbox: SandboxControl, number: string): Promise<string> {
  return (await sandbox.log(0, number)).findLast(({ event }) => event === "document")?.twiml ?? "";
}

export const variations = variationsOf(scripts);
