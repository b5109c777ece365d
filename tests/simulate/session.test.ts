import { describe, expect, it } from "vitest";
import { BEFORE, type BeforePreset } from "@/components/editor/test/presets";
import {
  applyChoice,
  type Choice,
  currentStep,
  ImpossibleChoice,
  lineStates,
  pathOf,
  possibleChoices,
  type Simulation,
  secondsBetween,
  startSimulation,
} from "@/engine/simulate";
import { accountRules } from "./account-rules";
import { AGENT, CUSTOMER, flow, registry, STARTED, setup } from "./world";

const definition = flow();
const after = (...moves: Choice[]): Simulation =>
  moves.reduce(
    (simulation, move) => applyChoice(registry, definition, simulation, move),
    startSimulation(registry, definition, setup),
  );
const labels = (simulation: Simulation) => possibleChoices(simulation).map(({ label }) => label);
const seconds = (simulation: Simulation) => secondsBetween(STARTED, simulation.now);

const ANSWERED: Choice = { does: "answers", who: "customer", after: 2 };
const PIN: Choice = { does: "presses", digits: "1234", after: 1 };
const FOUND: Choice = { does: "result", result: { id: 7 } };
const LISTENS: Choice = { does: "listens" };
const AGENT_ANSWERS: Choice = { does: "answers", who: "agent", after: 3 };
const to = {
  menu: [ANSWERED],
  look_up: [ANSWERED, PIN],
  announce: [ANSWERED, PIN, FOUND],
  agent: [ANSWERED, PIN, FOUND, LISTENS],
  talk: [ANSWERED, PIN, FOUND, LISTENS, AGENT_ANSWERS],
};

it("keeps the choices that were made, with their steps, and each document with how many came before it", () => {
  const simulation = after(...to.agent);
  expect(simulation.takenChoices.map(({ step, choice }) => [step, choice])).toEqual([
    ["call", ANSWERED],
    ["menu", PIN],
    ["look_up", FOUND],
    ["announce", LISTENS],
  ]);
  const documents = simulation.documents.map(({ step, choicesBefore }) => [step, choicesBefore]);
  expect(documents).toEqual([
    ["menu", 1],
    ["announce", 3],
    ["agent", 4],
  ]);
});

it("tells a contact who waits on the line that it is the next, from the second document on", () => {
  const hold = { source: "tts", text: "You are number {{ call.position }}." };
  const waits = flow({
    agent: {
      ...{ component: "forward_to_external_number", name: "Call the desk" },
      config: { to: { ring_group: "Desk", hold, wait_seconds: 120, rounds: 1 } },
      exits: { no_answer: "end", invalid_number: "end", outside_hours: "end" },
    },
  });
  const moves: Choice[] = [...to.agent, { does: "stays_silent" }, { does: "stays_silent" }];
  const { documents } = moves.reduce(
    (simulation, move) => applyChoice(registry, waits, simulation, move),
    startSimulation(registry, waits, setup),
  );
  const said = documents
    .slice(-3)
    .map(({ verbs }) => verbs.map((verb) => (verb.verb === "say" ? verb.text : verb.verb)));
  expect(said).toEqual([
    ["pause", "continue"],
    ["You are number 1.", "pause", "continue"],
    ["You are number 1.", "pause", "continue"],
  ]);
});

describe("possible choices", () => {
  const CASES: [where: string, moves: Choice[], labels: string[]][] = [
    [
      "while the customer's phone rings",
      [],
      [
        "The customer answers",
        "No answer after 15 s",
        "The customer's line is busy",
        "The customer declines the call",
        "An answering machine takes the call",
        "The number does not exist",
        "The carrier reports a fault",
      ],
    ],
    ["while keys are awaited", to.menu, ["Presses…", "Stays silent for 5 s", "The customer hangs up"]],
    [
      "while a port is awaited",
      to.look_up,
      [
        "The connection answers…",
        "The connection reports an error",
        "The connection does not answer in time",
        "The customer hangs up",
      ],
    ],
    ["while a message is played", to.announce, ["The customer hears it to the end", "The customer hangs up"]],
    [
      "while the agent's phone rings",
      to.agent,
      [
        "The agent answers",
        "No answer after 20 s",
        "The agent's line is busy",
        "The agent declines the call",
        "The number does not exist",
        "The carrier reports a fault",
        "The customer hangs up",
      ],
    ],
    ["while they talk", to.talk, ["They talk; the agent hangs up first", "They talk; the customer hangs up first"]],
    ["when it is over", [{ does: "busy", who: "customer" }], []],
  ];
  it.each(CASES)("%s", (_where, moves, expected) => expect(labels(after(...moves))).toEqual(expected));
});

