import { expect, test } from "vitest";
import { type ExplanationFacts, explainInteraction } from "@/server/reports/explain-interaction";
import type { StepLine } from "@/server/reports/steps";

const at = "2026-01-01T00:00:00.000Z";
const now = new Date(at);

function line(visit: number, exit: string | null, error: StepLine["error"] = null): StepLine {
  const fixed = {
    componentLabel: "",
    group: "voice",
    exitLabel: null,
    answered: null,
    tries: [],
    warnings: [],
    set: [],
  };
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
const WAITED = { code: "outside_calling_hours", message: "It is outside the calling hours." };
const dialled = { ...none, attempt, dials: [1] };
const running = { ...state, status: "running", outcome: null } as const;
const live = { ...state.call, phase: "live" } as const;
const answered = { ...state, call_result: "answered" } as const;

/** 13.27: after so many seconds, of which the phone rang or not, a call that nobody answered is over. */
const notAnswered: [seconds: number, rang: boolean, more: Partial<ExplanationFacts["attempt"]>, sentence: string][] = [
  [15, true, { callStatus: "no_answer", sipCode: 487 }, "Nobody answered within 15 seconds (SIP 487)."],
  [22, true, { callStatus: "canceled" }, "Nobody answered within 15 seconds."],
  [
    0.1,
    false,
    { callStatus: "failed", sipCode: 480 },
    "The contact's phone could not be reached: it was switched off or out of reach (SIP 480).",
  ],
  [0.1, false, { callStatus: "canceled" }, "The call was cancelled before anyone answered."],
  [0.1, false, { callStatus: "no_answer" }, "Nobody answered: the network ended the call before the phone rang."],
  [6, true, { callStatus: "no_answer" }, "Nobody answered: the network ended the call after 6 seconds of ringing."],
];

const CASES: [facts: ExplanationFacts, sentence: string][] = [
  [
    { ...dialled, state: answered, joins: [2], steps: [line(1, "answered"), line(2, "finished")] },
    "The contact was joined with the agent, who hung up first; the flow went on to its end.",
  ],
  [none, "The flow ended before it called anyone."],
  [
    { ...none, dials: [1], steps: [line(1, "invalid_number")] },
    "The contact's number is not a valid phone number, so nothing was dialled.",
  ],
  [
    { ...dialled, attempt: { ...attempt, sipCode: 404, carrierCode: 13224 }, steps: [line(1, "invalid_number")] },
    "The contact's number cannot be reached (SIP 404, carrier code 13224).",
  ],
  [
    {
      ...dialled,
      attempt: { ...attempt, sipCode: 486 },
      state: { ...state, call_result: "busy" },
      steps: [line(1, "busy")],
    },
    "The contact's phone was busy (SIP 486).",
  ],
  [
    {
      ...dialled,
      attempt: { ...attempt, sipCode: 603 },
      state: { ...state, call_result: "busy" },
      steps: [line(1, "busy")],
    },
    "The contact declined the call (SIP 603).",
  ],
  [
    { ...dialled, state: { ...state, call_result: "no_answer" }, steps: [line(1, "no_answer")] },
    "Nobody answered within 15 seconds.",
  ],
  ...notAnswered.map(([seconds, rang, more, sentence]): [ExplanationFacts, string] => [
    {
      ...dialled,
      attempt: {
        ...{ ...attempt, ...more, submittedAt: now, endedAt: new Date(now.getTime() + seconds * 1000) },
        ringingAt: rang ? now : null,
      },
      state: { ...state, call_result: "no_answer" },
      steps: [line(1, "no_answer")],
    },
    sentence,
  ]),
  [
    {
      ...none,
      dials: [1],
      steps: [
        {
          ...line(1, "invalid_number"),
          warnings: [{ code: "phone_number_invalid", message: "“12” is no valid phone number." }],
        },
      ],
    },
    "Nothing was dialled. “12” is no valid phone number.",
  ],
  [
    {
      ...none,
      dials: [1],
      steps: [line(1, "error", { code: "not_permitted", message: "+1900 is a premium-rate number" })],
    },
    "The contact was not reached: +1900 is a premium-rate number.",
  ],
  [
    { ...dialled, state: { ...answered, outcome: "forwarded" }, steps: [line(1, "answered")] },
    "The contact answered and was joined with the agent.",
  ],
  [
    {
      ...dialled,
      state: { ...answered, outcome: "contact_hung_up" },
      steps: [line(1, "answered"), line(2, "contact_hung_up")],
    },
    "The contact answered and hung up during “Step 2”.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, sipCode: 480 },
      state: answered,
      joins: [2],
      steps: [line(1, "answered"), line(2, "no_answer")],
    },
    "The contact answered, but the agent did not (SIP 480).",
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
    {
      ...dialled,
      state: running,
      attempt: {
        ...{ ...attempt, status: "intended", dialAt: new Date(now.getTime() + 5000) },
        ...{ heldUntil: new Date(now.getTime() + 5000), decision: { place: "US", countries: "own", waited: WAITED } },
      },
    },
    "The call waits for its window. It is outside the calling hours.",
  ],
  [
    { ...dialled, state: running, attempt: { ...attempt, status: "placed", callStatus: "ringing" } },
    "The contact's phone is ringing.",
  ],
  [
    { ...dialled, state: { ...running, call: live, wait: { for: "forward", deadline: at } } },
    "The contact is on the line while the agent's phone rings.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, answeredAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The contact and the agent are talking.",
  ],
  [
    {
      ...dialled,
      asksKey: true,
      leg: { ...leg, answeredAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The contact is on the line while the agent is asked to take the call.",
  ],
  [
    {
      ...dialled,
      asksKey: true,
      leg: { ...leg, answeredAt: now, acceptedAt: now },
      state: { ...running, call: live, wait: { for: "forward", deadline: at } },
    },
    "The contact and the agent are talking.",
  ],
  [
    {
      ...dialled,
      leg: { ...leg, answeredAt: now },
      state: answered,
      joins: [2],
      steps: [line(1, "answered"), line(2, "no_answer")],
    },
    "The contact and the agent answered, but the agent did not take the call.",
  ],
];

test.each(CASES)("%#", (facts, sentence) => {
  expect(explainInteraction(facts)).toBe(sentence);
});
