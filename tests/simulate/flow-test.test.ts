import { describe, expect, it } from "vitest";
import type { Draft } from "@/engine/edit/draft";
import { type FlowTest, flowTest, runFlowTest } from "@/engine/simulate";
import { AGENT, CUSTOMER, flow, registry } from "./world";

const base = {
  name: "Connected",
  arguments: { customer: CUSTOMER, agent: AGENT },
  answers: { menu: [{ does: "presses", digits: "1234" }], look_up: [{ does: "result", result: { id: 7 } }] },
  agent: { does: "answers", talks: 20, ends: "customer" },
  expect: {
    path: "trigger.ok call.answered menu.ok look_up.ok announce.ok agent.ok",
    outcome: "forwarded",
  },
};
const test = (changes: Record<string, unknown> = {}): FlowTest => flowTest.parse({ ...base, ...changes });
const withPath = (path: string, outcome = "ended") => ({ expect: { path, outcome } });
const PERSON = { answering: "person", who_and_why: "Hello, this is a test." };
const PASSED = "Took the expected path.";

describe("messages of flow tests", () => {
  const rewired = (exits: Record<string, string>) =>
    flow({ announce: { ...flow().steps.announce, exits: { ok: "agent", ...exits } } });
  const madeSure = () => {
    const { call } = flow().steps;
    return flow({ call: { ...call, config: { ...call?.config, ...PERSON } } });
  };
  const CASES: [what: string, draft: Draft, test: FlowTest, message: string][] = [
    ["passes", flow(), test(), PASSED],
    [
      "another exit",
      flow(),
      test({ customer: { does: "busy" } }),
      "Expected Answered, but Call the customer took Busy.",
    ],
    [
      "a fault",
      flow(),
      test({ customer: { does: "carrier_error" } }),
      "Expected Answered, but Call the customer took Error: The carrier could not complete the call.",
    ],
    ["another step", rewired({ ok: "end" }), test(), "Expected Call the agent after Announce, but End flow came."],
    [
      "a step that is gone",
      flow(),
      test(withPath("trigger.ok call.answered greeting.ok")),
      "Expected greeting after Call the customer, which is no longer in the flow, but Ask for the PIN came.",
    ],
    [
      "too short",
      flow(),
      test({ customer: { does: "busy" }, ...withPath("trigger.ok call.busy end. announce.ok") }),
      "Expected Announce after End flow, but the flow ended there.",
    ],
    [
      "too long",
      flow(),
      test({ customer: { does: "busy" }, ...withPath("trigger.ok call.busy") }),
      "Expected the flow to end after Call the customer, but it went on with End flow.",
    ],
    ["a person is made sure of: the customer says hello", madeSure(), test(), PASSED],
    ...(
      [
        [{ does: "machine" }, "trigger.ok call.voicemail"],
        [{ does: "screens" }, "trigger.ok call.screened"],
        [{ does: "screens", takes: true }, base.expect.path],
      ] as const
    ).map(([customer, path]): [string, Draft, FlowTest, string] => [
      `the customer's phone ${customer.does}: ${path}`,
      madeSure(),
      test({ customer, ...withPath(path, path === base.expect.path ? "forwarded" : "ended") }),
      PASSED,
    ]),
    [
      "another outcome",
      flow(),
      test({ expect: { ...base.expect, outcome: "ended" } }),
      "Expected the outcome Ended, but it was Forwarded.",
    ],
    [
      "a draft that cannot run",
      { ...flow(), start: "nowhere" },
      test(),
      "The flow cannot run yet: $.start points to the missing step nowhere.",
    ],
    [
      "leaving during a step",
      flow(),
      test({
        customer: { does: "answers", hangs_up: { during: "announce", after: 1 } },
        expect: {
          path: "trigger.ok call.answered menu.ok look_up.ok announce.contact_hung_up",
          outcome: "contact_hung_up",
        },
      }),
      PASSED,
    ],
    [
      "leaving after some seconds",
      flow(),
      test({
        customer: { does: "answers", hangs_up: { after: 1 } },
        expect: { path: "trigger.ok call.answered menu.contact_hung_up", outcome: "contact_hung_up" },
      }),
      PASSED,
    ],
  ];
  it.each(CASES)("%s", (_what, draft, saved, message) => {
    const result = runFlowTest(registry, draft, saved);
    expect(result.message).toBe(message);
    expect(result.ok).toBe(message === PASSED);
  });
});

it("plays saved moves, and lets the behaviours decide in a step that is new", () => {
  const moves = [
    { step: "call", choice: { does: "answers", who: "customer" } },
    { step: "menu", choice: { does: "presses", digits: "1234" } },
    { step: "look_up", choice: { does: "result", result: {} } },
    { step: "announce", choice: { does: "hangs_up", who: "customer" } },
  ];
  const saved = test({
    answers: {},
    moves,
    expect: {
      path: "trigger.ok call.answered menu.ok look_up.ok greeting.ok announce.contact_hung_up",
      outcome: "contact_hung_up",
    },
  });
  const { announce, look_up } = flow().steps;
  const draft = flow({
    greeting: { ...announce, name: "Greeting", exits: { ok: "announce" } },
    look_up: { ...look_up, exits: { ok: "greeting", timeout: "rest" } },
  });
  expect(runFlowTest(registry, draft, saved).message).toBe(PASSED);
});

describe("a saved test is bounded", () => {
  const CASES: [what: string, changes: Record<string, unknown>][] = [
    ["no name", { name: " " }],
    ["unknown key", { extra: 1 }],
    ["keys no phone has", { answers: { menu: [{ does: "presses", digits: "12a" }] } }],
    ["a long talk", { agent: { does: "answers", talks: 20_000 } }],
    ["a large result", { answers: { look_up: [{ does: "result", result: "x".repeat(20_000) }] } }],
    ["many moves", { moves: Array.from({ length: 501 }, () => ({ step: "a", choice: { does: "listens" } })) }],
    ["many arguments", { arguments: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, ""])) }],
    [
      "large altogether",
      { arguments: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`a${n}`, "x".repeat(4000)])) },
    ],
  ];
  it.each(CASES)("%s", (_what, changes) => expect(flowTest.safeParse({ ...base, ...changes }).success).toBe(false));
});

it("13.1 stops a test whose bursts need too much work together", () => {
  const { announce } = flow().steps;
  const text = "{% for i in (1..4000) %}{% if i %}{% endif %}{% endfor %}Hello.";
  const greetings = Array.from({ length: 12 }, (_, at) => [
    `g${at}`,
    {
      ...announce,
      config: { message: { source: "tts", text } },
      exits: { ok: at < 11 ? `g${at + 1}` : "agent" },
    },
  ]);
  const draft = flow({ ...Object.fromEntries(greetings), announce: { ...announce, exits: { ok: "g0" } } });
  expect(runFlowTest(registry, draft, test())).toMatchObject({
    ok: false,
    message: "The test could not run: its steps need more than 300000 units of work together.",
  });
});