describe("outcomes of choices", () => {
  const CASES: [what: string, moves: Choice[], path: string, seconds: number][] = [
    [
      "answering after the ring limit is no answer",
      [{ does: "answers", who: "customer", after: 15 }],
      "trigger.ok call.no_answer end.",
      15,
    ],
    [
      "no answer takes the whole ring limit",
      [{ does: "no_answer", who: "customer" }],
      "trigger.ok call.no_answer end.",
      15,
    ],
    ["declining is busy", [{ does: "declines", who: "customer", after: 4 }], "trigger.ok call.busy end.", 4],
    ["a full entry ends at once", to.look_up, "trigger.ok call.answered menu.ok look_up", 3],
    [
      "the finish key ends an entry",
      [ANSWERED, { does: "presses", digits: "12#9", after: 1 }],
      "trigger.ok call.answered menu.ok look_up",
      3,
    ],
    [
      "a part of an entry waits out the timeout",
      [ANSWERED, { does: "presses", digits: "12", after: 1 }],
      "trigger.ok call.answered menu.timeout menu",
      8,
    ],
    [
      "the finish key alone is silence",
      [ANSWERED, { does: "presses", digits: "#", after: 1 }],
      "trigger.ok call.answered menu.timeout menu",
      3,
    ],
    [
      "silence: 7 words, then the timeout",
      [ANSWERED, { does: "stays_silent" }],
      "trigger.ok call.answered menu.timeout menu",
      2 + 2.8 + 5,
    ],
    [
      "a port that does not answer",
      [...to.look_up, { does: "no_result" }],
      "trigger.ok call.answered menu.ok look_up.timeout rest",
      8,
    ],
    [
      "a timer",
      [...to.look_up, { does: "no_result" }, { does: "waits" }],
      "trigger.ok call.answered menu.ok look_up.timeout rest.ok look_up",
      38,
    ],
    [
      "hanging up during a message",
      [...to.announce, { does: "hangs_up", who: "customer", after: 0.5 }],
      "trigger.ok call.answered menu.ok look_up.ok announce.contact_hung_up",
      4.5,
    ],
    [
      "hanging up while the agent rings joins nobody",
      [...to.agent, { does: "hangs_up", who: "customer", after: 2 }],
      "trigger.ok call.answered menu.ok look_up.ok announce.ok agent.contact_hung_up",
      8,
    ],
    [
      "the agent leaves first",
      [...to.talk, { does: "hangs_up", who: "agent", after: 10 }],
      "trigger.ok call.answered menu.ok look_up.ok announce.ok agent.finished menu",
      19,
    ],
    [
      "the customer leaves first",
      [...to.talk, { does: "hangs_up", who: "customer", after: 10 }],
      "trigger.ok call.answered menu.ok look_up.ok announce.ok agent.ok",
      19,
    ],
    [
      "no call lasts longer than the carrier lets it",
      [...to.talk, { does: "hangs_up", who: "agent", after: 4 * 3600 }],
      "trigger.ok call.answered menu.ok look_up.ok announce.ok agent.ok",
      2 + 4 * 3600,
    ],
  ];
  it.each(CASES)("%s", (_what, moves, path, elapsed) => {
    const simulation = after(...moves);
    expect(pathOf(simulation)).toBe(path);
    expect(seconds(simulation)).toBeCloseTo(elapsed, 3);
  });
});

