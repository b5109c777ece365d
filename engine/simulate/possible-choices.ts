import { calendarQuestion, type PortName } from "../contract";
import { answeringWords } from "./answering-words";
import type { Choice, Who } from "./choice";
import { choiceOutcome } from "./choice-outcome";
import { currentDocument, currentForward, currentGather, lastEffect } from "./current-document";
import type { Simulation } from "./simulation";

/** A choice that is possible now, as the test panel offers it. */
export type Option = {
  choice: Choice;
  /** Who acts; null: neither customer nor agent (a port, the clock). */
  who: Who | null;
  /** The choice in words for an admin. */
  label: string;
  /** What the admin fills in before the choice is made; `choice` holds an example. */
  asks: "keys" | "words" | "result" | null;
  /** Virtual seconds from now. */
  seconds: number;
};

type UntimedOption = Omit<Option, "seconds">;

/** The choices that are possible now, the usual one first; none once the interaction is over. */
export function possibleChoices(simulation: Simulation): Option[] {
  const { state } = simulation;
  if (!state.wait) return [];
  const listed = OPTIONS_BY_WAIT[state.wait.for](simulation);
  const leaving =
    state.call.phase === "live" && !listed.some(({ choice }) => isCustomerHangUp(choice)) ? [CUSTOMER_HANGS_UP] : [];
  return [...listed, ...leaving].map((option) => ({
    ...option,
    seconds: choiceOutcome(simulation, option.choice).seconds,
  }));
}

const isCustomerHangUp = (choice: Choice) => choice.does === "hangs_up" && choice.who === "customer";

/** True if a choice with this verb (`does`) by this person is among the possible ones; its details are not compared. */
export function isPossible(simulation: Simulation, choice: Choice): boolean {
  return possibleChoices(simulation).some(
    ({ choice: possible }) => possible.does === choice.does && whoOf(possible) === whoOf(choice),
  );
}

function whoOf(choice: Choice): Who | null {
  return "who" in choice ? choice.who : null;
}

const CUSTOMER_HANGS_UP: UntimedOption = {
  choice: { does: "hangs_up", who: "customer" },
  who: "customer",
  label: "The customer hangs up",
  asks: null,
};

const OPTIONS_BY_WAIT = {
  call: (simulation) => ringOptions("customer", lastEffect(simulation, "dial")?.ring_seconds ?? 0),
  prompt: () => [
    { choice: { does: "listens" }, who: "customer", label: "The customer hears it to the end", asks: null },
  ],
  input: inputOptions,
  forward: forwardOptions,
  port: portOptions,
  callback: callbackOptions,
  agents: agentsOptions,
  handover: () => [
    { choice: { does: "stays_silent" }, who: "customer", label: "The customer is brought to the agent", asks: null },
    { choice: { does: "hangs_up", who: "agent" }, who: "agent", label: "The agent leaves before that", asks: null },
  ],
  time: () => [{ choice: { does: "waits" }, who: null, label: "The time goes by", asks: null }],
} as const satisfies Record<string, (simulation: Simulation) => UntimedOption[]>;

