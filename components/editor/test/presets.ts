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
