import { calendarQuestion, type PortName } from "../contract";
import type { Choice, Who } from "./choice";
import { happening, lastEffect, presentForward, presentGather } from "./happening";
import type { Simulation } from "./simulation";

/** Something that can happen next. */
export type Option = {
  choice: Choice;
  /** Whose doing it is; null: neither customer nor agent. */
  who: Who | null;
  /** For an admin: what the choice is called. */
  label: string;
  /** What is to be filled in first; `choice` holds an example. */
  asks: "keys" | "words" | "result" | null;
  /** Virtual seconds from now. */
  seconds: number;
};

type Unweighed = Omit<Option, "seconds">;

/** What may happen next, the usual first. None: the interaction is over. */
export function choices(simulation: Simulation): Option[] {
  const { state } = simulation;
  if (!state.wait) return [];
  const listed = LISTED[state.wait.for](simulation);
  const leaving = state.call.phase === "live" && !listed.some(({ choice }) => leaves(choice)) ? [CUSTOMER_LEAVES] : [];
  return [...listed, ...leaving].map((option) => ({
    ...option,
    seconds: happening(simulation, option.choice).seconds,
  }));
}

const leaves = (choice: Choice) => choice.does === "hangs_up" && choice.who === "customer";

/** True if something of this kind can happen now. */
export function isPossible(simulation: Simulation, choice: Choice): boolean {
  return choices(simulation).some(
    ({ choice: possible }) => possible.does === choice.does && whoOf(possible) === whoOf(choice),
  );
}

function whoOf(choice: Choice): Who | null {
  return "who" in choice ? choice.who : null;
}

const CUSTOMER_LEAVES: Unweighed = {
  choice: { does: "hangs_up", who: "customer" },
  who: "customer",
  label: "The customer hangs up",
  asks: null,
};

const LISTED = {
  call: (simulation) => rung("customer", lastEffect(simulation, "dial")?.ring_seconds ?? 0),
  prompt: () => [
    { choice: { does: "listens" }, who: "customer", label: "The customer hears it to the end", asks: null },
  ],
  input: inputs,
  forward: forwarded,
  port,
  callback: calledBack,
  time: () => [{ choice: { does: "waits" }, who: null, label: "The time goes by", asks: null }],
} as const satisfies Record<string, (simulation: Simulation) => Unweighed[]>;

function rung(who: Who, ringSeconds: number): Unweighed[] {
  const person = who === "customer" ? "customer" : "agent";
  const voicemail: Unweighed[] =
    who === "customer"
      ? [{ choice: { does: "machine", who }, who, label: "An answering machine takes the call", asks: null }]
      : [];
  return [
    { choice: { does: "answers", who }, who, label: `The ${person} answers`, asks: null },
    { choice: { does: "no_answer", who }, who, label: `No answer after ${ringSeconds} s`, asks: null },
    { choice: { does: "busy", who }, who, label: `The ${person}'s line is busy`, asks: null },
    { choice: { does: "declines", who }, who, label: `The ${person} declines the call`, asks: null },
    ...voicemail,
    { choice: { does: "invalid_number", who }, who, label: "The number does not exist", asks: null },
    { choice: { does: "carrier_error", who }, who, label: "The carrier reports a fault", asks: null },
  ];
}

function forwarded(simulation: Simulation): Unweighed[] {
  if (simulation.agent?.phase !== "ringing") return TALKS;
  const { ring_seconds = 0, accept_key: key } = presentForward(simulation) ?? {};
  const [answers, ...others] = rung("agent", ring_seconds);
  if (!answers || key === undefined) return rung("agent", ring_seconds);
  const who = "agent";
  return [
    { ...answers, label: `The agent answers and presses ${key}` },
    { choice: { does: "does_not_accept", who }, who, label: `The agent answers but does not press ${key}`, asks: null },
    ...others,
  ];
}

/** An agent is found first; then the contact's phone rings; then the two talk. */
function calledBack(simulation: Simulation): Unweighed[] {
  const { phase } = simulation.state.call;
  const who = "agent";
  if (phase === "live") return TALKS;
  if (phase === "dialing")
    return [
      ...rung("customer", lastEffect(simulation, "dial")?.ring_seconds ?? 0),
      { choice: { does: "hangs_up", who }, who, label: "The agent leaves before that", asks: null },
    ];
  return [
    { choice: { does: "answers", who }, who, label: "An agent accepts the callback", asks: null },
    { choice: { does: "waits" }, who: null, label: "No agent accepts in time", asks: null },
    { choice: { does: "no_agent" }, who: null, label: "Nobody of the ring group can be rung", asks: null },
  ];
}

const TALKED: Unweighed = { ...CUSTOMER_LEAVES, label: "They talk; the customer hangs up first" };
const TALKS: Unweighed[] = [
  {
    choice: { does: "hangs_up", who: "agent" },
    who: "agent",
    label: "They talk; the agent hangs up first",
    asks: null,
  },
  TALKED,
];

function inputs(simulation: Simulation): Unweighed[] {
  const { input, timeout_seconds, max_digits } = presentGather(simulation);
  const who = "customer";
  const digits = "1".repeat(Math.min(max_digits ?? 1, 64));
  const keys: Unweighed = { choice: { does: "presses", digits }, who, label: "Presses…", asks: "keys" };
  const words: Unweighed = { choice: { does: "says", text: "yes" }, who, label: "Says…", asks: "words" };
  return [
    ...(input === "speech" ? [] : [keys]),
    ...(input === "digits" ? [] : [words]),
    { choice: { does: "stays_silent" }, who, label: `Stays silent for ${timeout_seconds} s`, asks: null },
  ];
}

const PORT_WORDS = {
  http: "The connection",
  function: "The function",
  salesforce: "Salesforce",
  calendar: "The calendar",
} as const satisfies Record<PortName, string>;

function port(simulation: Simulation): Unweighed[] {
  const asked = lastEffect(simulation, "call_port");
  const name = asked ? PORT_WORDS[asked.port] : "It";
  const free: Unweighed = {
    choice: { does: "result", result: {} },
    who: null,
    label: `${name} answers…`,
    asks: "result",
  };
  return [
    ...(asked?.port === "calendar" ? daysOf(asked.request) : [free]),
    { choice: { does: "refuses", code: "failed" }, who: null, label: `${name} reports an error`, asks: null },
    { choice: { does: "no_result" }, who: null, label: `${name} does not answer in time`, asks: null },
  ];
}

/** A calendar has the days it is asked about, or it has not. */
function daysOf(request: unknown): Unweighed[] {
  const { days } = calendarQuestion.parse(request);
  const answer = (inside: boolean, label: string): Unweighed => {
    const result = { days: days.map((day) => ({ ...day, inside })) };
    return { choice: { does: "result", result }, who: null, label, asks: null };
  };
  return [answer(true, "The day is in the calendar"), answer(false, "The day is not in the calendar")];
}
