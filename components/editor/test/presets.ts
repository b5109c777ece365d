import type { RingHistory } from "@/engine/ring-rules/may-ring";
import type { AgentBehaviour, CustomerBehaviour } from "@/engine/simulate";

type Preset<Behaviour> = { label: string; behaviour: Behaviour | null };

const ASK = { label: "Ask me each time", behaviour: null };

/** How the customer behaves in a test; with `ask`, the user decides each time. */
export const CUSTOMER = {
  ask: ASK,
  answers: { label: "Answers", behaviour: { does: "answers" } },
  leaves: { label: "Answers, hangs up after 3 s", behaviour: { does: "answers", hangs_up: { after: 3 } } },
  no_answer: { label: "Does not answer", behaviour: { does: "no_answer" } },
  busy: { label: "Line is busy", behaviour: { does: "busy" } },
  declines: { label: "Declines the call", behaviour: { does: "declines" } },
  machine: { label: "Answering machine", behaviour: { does: "machine" } },
  screens: { label: "Phone screens, nobody comes", behaviour: { does: "screens", takes: false } },
  takes: { label: "Phone screens, customer comes", behaviour: { does: "screens", takes: true } },
  invalid_number: { label: "Number does not exist", behaviour: { does: "invalid_number" } },
  carrier_error: { label: "Carrier reports a fault", behaviour: { does: "carrier_error" } },
} as const satisfies Record<string, Preset<CustomerBehaviour>>;

/** Seconds that customer and agent talk. */
const TALKS = 60;

/** How the agent behaves in a test. */
export const AGENT = {
  ask: ASK,
  answers: { label: "Answers, hangs up first", behaviour: { does: "answers", talks: TALKS, ends: "agent" } },
  left: { label: "Answers, customer hangs up first", behaviour: { does: "answers", talks: TALKS, ends: "customer" } },
  does_not_accept: { label: "Answers, does not press the accept key", behaviour: { does: "does_not_accept" } },
  no_answer: { label: "Does not answer", behaviour: { does: "no_answer" } },
  busy: { label: "Line is busy", behaviour: { does: "busy" } },
  declines: { label: "Declines the call", behaviour: { does: "declines" } },
  invalid_number: { label: "Number does not exist", behaviour: { does: "invalid_number" } },
  carrier_error: { label: "Carrier reports a fault", behaviour: { does: "carrier_error" } },
} as const satisfies Record<string, Preset<AgentBehaviour>>;

export type CustomerPreset = keyof typeof CUSTOMER;
export type AgentPreset = keyof typeof AGENT;
export type BeforePreset = keyof typeof BEFORE;

const DAY_MS = 86_400_000;
const in24Hours = (at: string) => new Date(Date.parse(at) + DAY_MS).toISOString();

/** More rings than a limit of one number can allow a test to have seen. */
const MANY = 1000;

/** What happened before a test, as the database would tell it: it decides whether the account's rules refuse a number. `at`: ISO 8601. */
export const BEFORE = {
  nothing: { label: "Nothing", history: () => ({}) },
  listed: { label: "The number was put on the do-not-call list", history: () => ({ doNotCall: true }) },
  often: {
    label: "The number was rung as often as it may",
    history: (at) => ({ earlier: { rings: Array<string>(MANY).fill(at), declined_at: null } }),
  },
  declined: {
    label: "The customer has just declined a call",
    history: (at) => ({ earlier: { rings: [], declined_at: at } }),
  },
  limit: {
    label: "The account rang as often as it may",
    history: (at) => ({ reached: { scope: "account", unit: "day", most: 500, starts_at: at, ends_at: in24Hours(at) } }),
  },
  calls: {
    label: "The account has as many calls at once as it may",
    history: () => ({ reached: { scope: "account", unit: "calls", most: 1 } }),
  },
  stopped: { label: "All dialling was stopped", history: () => ({ isStopped: true }) },
} as const satisfies Record<string, { label: string; history: (at: string) => RingHistory }>;
