import { expect, test } from "vitest";
import { eventsOf, type InteractionFacts, type Noted } from "@/server/reports/events/fold";
import { bodyOf, EVENT_NAMES, EVENTS } from "@/server/resources/webhooks/events/catalogue";

const ID = "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55";
const AT = "2026-03-02T09:30:00.000Z";
const after = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString();

const started = {
  kind: "started",
  seed: "s",
  interaction_id: ID,
  flow_version: 1,
  arguments: { a: "1", secret: "2" },
} as const;
const log: InteractionFacts["log"] = [
  {
    seq: 0,
    at: AT,
    resume: { at: AT, ...started },
    events: [{ event: "step_entered", visit: 1, step: "call", component: "make_outbound_call", at: AT }],
  },
  {
    seq: 1,
    at: after(5),
    resume: { at: after(5), kind: "call_answered", answered_by: "human" },
    events: [
      { event: "step_left", visit: 1, exit: "answered", at: after(5), error: { code: "odd", message: "2 is odd" } },
      { event: "step_entered", visit: 2, step: "agent", component: "forward_to_external_number", at: after(5) },
    ],
  },
  {
    seq: 2,
    at: after(65),
    resume: { at: after(65), kind: "hung_up", joined: true },
    events: [
      { event: "step_left", visit: 2, exit: "finished", at: after(65) },
      { event: "interaction_ended", status: "completed", outcome: "forwarded", at: after(65) },
    ],
  },
];
const facts: InteractionFacts = {
  ...{ id: ID, flow: ID, flow_version: ID, client: "c", call_result: "answered" },
  ...{ started_at: AT, finished_at: after(65), log, callbacks: [] },
  legs: [{ answered_at: after(15), ended_at: null }],
  mayTell: (argument) => argument !== "secret",
  tellsMessages: false,
};
const burst = (from: number, about: object): Noted =>
  ({
    ...{ id: ID, position: 1000n, at: AT, interaction: ID, what: "burst" },
    about: { from, version: from + 1, wait: null, turn: from, status: "running", held: null, dial_at: null, ...about },
  }) as Noted;
const told = (noted: Noted) =>
  eventsOf(noted, facts).map(({ type, id, body }) => ({ type, id, data: JSON.parse(body).data }));

test.each<[string, Noted, [string, string, object][]]>([
  [
    "a start that has to wait for a slot; a sensitive argument is left out",
    burst(0, { dial_at: after(9) }),
    [
      ["interaction.accepted", `${ID}-accepted`, { arguments: { a: "1" } }],
      ["interaction.queued", `${ID}-0-queued`, { waits_for: "slot", until: after(9) }],
    ],
  ],
  [
    "a start that has to wait for its window",
    burst(0, { dial_at: after(9), held: true }),
    [
      ["interaction.accepted", `${ID}-accepted`, {}],
      ["interaction.queued", `${ID}-0-queued`, { waits_for: "window" }],
    ],
  ],
  [
    "an answer and the forward after it, without the message of a fault",
    burst(1, { wait: "forward", turn: 2 }),
    [
      ["interaction.answered", `${ID}-1-answered`, { answered_by: "human" }],
      ["interaction.step", `${ID}-1-step`, { step: "call", exit: "answered", entered_at: AT, error: { code: "odd" } }],
      ["interaction.agent_ringing", `${ID}-2-ringing`, {}],
    ],
  ],
  [
    "the end: joined is told before it where no leg has said so",
    burst(2, { status: "completed" }),
    [
      ["interaction.joined", `${ID}-2-joined`, {}],
      ["interaction.step", `${ID}-2-step`, { exit: "finished" }],
      ["interaction.ended", `${ID}-ended`, { outcome: "forwarded", talk_seconds: 50, answered_by: "human" }],
    ],
  ],
])("%s", (_what, noted, expected) => {
  expect(told(noted)).toEqual(expected.map(([type, id, data]) => ({ type, id, data: expect.objectContaining(data) })));
  expect(JSON.stringify(told(noted))).not.toContain("2 is odd");
});

test("the same note makes the same events, byte for byte, each behind the one before", () => {
  const made = eventsOf(burst(2, {}), facts);
  expect(eventsOf(burst(2, {}), facts)).toEqual(made);
  expect(made.map(({ position }) => position)).toEqual(["1000", "1001", "1002"]);
});

test("of a person who was erased meanwhile no argument is told", () => {
  const [first, ...rest] = facts.log;
  const erased = { ...first, resume: { kind: "started", at: AT } } as (typeof log)[number];
  const made = eventsOf(burst(2, { status: "completed" }), { ...facts, log: [erased, ...rest] });
  expect(JSON.parse(made.at(-1)!.body).data).toMatchObject({ outcome: "forwarded", arguments: {} });
});

test("an interaction that is gone tells nothing", () => expect(eventsOf(burst(2, {}), null)).toEqual([]));

test.each(EVENT_NAMES)("the example of %s is what its schema says", (name) => {
  const { data, example } = EVENTS[name];
  expect(data.parse(example)).toEqual(example);
  expect(JSON.parse(bodyOf(name, AT, example as never))).toMatchObject({ type: name, timestamp: AT, version: 1 });
});
