import type { Effect, Fault, Json, Verb } from "../contract";
import type { Capabilities } from "../run/capabilities";
import type { State } from "../run/state";
import type { Choice } from "./choice";

export type Setup = {
  arguments: Readonly<Record<string, string>>;
  /** Any text; decides whatever looks random. */
  seed: string;
  /** ISO 8601, UTC: the moment the virtual clock begins at. */
  started_at: string;
  account?: AccountRules;
  /** What the call's carrier can do; everything where it is not said. */
  capabilities?: Capabilities;
};

/** What of the account's rules can be told without a carrier: the numbers it owns, and the countries it may call (none = all). */
export type AccountRules = { numbers: readonly string[]; countries: readonly string[] };

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

/** One document: what the caller was told to hear or do, in order; `taken`: how many choices had been taken before. */
export type Heard = { turn: number; visit: number; step: string; at: string; verbs: Verb[]; taken: number };

/** Something that was taken, and where. */
export type Taken = { step: string; visit: number; at: string; choice: Choice };

export type OnLine = "idle" | "ringing" | "live" | "gone";

/**
 * A run of a definition under virtual time: a value that never changes, so that stepping back is keeping an older one.
 * Plain JSON.
 */
export type Simulation = {
  setup: Setup;
  state: State;
  /** Virtual time, ISO 8601 UTC. */
  now: string;
  visits: readonly Visit[];
  heard: readonly Heard[];
  effects: readonly (Effect & { at: string })[];
  taken: readonly Taken[];
  answered_at: string | null;
  /** The agent's side of a forward or callback; null while there is none. */
  agent: { phase: "ringing" | "live"; to: string; since: string } | null;
};

/** The step that runs now; null once the interaction is over. */
export function currentStep({ state }: Simulation): string | null {
  return state.cursor?.step ?? null;
}

const CUSTOMER = {
  none: "idle",
  dialing: "ringing",
  live: "live",
  ended: "gone",
} as const satisfies Record<State["call"]["phase"], OnLine>;

/** Who is on the line; somebody who was called and is not any more is gone. */
export function line({ state, agent, effects, heard }: Simulation): { customer: OnLine; agent: OnLine } {
  const customer = CUSTOMER[state.call.phase];
  const dialled = effects.some(({ effect }) => effect === "dial");
  const forwarded = heard.some(({ verbs }) => verbs.some(({ verb }) => verb === "forward" || verb === "conference"));
  return {
    customer: customer === "idle" && dialled ? "gone" : customer,
    agent: agent?.phase ?? (forwarded ? "gone" : "idle"),
  };
}

/** The way taken, `step.exit step.exit …`, as reports and the Flows API write it. */
export function pathOf({ visits }: Simulation): string {
  return visits.map(({ step, exit }) => (exit === null ? step : `${step}.${exit}`)).join(" ");
}

/** Seconds between two moments. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + Math.round(seconds * 1000)).toISOString();
}
