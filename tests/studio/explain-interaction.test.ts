import { expect, test } from "vitest";
import { type ExplanationFacts, explainInteraction } from "@/server/reports/explain-interaction";
import type { StepLine } from "@/server/reports/steps";

const at = "2026-01-01T00:00:00.000Z";
const now = new Date(at);

function line(visit: number, exit: string | null, error: StepLine["error"] = null): StepLine {
  const fixed = { componentLabel: "", group: "voice", exitLabel: null, warnings: [], set: [] };
  return {
    ...fixed,
    visit,
    step: `step_${visit}`,
    name: `Step ${visit}`,
    component: "x",
    exit,
    enteredAt: at,
    leftAt: at,
    error,
  };
}

const state = {
  status: "completed",
  outcome: "ended",
  call_result: null,
  wait: null,
  call: { phase: "none", from: null, to: null, answered_by: null },
} as const satisfies ExplanationFacts["state"];

const attempt = {
  status: "ended",
  callStatus: "completed",
  sipCode: null,
  carrierCode: null,
  error: null,
  ringSeconds: 15,
  dialAt: now,
} satisfies ExplanationFacts["attempt"];

const leg = {
  status: "completed",
  answeredAt: null,
  acceptedAt: null,
  sipCode: null,
} satisfies ExplanationFacts["leg"];
const none = {
  state,
  attempt: null,
  leg: null,
  asksKey: false,
  steps: [],
  dials: [],
  joins: [],
  now,
} satisfies ExplanationFacts;
const dialled = { ...none, attempt, dials: [1] };
const running = { ...state, status: "running", outcome: null } as const;
const live = { ...state.call, phase: "live" } as const;
const answered = { ...state, call_result: "answered" } as const;

const CASES: [facts: ExplanationFacts, sentence: string][] = [
  [
    { ...dialled, state: answered, joins: [2], steps: [line(1, "answered"), line(2, "finished")] },
    "The customer was joined with the agent, who hung up first; the flow went on to its end.",
  ],
  [none, "The flow ended before it called anyone."],
  [
    { ...none, dials: [1], steps: [line(1, "invalid_number")] },
    "The customer's number is not a valid phone number, so nothing was dialled.",
  ],
  [
    { ...dialled, attempt: { ...attempt, sipCode: 404, carrierCode: 13224 }, steps: [line(1, "invalid_number")] },
    "The customer's number cannot be reached (SIP 404, carrier code 13224).",
  ],
  [
    {
      ...dialled,
      attempt: { ...attempt, sipCode: 486 },
      state: { ...state, call_result: "busy" },
      steps: [line(1, "busy")],
    },
    "The customer's phone was busy (SIP 486).",
  ],
  [
    {
      ...dialled,
      attempt: { ...attempt, sipCode: 603 },
      state: { ...state, call_result: "busy" },
      steps: [line(1, "busy")],
    },
    "The customer declined the call (SIP 603).",
  ],
  [
    { ...dialled, state: { ...state, call_result: "no_answer" }, steps: [line(1, "no_answer")] },
    "Nobody answered within 15 seconds.",
  ],
  [
    {
      ...none,
      dials: [1],
      steps: [line(1, "error", { code: "not_permitted", message: "+1900 is a premium-rate number" })],
    },
    "The customer was not reached: +1900 is a premium-rate number.",
  ],
  [
    { ...dialled, state: { ...answered, outcome: "forwarded" }, steps: [line(1, "answered")] },
    "The customer answered and was joined with the agent.",
  ],
  [
    {
      ...dialled,
      state: { ...answered, outcome: "contact_hung_up" },
      steps: [line(1, "answered"), line(2, "contact_hung_up")],
    },
    "The customer answered and hung up during “Step 2”.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, sipCode: 480 },
      state: answered,
      joins: [2],
      steps: [line(1, "answered"), line(2, "no_answer")],
    },
    "The customer answered, but the agent did not (SIP 480).",
  ],
  [
    {
      ...none,
      state: { ...state, status: "failed", outcome: "failed" },
      steps: [line(1, "error", { code: "step_limit", message: "Too many steps." })],
    },
    "The flow stopped: step “Step 1” failed. Too many steps.",
  ],
  [{ ...none, state: { ...state, status: "cancelled", outcome: "cancelled" } }, "Cancelled before anyone was called."],
  [
    { ...dialled, state: running, attempt: { ...attempt, status: "intended", dialAt: new Date(now.getTime() + 5000) } },
    "Waiting for a free call slot.",
  ],
  [
    { ...dialled, state: running, attempt: { ...attempt, status: "placed", callStatus: "ringing" } },
    "The customer's phone is ringing.",
  ],
  [
    { ...dialled, state: { ...running, call: live, wait: { for: "forward", deadline: at } } },
    "The customer is on the line while the agent's phone rings.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, answeredAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The customer and the agent are talking.",
  ],
  [
    {
      ...dialled,
      asksKey: true,
      leg: { ...leg, answeredAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The customer is on the line while the agent is asked to take the call.",
  ],
  [
    {
      ...dialled,
      asksKey: true,
      leg: { ...leg, answeredAt: now, acceptedAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The customer and the agent are talking.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, answeredAt: now },
      state: answered,
      joins: [2],
      steps: [line(1, "answered"), line(2, "no_answer")],
    },
    "The customer and the agent answered, but the agent did not take the call.",
  ],
];

test.each(CASES)("%#", (facts, sentence) => {
  expect(explainInteraction(facts)).toBe(sentence);
});
