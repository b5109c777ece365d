// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import acceptKey from "../calls/flows/accept-key.json" with { type: "json" };
import { calling, FROM, say } from "../support/calling-flow";
import type { Preparation } from "./prepare";

/** A way through the product, to be walked with a death at each of its points. */
export type Scenario = {
  name: string;
  /** What the account has and the flow it publishes; absent: the seed flow. */
  prepare?: (foreignUrl: string) => Preparation;
  arguments: Record<string, string>;
  callees?: Record<string, CalleeInput>;
  /** How it ends when nobody dies. */
  ends: { status: string; outcome: string };
  /** At least so many points between two writes lie on the way. */
  points: number;
};

const CUSTOMER = "+12025550120";
const AGENT = "+12025550130";
const ASKED_AGENT = "+12025550151";
const NEVER_AGENT = "+12025550152";
const LATE_AGENT = "+12025550153";

/** Calls the customer, asks a web service meanwhile, and says goodbye. */
function asksWhileLive(method: "POST" | "GET", path: string, timeoutSeconds: number) {
  return (foreignUrl: string): Preparation => ({
    connection: {
      name: "Desk",
      baseUrl: foreignUrl,
      action: { name: method, method, path, timeout_seconds: timeoutSeconds },
    },
    flow: calling("Asks while live", "ask", {
      ask: {
        ...{ component: "execute_action", name: "Ask", config: { connection: "Desk", action: method, inputs: {} } },
        exits: { success: "bye", error: "end", timeout: "late" },
      },
      bye: { component: "play_audio", name: "Goodbye", config: say("Goodbye."), exits: { ok: "end" } },
      late: { component: "play_audio", name: "Sorry", config: say("We are sorry."), exits: { ok: "end" } },
    }),
  });
}

/** Calls the customer, hangs up with a promise, and has an agent call back. */
const callsBack = (): Preparation => ({
  group: { name: "Agents", strategy: "in_order", agents: [ASKED_AGENT] },
  flow: calling("Calls back", "call_back", {
    call_back: {
      ...{ component: "request_direct_callback", name: "Call back" },
      config: { from: FROM, ring_group: "Agents", max_wait_minutes: 10 },
      exits: { invalid_caller_id: "end", no_match: "end", timeout: "end", call_finished: "bye" },
    },
    bye: { component: "play_audio", name: "Goodbye", config: say("Goodbye."), exits: { ok: "end" } },
  }),
});

/** Calls the customer, who waits on the line while all agents' phones ring. */
const forwardsToGroup = (): Preparation => ({
  group: { name: "Desk", strategy: "all_at_once", agents: [NEVER_AGENT, ASKED_AGENT, LATE_AGENT] },
  flow: calling("Forwards to a group", "forward", {
    forward: {
      ...{ component: "forward_to_external_number", name: "Forward" },
      config: { to: { ring_group: "Desk" } },
      exits: { no_answer: "end", invalid_number: "end", outside_hours: "end" },
    },
  }),
});

/** Rings the customer, and once more a minute later where nobody answers. */
const ringsAgain = (): Preparation => ({
  flow: calling("Rings again", "end", {}, { try_again: [{ after: "busy", times: 1, minutes: 1 }] }),
});

export const scenarios: Scenario[] = [
  {
    name: "accept → dial → answered → forward → end",
    arguments: { contact_1: CUSTOMER, contact_2: AGENT },
    ends: { status: "completed", outcome: "forwarded" },
    points: 15,
  },
  {
    name: "an agent who takes the call by a key",
    prepare: () => ({ flow: acceptKey }),
    arguments: { contact_1: CUSTOMER, contact_2: ASKED_AGENT, fault: "" },
    callees: {
      [ASKED_AGENT]: {
        ...{ kind: "scripted", ring: 1, then: "answer" },
        actions: [
          { on: "whisper", after: 1, do: "press", digits: "1" },
          { on: "bridge", after: 5, do: "hang_up" },
        ],
      },
    },
    ends: { status: "completed", outcome: "ended" },
    points: 15,
  },
  {
    name: "a busy contact, rung again",
    prepare: ringsAgain,
    arguments: { contact_1: "+12025550121" },
    ends: { status: "completed", outcome: "ended" },
    points: 8,
  },
  {
    name: "a callback: an agent accepts, and the contact is rung",
    prepare: callsBack,
    arguments: { contact_1: CUSTOMER },
    callees: {
      [ASKED_AGENT]: {
        ...{ kind: "scripted", ring: 1, then: "answer" },
        actions: [
          { on: "gather", after: 1, do: "press", digits: "1" },
          { on: "bridge", after: 5, do: "hang_up" },
        ],
      },
    },
    ends: { status: "completed", outcome: "ended" },
    points: 30,
  },
  {
    name: "a contact on the line, and three agents whose phones ring at once",
    prepare: forwardsToGroup,
    arguments: { contact_1: CUSTOMER },
    callees: {
      [NEVER_AGENT]: { kind: "scripted", then: "never" },
      // The talk ends: else the interaction never would. After a death another than this one may be the first to accept.
      [ASKED_AGENT]: {
        ...{ kind: "scripted", ring: 1, then: "answer" },
        actions: [
          { on: "gather", after: 1, do: "press", digits: "1" },
          { on: "bridge", after: 5, do: "hang_up" },
        ],
      },
      // Still hears who is waiting when the other has accepted.
      [LATE_AGENT]: {
        ...{ kind: "scripted", ring: 2, then: "answer" },
        actions: [
          { on: "gather", after: 4, do: "press", digits: "1" },
          { on: "bridge", after: 5, do: "hang_up" },
        ],
      },
    },
    ends: { status: "completed", outcome: "forwarded" },
    points: 40,
  },
  {
    name: "a port call on a live call",
    prepare: asksWhileLive("POST", "/note", 5),
    arguments: { contact_1: CUSTOMER },
    ends: { status: "completed", outcome: "ended" },
    points: 15,
  },
  {
    name: "a port that never answers, until the timer",
    prepare: asksWhileLive("GET", "/hang", 20),
    arguments: { contact_1: CUSTOMER },
    ends: { status: "completed", outcome: "ended" },
    points: 13,
  },
];