it("shows who is on the line, what was heard and what was set", () => {
  const simulation = after(...to.talk);
  expect(lineStates(simulation)).toEqual({ customer: "live", agent: "live" });
  expect(simulation.documents.map(({ step, verbs }) => [step, verbs.map(({ verb }) => verb)])).toEqual([
    ["menu", ["gather", "continue"]],
    ["announce", ["say", "continue"]],
    ["agent", ["forward"]],
  ]);
  expect(simulation.effects.map(({ effect }) => effect)).toEqual(["dial", "call_port"]);
  expect(simulation.state.variables).toMatchObject({
    customer: CUSTOMER,
    agent: AGENT,
    pin: "1234",
    found: '{"id":7}',
  });
  expect(simulation.visits.find(({ step }) => step === "menu")?.set).toEqual([{ name: "pin", value: "1234" }]);
  expect(currentStep(simulation)).toBe("agent");
});

it("never changes the simulation it was given, so that stepping back keeps the older one", () => {
  const before = after(...to.menu);
  const copy = structuredClone(before);
  applyChoice(registry, definition, before, PIN);
  expect(before).toEqual(copy);
});

it("refuses a choice that is not possible", () => {
  expect(() => after(LISTENS)).toThrow(ImpossibleChoice);
  expect(() => after(ANSWERED, AGENT_ANSWERS)).toThrow(ImpossibleChoice);
  expect(() => after({ does: "busy", who: "customer" }, LISTENS)).toThrow(ImpossibleChoice);
});

describe("what is taken to have happened before", () => {
  const at = setup.started_at;
  it.each<[BeforePreset, string | undefined]>([
    ["nothing", undefined],
    ["listed", "do_not_call"],
    ["often", "rung_too_often"],
    ["declined", "rung_too_often"],
    ["limit", "limit_reached"],
    ["calls", "limit_reached"],
    ["stopped", "dialling_stopped"],
  ])("%s: the step takes its error with the code of the rule", (before, code) => {
    const account = { ...accountRules(["+12025550101"]), history: BEFORE[before].history(at) };
    const given = { customer: CUSTOMER, agent: AGENT };
    const simulation = startSimulation(registry, definition, { ...setup, arguments: given, account });
    expect(simulation.visits.find(({ error }) => error)?.error?.code).toBe(code);
  });
});

it("plays a dial that waits for its window at the time when it may ring", () => {
  const at = setup.started_at;
  const waits = structuredClone(definition);
  const dial = Object.values(waits.steps).find(({ component }) => component === "make_outbound_call")!;
  Object.assign(dial.config as object, { if_not_now: "wait" });
  const account = { ...accountRules(["+12025550101"]), history: BEFORE.declined.history(at) };
  const given = { customer: CUSTOMER, agent: AGENT };
  const simulation = startSimulation(registry, waits, { ...setup, arguments: given, account });
  const pause = account.ring_rules.per_number.pause_minutes ?? 0;
  expect(Date.parse(simulation.now) - Date.parse(at)).toBe(pause * 60_000);
  expect(simulation.visits.at(-1)).toMatchObject({
    error: null,
    left_at: null,
    warnings: [{ code: "rung_too_often" }],
  });
  expect(applyChoice(registry, waits, simulation, ANSWERED).answered_at).not.toBeNull();
});

describe("the account's rules", () => {
  const account = accountRules(["+12025550101"]);
  const CASES: [what: string, customer: string, agent: string, fault: string | undefined][] = [
    ["its own number", "+12025550101", AGENT, "+12025550101 is one of the account's own numbers."],
    [
      "a country that is not allowed",
      "+4930123456",
      AGENT,
      "This account may not ring this country or network: Germany.",
    ],
    ["a premium number", "+19002345678", AGENT, "+19002345678 is a premium-rate number."],
    ["anything else", CUSTOMER, AGENT, undefined],
  ];
  it.each(CASES)("%s", (_what, customer, agent, fault) => {
    const simulation = startSimulation(registry, definition, { ...setup, arguments: { customer, agent }, account });
    expect(simulation.visits.find(({ error }) => error)?.error?.message).toBe(fault);
    expect(simulation.effects.some(({ effect }) => effect === "dial")).toBe(fault === undefined);
  });
});