function ringOptions(who: Who, ringSeconds: number): UntimedOption[] {
  const person = who === "customer" ? "customer" : "agent";
  const voicemail: UntimedOption[] =
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

function forwardOptions(simulation: Simulation): UntimedOption[] {
  if (simulation.agent?.phase !== "ringing") return TALK_OPTIONS;
  const { ring_seconds = 0, accept_key: key } = currentForward(simulation) ?? {};
  const [answers, ...others] = ringOptions("agent", ring_seconds);
  if (!answers || key === undefined) return ringOptions("agent", ring_seconds);
  const who = "agent";
  return [
    { ...answers, label: `The agent answers and presses ${key}` },
    { choice: { does: "does_not_accept", who }, who, label: `The agent answers but does not press ${key}`, asks: null },
    ...others,
  ];
}

/** A callback first finds an agent, then dials the contact, then the two talk. */
function callbackOptions(simulation: Simulation): UntimedOption[] {
  const { phase } = simulation.state.call;
  const who = "agent";
  if (phase === "live") return [...TALK_OPTIONS, HANGS_UP_UNJOINED];
  if (phase === "dialing")
    return [
      ...ringOptions("customer", lastEffect(simulation, "dial")?.ring_seconds ?? 0),
      { choice: CALLER_ID_REJECTED, who: "customer", label: "The carrier refuses the number we call from", asks: null },
      { choice: { does: "hangs_up", who }, who, label: "The agent leaves before that", asks: null },
    ];
  return [
    { choice: { does: "answers", who }, who, label: "An agent accepts the callback", asks: null },
    { choice: { does: "waits" }, who: null, label: "No agent accepts in time", asks: null },
    { choice: { does: "no_agent" }, who: null, label: "Nobody of the ring group can be rung", asks: null },
    RULES_FORBID_AGENTS,
  ];
}

/** The customer waits while agents are rung. */
function agentsOptions(simulation: Simulation): UntimedOption[] {
  const gather = currentDocument(simulation)?.verbs.find(({ verb }) => verb === "gather");
  const who = "agent";
  const keys: UntimedOption = {
    choice: { does: "presses", digits: "1" },
    who: "customer",
    label: "Presses…",
    asks: "keys",
  };
  return [
    { choice: { does: "answers", who }, who, label: "An agent takes the call", asks: null },
    { choice: { does: "no_answer", who }, who, label: "Everybody is rung in vain", asks: null },
    { choice: { does: "waits" }, who: null, label: "No agent is free in time", asks: null },
    { choice: { does: "closed" }, who: null, label: "The ring group is outside its hours", asks: null },
    { choice: { does: "no_agent" }, who: null, label: "Nobody of the ring group can be rung", asks: null },
    RULES_FORBID_AGENTS,
    { choice: { does: "stays_silent" }, who: "customer", label: "The customer goes on waiting", asks: null },
    ...(gather ? [keys] : []),
  ];
}

const RULES_FORBID_AGENTS: UntimedOption = {
  choice: { does: "refuses", code: "not_permitted" },
  who: null,
  label: "The account's rules forbid calling the ring group's agents",
  asks: null,
};

const CUSTOMER_ENDS_TALK: UntimedOption = { ...CUSTOMER_HANGS_UP, label: "They talk; the customer hangs up first" };
const HANGS_UP_UNJOINED: UntimedOption = {
  ...CUSTOMER_HANGS_UP,
  choice: { does: "hangs_up", who: "customer", after: 0 },
  label: "The customer hangs up before they are joined",
};
const CALLER_ID_REJECTED: Choice = { does: "carrier_error", who: "customer", code: "caller_id_rejected" };
const TALK_OPTIONS: UntimedOption[] = [
  {
    choice: { does: "hangs_up", who: "agent" },
    who: "agent",
    label: "They talk; the agent hangs up first",
    asks: null,
  },
  CUSTOMER_ENDS_TALK,
];

function inputOptions(simulation: Simulation): UntimedOption[] {
  const { input, timeout_seconds, max_digits, hears, language } = currentGather(simulation);
  const who = "customer";
  const digits = "1".repeat(Math.min(max_digits ?? 1, 64));
  const keys: UntimedOption = { choice: { does: "presses", digits }, who, label: "Presses…", asks: "keys" };
  const words: UntimedOption = { choice: { does: "says", text: "yes" }, who, label: "Says…", asks: "words" };
  const silent: UntimedOption = {
    ...{ choice: { does: "stays_silent" }, who, label: `Stays silent for ${timeout_seconds} s` },
    asks: null,
  };
  if (hears) return [...answeringOptions(language ?? "en"), words, silent];
  return [...(input === "speech" ? [] : [keys]), ...(input === "digits" ? [] : [words]), silent];
}

/** Who or what can have answered, each by what it says first. */
function answeringOptions(language: string): UntimedOption[] {
  const { hello, screening, voicemail } = answeringWords(language);
  const says = (label: string, text: string): UntimedOption => ({
    ...{ choice: { does: "says", text }, who: "customer", label, asks: null },
  });
  return [
    says(`A person says “${hello}”`, hello),
    says("The phone screens the call", screening),
    says("A voicemail greets", voicemail),
  ];
}

const PORT_NAMES = {
  http: "The connection",
  function: "The function",
  salesforce: "Salesforce",
  calendar: "The calendar",
  do_not_call: "The do-not-call list",
} as const satisfies Record<PortName, string>;

function portOptions(simulation: Simulation): UntimedOption[] {
  const asked = lastEffect(simulation, "call_port");
  const name = asked ? PORT_NAMES[asked.port] : "It";
  const free: UntimedOption = {
    choice: { does: "result", result: {} },
    who: null,
    label: `${name} answers…`,
    asks: "result",
  };
  return [
    ...(asked?.port === "calendar" ? calendarOptions(asked.request) : [free]),
    { choice: { does: "refuses", code: "failed" }, who: null, label: `${name} reports an error`, asks: null },
    { choice: { does: "no_result" }, who: null, label: `${name} does not answer in time`, asks: null },
  ];
}

/** The step asks the calendar about several days; the admin chooses one answer for all of them. */
function calendarOptions(request: unknown): UntimedOption[] {
  const { days } = calendarQuestion.parse(request);
  const answer = (inside: boolean, label: string): UntimedOption => {
    const result = { days: days.map((day) => ({ ...day, inside })) };
    return { choice: { does: "result", result }, who: null, label, asks: null };
  };
  return [answer(true, "The day is in the calendar"), answer(false, "The day is not in the calendar")];
}
