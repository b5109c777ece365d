// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { Verb } from "@/engine/contract";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { isTerminal } from "@/engine/run/state";
import {
  type AgentBehaviour,
  applyChoice,
  type Choice,
  pathOf,
  possibleChoices,
  runScript,
  type Simulation,
  startSimulation,
} from "@/engine/simulate";
import { type Callee, type CalleeAction, calleeSchema, type Trigger } from "@/server/sandbox-carrier/world/callee";
import { type CallScript, flows, scripts } from "../calls/script";

/**
 * Call scripts of flows that ask, played again in the simulator: callees do what their actions say at the same moments, and
 * the way must be the one that was taken on the wire.
 */
const STARTED = "2026-01-05T12:00:00.000Z";
/** What only the wire has: foreign servers, and ring groups. */
const BEYOND = [
  "add_to_do_not_call",
  "execute_action",
  "run_function",
  "salesforce_data_dip",
  "calendar_rules",
  "request_direct_callback",
];

function definitionOf({ flow = "" }: CallScript): FlowDefinition {
  const parsed = parseDefinition(registry, JSON.parse(flows[flow] ?? "null"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.definition;
}

const isAlone = (script: CallScript) =>
  script.flow !== undefined &&
  Object.values(definitionOf(script).steps).every(
    ({ component, config }) => !BEYOND.includes(component) && !JSON.stringify(config).includes('"ring_group"'),
  );
/** What is pressed or said at moments of the call's own, whatever it says then, is the wire's alone. */
const isTimed = ({ callees = {} }: CallScript) =>
  Object.values(callees).some(
    (one) =>
      one.kind === "scripted" &&
      one.actions?.some(({ on, do: does }) => on === "answer" && (does === "press" || does === "speak")),
  );

const RUNG = {
  answer: "answers",
  machine: "machine",
  busy: "busy",
  decline: "declines",
  never: "no_answer",
  fail: "invalid_number",
} as const;

/** Somebody at a phone, with the actions that are left. */
class Person {
  readonly then: keyof typeof RUNG;
  #left: CalleeAction[];
  constructor(callee: Callee) {
    if (callee.kind === "human") throw new Error("Nobody is at this phone.");
    this.then = callee.then;
    this.#left = [...callee.actions];
  }
  next(...moments: Trigger[]): CalleeAction | undefined {
    for (const moment of moments) {
      const at = this.#left.findIndex((action) => action.on === moment);
      if (at >= 0) return this.#left.splice(at, 1)[0];
    }
    return undefined;
  }
}

function person(script: CallScript, number: string | undefined): Person {
  return new Person(calleeSchema.parse(script.callees?.[number ?? ""] ?? { kind: "scripted", then: "answer" }));
}

/** What the customer does with what is said: the action of the first Say that has one, else that of the listening after it. */
function reaction(customer: Person, verbs: readonly Verb[]): CalleeAction | undefined {
  const said = verbs
    .flatMap((verb) => (verb.verb === "gather" ? verb.prompt : [verb]))
    .filter((verb) => verb.verb === "say");
  for (const _ of said) {
    const action = customer.next("say");
    if (action && action.do !== "nothing") return action;
  }
  return verbs.some((verb) => verb.verb === "gather") ? customer.next("gather", "answer") : customer.next("answer");
}

function choiceAt(simulation: Simulation, customer: Person, agent: Person): Choice {
  const { wait } = simulation.state;
  const verbs = simulation.documents.at(-1)?.verbs ?? [];
  if (wait?.for === "call") return { does: RUNG[customer.then], who: "customer" };
  if (wait?.for === "forward") return forwarded(simulation, customer, agent);
  const action = reaction(customer, verbs);
  if (action?.do === "hang_up") return { does: "hangs_up", who: "customer", after: action.after };
  if (wait?.for === "prompt") return { does: "listens" };
  const gather = verbs.find((verb) => verb.verb === "gather");
  if (action?.do === "press" && gather?.input !== "speech") return { does: "presses", digits: action.digits ?? "" };
  if (action?.do === "speak" && gather?.input !== "digits")
    return { does: "says", text: action.text ?? "", confidence: action.confidence };
  return { does: "stays_silent" };
}

function forwarded(simulation: Simulation, customer: Person, agent: Person): Choice {
  const who = "agent";
  if (simulation.agent?.phase === "live") {
    const leaves = customer.next("bridge");
    return { does: "hangs_up", who: leaves ? "customer" : who, after: (leaves ?? agent.next("bridge"))?.after ?? 60 };
  }
  const impatient = customer.next("dial");
  if (impatient) return { does: "hangs_up", who: "customer", after: impatient.after };
  const key = simulation.documents.at(-1)?.verbs.find((verb) => verb.verb === "forward")?.accept_key;
  const action = agent.next("whisper", "say");
  // Who leaves while the whisper is said has declined, as far as the contact can tell.
  if (action?.do === "hang_up") return { does: "declines", who };
  if (agent.then !== "answer" && agent.then !== "machine") return { does: RUNG[agent.then], who } as Choice;
  return { does: key === undefined || action?.digits === key ? "answers" : "does_not_accept", who };
}

const played = scripts.filter((script) => isAlone(script) && !isTimed(script));

describe("the simulator takes the path of each call script", () => {
  it("plays more than 45 scripts", () => expect(played.length).toBeGreaterThan(45));

  it.each(played)("$flow: $name", (script) => {
    const definition = definitionOf(script);
    const customer = person(script, script.arguments.contact_1);
    const agent = person(script, script.arguments.contact_2);
    const setup = { arguments: script.arguments, seed: "1", started_at: STARTED };
    let simulation = startSimulation(registry, definition, setup);
    for (let turn = 0; turn < 50 && !isTerminal(simulation.state); turn++)
      simulation = applyChoice(registry, definition, simulation, choiceAt(simulation, customer, agent));
    const { outcome, call_result } = simulation.state;
    expect({ path: pathOf(simulation), outcome, call_result }).toEqual({
      path: script.path,
      outcome: script.outcome,
      call_result: script.call_result,
    });
    expect(simulation.visits.find(({ error }) => error)?.error?.code).toBe(script.error);
  });
});

describe("an agent who is asked for a key", () => {
  const definition = () => definitionOf({ flow: "accept-key" } as CallScript);
  const setup = {
    arguments: { contact_1: "+12025550120", contact_2: "+12025550130", fault: "" },
    ...{ seed: "1", started_at: STARTED },
  };
  const behaving = (agent: AgentBehaviour) =>
    runScript(registry, definition(), { setup, customer: { does: "answers" }, agent, answers: {}, moves: [] });

  it("answers and presses it, or does not", () => {
    let simulation = startSimulation(registry, definition(), setup);
    simulation = applyChoice(registry, definition(), simulation, { does: "answers", who: "customer" });
    expect(
      possibleChoices(simulation)
        .map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(["The agent answers and presses 1", "The agent answers but does not press 1", "No answer after 20 s"]);
  });

  it.each<[AgentBehaviour, string]>([
    [{ does: "answers", talks: 20, ends: "agent" }, "agent.finished thanks.ok end."],
    [{ does: "does_not_accept" }, "agent.no_answer sorry.ok end."],
    [{ does: "machine" }, "agent.no_answer sorry.ok end."],
  ])("%j", (agent, path) => expect(pathOf(behaving(agent))).toBe(`trigger.ok call.answered ${path}`));

  it("is joined only once the whisper was played and the key pressed", () => {
    const answered = behaving({ does: "answers", after: 3, talks: 20, ends: "agent" });
    const { entered_at, left_at } = answered.visits.find(({ step }) => step === "agent") ?? {};
    // 3 s until the answer, a whisper of 10 words, a second for the key, 20 s of talk.
    expect((Date.parse(left_at ?? "") - Date.parse(entered_at ?? "")) / 1000).toBeCloseTo(3 + 10 / 2.5 + 1 + 20, 3);
  });
});
