import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { backtest, differenceOf } from "@/engine/backtest";
import { CALL_NAMES, type CallName, desk, record } from "./desk";

const version = desk();
const verdicts = (draft = version) =>
  CALL_NAMES.map((name) => ({ name, verdict: backtest(registry, version, draft, record(version, name)) }));

/** What a change of the draft does to the calls: those that go another way, and those of which it cannot be said. All others stay. */
type Planted = { other?: CallName[]; unknown?: CallName[]; message?: string };

const MENU = ["presses 2, talks", "presses 2, no agent"] as const;
const ORDERS = ["small order", "middling order", "large order"] as const;
const ANSWERED: CallName[] = [
  "answers after 4 s, hangs up in the menu",
  "answers after 12 s, says nothing",
  "presses 9",
  ...MENU,
  ...ORDERS,
];

const HELLO = {
  component: "play_audio",
  name: "Hello",
  config: { message: { source: "tts", text: "Hello." } },
  exits: { ok: "menu" },
};

const PLANTED: [what: string, changes: Record<string, unknown>, effect: Planted][] = [
  ["nothing is changed", {}, {}],
  ["words are changed", { "steps.bye.config.message.text": "See you." }, {}],
  ["a step is renamed", { "steps.menu.name": "Main menu" }, {}],
  [
    "an exit is rewired",
    { "steps.menu.exits.invalid": "agent" },
    { other: ["presses 9"], message: "After “Menu” (Invalid) comes “Call the agent”, no longer “Say goodbye”." },
  ],
  [
    "an exit leads past a step",
    { "steps.agent.exits.no_answer": "end" },
    {
      other: ["presses 2, no agent"],
      message: "After “Call the agent” (No answer) comes “End flow”, no longer “Say goodbye”.",
    },
  ],
  [
    "it rings for 10 s, no longer 15",
    { "steps.call.config.ring_seconds": 10 },
    {
      other: ["answers after 12 s, says nothing"],
      message: "“Call the customer” is left by No answer, no longer by Answered.",
    },
  ],
  [
    "it rings for 35 s",
    { "steps.call.config.ring_seconds": 35 },
    {
      unknown: ["nobody answers"],
      message: "It cannot be said what comes in “Call the customer”: it rings for longer than the phone rang.",
    },
  ],
  [
    "the agent's phone rings for 5 s",
    { "steps.agent.config.ring_seconds": 5 },
    { other: ["presses 2, talks", "middling order", "large order"] },
  ],
  ["the agent's phone rings for 50 s", { "steps.agent.config.ring_seconds": 50 }, { unknown: ["presses 2, no agent"] }],
  [
    "a condition is stricter",
    { "steps.large.config.branches.0.conditions.0.value": "200" },
    { other: ["middling order"], message: "“Is it large?” is left by No match, no longer by Large." },
  ],
  [
    "the service is asked something else",
    { "steps.find.config.inputs.order_id": "{{ order | downcase }}" },
    { unknown: [...ORDERS] },
  ],
  ["the service is asked just so, in other words", { "steps.find.config.inputs.order_id": "{{ order | upcase }}" }, {}],
  [
    "the menu waits longer",
    { "steps.menu.config.timeout_seconds": 9 },
    { unknown: ["answers after 12 s, says nothing"] },
  ],
  [
    "the agent is somebody else",
    { "steps.agent.config.to.variable": "contact_1" },
    { unknown: [...MENU, "middling order", "large order"] },
  ],
  [
    "a message comes before the menu",
    { "steps.hello": HELLO, "steps.call.exits.answered": "hello" },
    { other: ANSWERED, message: "After “Call the customer” (Answered) comes “Hello”, no longer “Menu”." },
  ],
  [
    "requests need one argument more",
    {
      "variables.language": { type: "string" },
      "steps.trigger.config.arguments.3": { name: "language", variable: "language" },
    },
    { unknown: CALL_NAMES },
  ],
  ["a machine is listened for", { "steps.call.config.answering_machine": "detect" }, { unknown: ANSWERED }],
];

describe("a draft finds exactly the recorded calls that it changes", () => {
  test.each(PLANTED)("where %s", (_what, changes, { other = [], unknown = [], message }) => {
    const draft = desk(changes);
    const found = verdicts(draft);
    const named = (is: string) => found.filter(({ verdict }) => verdict.is === is).map(({ name }) => name);
    expect({ other: named("other"), unknown: named("unknown") }).toEqual({
      other: CALL_NAMES.filter((name) => other.includes(name)),
      unknown: CALL_NAMES.filter((name) => unknown.includes(name)),
    });
    const differences = found.flatMap(({ verdict }) => differenceOf(registry, version, draft, verdict) ?? []);
    if (message) expect([...new Set(differences.map((one) => one.message))]).toEqual([message]);
  });
});

test("a draft's other way goes on with what the same steps were answered", () => {
  const draft = desk({ "steps.menu.exits.order": "agent" });
  const { is, drafted, stopped } = backtest(registry, version, draft, record(version, "middling order"));
  expect({ is, stopped, way: drafted.map(({ step, exit }) => `${step}.${exit}`).join(" ") }).toEqual({
    is: "other",
    stopped: null,
    way: "trigger.ok call.answered menu.order agent.ok",
  });
});

test("it stops where the other way asks what nobody was asked", () => {
  const draft = desk({ "steps.menu.exits.timeout": "find" });
  const verdict = backtest(registry, version, draft, record(version, "answers after 12 s, says nothing"));
  expect(verdict).toMatchObject({ is: "other", at: 3, stopped: "asks_anew" });
});

test.each([
  ["of which the texts were erased", { arguments: undefined }],
  ["that runs otherwise today", { arguments: {} }],
])("a recording is not judged %s", (_what, change) => {
  const recording = record(version, "small order");
  const rows = recording.rows.map(({ resume, events }) => ({
    events,
    resume: (resume.kind === "started" ? { ...resume, ...change } : resume) as typeof resume,
  }));
  const verdict = backtest(registry, version, version, { ...recording, rows });
  expect(verdict).toMatchObject({ is: "unknown", why: "not_reproducible" });
});
