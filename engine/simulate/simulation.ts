import type { Effect, Fault, Json, Verb } from "../contract";
import type { RingHistory } from "../ring-rules/may-ring";
import type { RingRules } from "../ring-rules/rules";
import type { Capabilities } from "../run/capabilities";
import type { State } from "../run/state";
import type { Choice } from "./choice";

export type Setup = {
  arguments: Readonly<Record<string, string>>;
  /** Any text; every draw (traffic splitter) follows from it. */
  seed: string;
  /** ISO 8601, UTC: where the virtual clock starts. */
  started_at: string;
  account?: AccountRules;
  /** What the call's carrier can do; default: everything. */
  capabilities?: Capabilities;
};

/**
 * What of the account decides whom a simulated call may ring: the E.164 numbers it owns, and its rules. `history`: what is taken to
 * have happened before, or to be listed; absent: nothing.
 */
export type AccountRules = {
  numbers: readonly string[];
  ring_rules: RingRules;
  /** IANA. */
  time_zone: string;
  stopped: { reason: string } | null;
  history?: RingHistory;
};

export type Visit = {
  visit: number;
  step: string;
  component: string;
  entered_at: string;
  left_at: string | null;
  /** Null while the step runs; "" for a step without exits. */
  exit: string | null;
  error: Fault | null;
  warnings: Fault[];
  set: { name: string; value: Json }[];
};

/** One document that the contact's call was given. `choicesBefore`: how many choices had been taken by then. */
export type PlayedDocument = {
  turn: number;
  visit: number;
  step: string;
  at: string;
  verbs: Verb[];
  choicesBefore: number;
};

/** A choice that was taken, the step visit it was taken in, and when (ISO 8601). */
export type TakenChoice = { step: string; visit: number; at: string; choice: Choice };

export type LineState = "idle" | "ringing" | "live" | "gone";

/**
 * A run of a definition under virtual time, as immutable plain JSON: to step back, the caller keeps an older one.
 */
export type Simulation = {
  setup: Setup;
  state: State;
  /** Virtual time, ISO 8601 UTC. */
  now: string;
  visits: readonly Visit[];
  documents: readonly PlayedDocument[];
  effects: readonly (Effect & { at: string })[];
  takenChoices: readonly TakenChoice[];
  answered_at: string | null;
  /** The agent's side of a forward or callback; null while there is no such agent. `since`: ISO 8601. */
  agent: { phase: "ringing" | "live"; to: string; since: string } | null;
};

/** The step that runs now; null once the interaction is over. */
export function currentStep({ state }: Simulation): string | null {
  return state.cursor?.step ?? null;
}

const CUSTOMER_LINE = {
  none: "idle",
  dialing: "ringing",
  live: "live",
  ended: "gone",
} as const satisfies Record<State["call"]["phase"], LineState>;

/** State of both lines. `gone`: the call to that party is over; `idle`: there has been none. */
export function lineStates({ state, agent, effects, documents }: Simulation): {
  customer: LineState;
  agent: LineState;
} {
  const customer = CUSTOMER_LINE[state.call.phase];
  const dialled = effects.some(({ effect }) => effect === "dial");
  const forwarded = documents.some(({ verbs }) =>
    verbs.some(({ verb }) => verb === "forward" || verb === "conference"),
  );
  return {
    customer: customer === "idle" && dialled ? "gone" : customer,
    agent: agent?.phase ?? (forwarded ? "gone" : "idle"),
  };
}

/** The path taken, `step.exit step.exit …`, as reports and the Flows API write it. */
export function pathOf({ visits }: Simulation): string {
  return visits.map(({ step, exit }) => (exit === null ? step : `${step}.${exit}`)).join(" ");
}

/** Seconds from one ISO 8601 moment to another. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** The ISO 8601 moment so many seconds after `at`, to the millisecond. */
export function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + Math.round(seconds * 1000)).toISOString();
}
