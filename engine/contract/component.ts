import type { z } from "zod";
import type { WhoAnswered } from "../answering/listening";
import type { LocalTime } from "../local-time";
import type { NamedKind, SoleKind } from "./field";
import type { Fault, ResumeBody, ResumeKind } from "./resume";
import type { TryResult } from "./try-results";
import type { Json, Value, Values } from "./value";
import type { AudioVerb, Verb } from "./verbs";

export type CallResult =
  | "answered"
  | "invalid_number"
  | "busy"
  | "no_answer"
  | "machine"
  | "screened"
  | "voicemail"
  | "failed";
export type Outcome = "forwarded" | "ended" | "contact_hung_up" | "failed" | "cancelled" | "expired";

/**
 * What a step needs of the call, and what it does to it; the verifier follows this along every path. `live_or_none`: a live call, or none
 * that was answered.
 */
export type CallUse = "none" | "dials" | "needs_live" | "live_or_none" | "ends";

/** State of the call on a path: `ended` if there was one and it is over. */
export type CallState = "none" | "live" | "ended";

export type ExitSpec = {
  id: string;
  label: string;
  /** Shown behind the label, such as a branch's share of the traffic. */
  note?: string;
  /** `mandatory` must be wired before publishing; `hidden` cannot be wired and ends the flow. */
  kind: "mandatory" | "optional" | "hidden";
  /** The hidden exit that the engine takes instead while this one is not wired. */
  unwired?: string;
  /** How the interaction ended, if this exit ends the flow. Default `ended`. */
  outcome?: Outcome;
  /** What the call is once this exit is taken. Absent: what it was when the step was entered. */
  call?: CallState;
  /** Whether the step has waited when it takes this exit. Absent: never; it is taken in the burst that entered the step. */
  waits?: "always" | "sometimes";
  /** No step that forwards the call may come after this exit. */
  forbids_forward?: true;
  /** Nothing tells whether a person is on the line. */
  may_be_machine?: true;
  /** No person is on the line: no step that forwards the call or asks the contact may come after this exit. */
  forbids_person?: true;
};

export type OutputSpec = { id: string; label: string };

/** An input or output of a resource (an action, a function), as the admin described it. */
export type Parameter = {
  name: string;
  type: "string" | "number" | "integer" | "boolean" | "uri";
  required?: boolean;
  description?: string;
};

/** What a flow may know of one of the account's resources. `usable: false`: it exists but cannot be used; `why` is the reason. */
export type NamedFacts = {
  /** What publishing binds the name to; absent: the name itself. */
  id?: string;
  label?: string;
  usable?: boolean;
  why?: string;
  takes?: readonly Parameter[];
  gives?: readonly Parameter[];
  /** Named parts of the resource: the actions of a connection. */
  parts?: Readonly<Record<string, Pick<NamedFacts, "label" | "takes" | "gives">>>;
};

/** What a technical fault does where the admin chose nothing: the step takes one of its exits, or the flow ends. */
export type DefaultOnError = { do: "exit"; exit: string } | { do: "end_flow" };

/** Names of lucide icons; components/flow/icon.tsx draws each. */
export type IconName =
  | "bell-ring"
  | "calendar-days"
  | "circle-stop"
  | "clock"
  | "cloud-download"
  | "code"
  | "grip"
  | "ear"
  | "list-ordered"
  | "message-square-quote"
  | "phone-incoming"
  | "phone-forwarded"
  | "phone-outgoing"
  | "plug"
  | "route"
  | "shield-ban"
  | "shuffle"
  | "speech"
  | "volume-2"
  | "webhook";

/** A problem that a component's own check finds in a step's config. */
export type Finding = {
  severity: "error" | "warning";
  /** Stable and snake_case. */
  code: string;
  /** For the admin: what is wrong and what to do; shown behind the step's name. */
  message: string;
  /** Where in the config. */
  field: string[];
  /** Nothing is wrong: it is only not filled in yet. */
  missing?: true;
};

/** What a component's check can look up about the flow around the step. */
export type CheckFacts = {
  /** The declared type; undefined if there is no such variable. */
  variableType: (name: string) => "string" | "number" | "boolean" | undefined;
  /** True if any step of the flow reads the variable. */
  isRead: (name: string) => boolean;
  /** Undefined if the account has nothing of that kind and name. */
  named: (kind: NamedKind, name: string) => NamedFacts | undefined;
  /** What is wrong with an RE2 pattern; null if nothing is. */
  patternFault: (pattern: string) => string | null;
};

export type Definition<Config = unknown> = {
  id: string;
  label: string;
  icon: IconName;
  group: "trigger" | "voice" | "logic" | "data" | "end";
  /** One sentence for the palette. */
  description: string;
  config: z.ZodType<Config>;
  /** Values a new step's config starts with besides the schema's defaults, as an example. */
  starts_with?: Partial<Config>;
  exits: (config: Config) => ExitSpec[];
  /** The step's text on the canvas: one line, or two short ones. The config may be incomplete. */
  summary?: (config: Readonly<Partial<Config>>) => string[];
  outputs: OutputSpec[];
  /** Further outputs, of the resource that the config names; a step may map others, too. The config may be incomplete. */
  more_outputs?: (config: Readonly<Partial<Config>>, named: CheckFacts["named"]) => OutputSpec[];
  call: CallUse;
  /** A resource of the account that every step of this component needs. */
  needs?: SoleKind;
  /** The step joins the contact with somebody else. */
  forwards?: true;
  /** The step asks the contact, or has them talk to somebody: a machine is no use to it. */
  needs_person?: true;
  default_on_error: DefaultOnError;
  /**
   * What the call can be after a technical fault; `as_entered`: what it was when the step was entered. Absent: none after a component that
   * dials, else that.
   */
  call_after_fault?: readonly (CallState | "as_entered")[];
  /** What is wrong with a step, of a component for which that is possible, to which a path comes without a call. */
  without_call?: (config: Config) => Finding[];
  /** The longest wait the admin has configured that is not bounded by a live call's own length, in seconds. */
  longest_wait?: (config: Config) => number;
  /** Type mismatches, branches that never match, settings to warn about; asked only about a valid config. */
  check?: (config: Config, facts: CheckFacts) => Finding[];
};

/**
 * Whom a dial or a forward reaches, E.164. `send_digits`: keys that the carrier presses once the call is answered, for an
 * extension; `w` is a pause of half a second.
 */
export type Callee = { to: string; send_digits?: string };

/** `problem` ends a sentence that names the text: "has no country code: …". */
export type ReadCallee = { callee: Callee; problem: null } | { callee: null; problem: string };

/** Work outside the engine; data, not a call. Dispatched by the runtime after the burst has committed. */
export type Effect =
  /**
   * `zone`: where the flow says the callee's clock is, IANA. `waits`: where the account's rules allow the ring later only, it waits until
   * then; with `newest`, a later request of the flow for the same number takes its place. `attempt`: of a step that tries again.
   */
  | ({
      effect: "dial";
      from: string;
      ring_seconds: number;
      detect_machine: boolean;
      zone?: string;
      waits?: "each" | "newest";
      attempt?: StepTry;
    } & Callee)
  /** Queues a callback for the ring group's agents, and ends the call; where its step waits for `agents`, the contact stays on the line. */
  | ({ effect: "queue_callback" } & CallbackRequest)
  /** A queued callback whose contact was not reached: it waits for an agent again, from `pause_seconds` on. */
  | { effect: "requeue_callback"; why: CallbackMiss; pause_seconds: number }
  /** Takes the contact, who waits for an agent, out of the present document: the call asks for the next one. */
  | { effect: "fetch_contact" }
  | { effect: "hang_up" }
  | { effect: "call_port"; port: PortName; request: Json; timeout_seconds: number };

/**
 * A dial of a step that tries again; no other call of the flow rings its number meanwhile. `number`: from 1. `not_before`, `not_after`: when it
 * may be made (ISO 8601); absent: at once, and at any time. `newest`: a later request of the flow for the number takes its place.
 */
export type StepTry = { number: number; not_before?: string; not_after?: string; newest?: true };

/** Why a try of a step was not the last one, and when the next is made (ISO 8601). */
export type EndedTry = { number: number; result: TryResult | CallbackMiss; next_at: string };

/** `number` is the contact's. `priority` 1 comes first; `ring_group` is the name the flow uses; agents are spoken to in `language` (BCP 47). */
export type CallbackRequest = {
  number: string;
  from: string;
  ring_group: string;
  priority: number;
  max_wait_seconds: number;
  language: string;
  /** Of a contact who waits on the line: how often everybody is rung. */
  rounds?: number;
  offer?: AgentOffer;
};

/** What an agent hears who is rung, and the key that takes the call; absent: the product's own words, and its key. */
export type AgentOffer = { accept_key: string; whisper?: AudioVerb[] };

/** Why a contact was not joined with the agent who had accepted. */
export type CallbackMiss = "busy" | "no_answer" | "agent_left";

export type PortName = "http" | "function" | "salesforce" | "calendar" | "do_not_call";

/**
 * What a step can wait for. Every wait has a deadline. `agents`: one is looked for while the contact stays on the line; `handover`: one has
 * accepted, and the contact is being fetched.
 */
export type WaitFor = "call" | "prompt" | "input" | "forward" | "port" | "time" | "callback" | "agents" | "handover";

export type StepResult =
  /**
   * `call_result`: for a step that decides not to dial, or finds out who answered; a dial's own result comes with its resume. `answered`:
   * what decided.
   */
  | {
      do: "exit";
      exit: string;
      outputs?: Values;
      warnings?: Fault[];
      call_result?: CallResult;
      answered?: WhoAnswered;
    }
  | {
      do: "wait";
      for: WaitFor;
      /** The wait's deadline, in seconds from now. */
      seconds: number;
      verbs?: Verb[];
      effects?: Effect[];
      /** Given back as `ctx.memory` when the wait is over. */
      memory?: Json;
      warnings?: Fault[];
      /** What the call is taken for, should it end meanwhile. */
      call_result?: CallResult;
      /** The try that is over, where the step waits for its next one. */
      tried?: EndedTry;
    }
  /** Ends the execution; a live call is hung up. */
  | { do: "end" }
  | { do: "fail"; code: string; message: string };

/** Why `step` is called: the step was entered, or the wait it asked for is over. */
export type StepInput =
  | { on: "entered"; resume: ResumeBody | null }
  | { [K in ResumeKind]: { on: K; resume: Extract<ResumeBody, { kind: K }> } }[ResumeKind];

/** Writes a value into a template's text; `before` is the text rendered so far. */
export type Insert = (value: string, before: string) => string;

export type StepContext = {
  at: string;
  /** When the interaction expires, ISO 8601. */
  expires_at: string;
  seed: string;
  step_id: string;
  visit: number;
  language: string;
  memory: Json;
  /** `is_live`: somebody hears what the step says. */
  call: { from: string | null; to: string | null; send_digits?: string; is_live: boolean };
  variable: (name: string) => Value;
  /** Sets a flow variable; only the trigger does this, everything else has outputs. */
  set: (name: string, value: Value) => void;
  /**
   * Renders a Liquid template; an unset variable renders as the empty string. Throws a fault on a bad template. `insert`
   * escapes every value the template inserts, for a text in another language (SOQL), where a value must not become code.
   */
  render: (template: string, insert?: Insert) => string;
  /** The address of a recording, rendered and normalised. Throws a fault for what no carrier could fetch. */
  address: (template: string) => string;
  /** Whom a phone number as people write it reaches, or why nobody. */
  phone: (text: Value) => ReadCallee;
  /** The language in which the phone that is rung is likely answered (BCP 47). */
  answeredIn: () => string;
  /**
   * The next moment (ISO 8601) at which clocks where a number may ring come to a time of day, `20:00`: by the zone, or else by every zone
   * that the number (E.164) can be in. Null where no zone is known.
   */
  nextTimeOfDay: (time: string, number: string, zone: string | null) => string | null;
  /** Local time in a zone at the burst's moment. Throws a fault for an unknown zone. */
  local: (zone: string) => LocalTime;
  /** True if an RE2 pattern is found in the text; case counts if `exact`. Throws a fault on a bad pattern. */
  matches: (pattern: string, text: string, exact: boolean) => boolean;
  /** True if `part` is in the text, as it is written. */
  contains: (text: string, part: string) => boolean;
  /** A whole number from 0 to below `sides`; the same at every visit of this step in this interaction. */
  draw: (sides: number) => number;
};

export type Step<Config = unknown> = (config: Config, input: StepInput, ctx: StepContext) => StepResult;

export type Component<Config = unknown> = { definition: Definition<Config>; step: Step<Config> };

/** Pairs a definition with its step function; callers see the config as unknown. */
export function component<Config>(definition: Definition<Config>, step: Step<Config>): Component {
  return { definition, step } as unknown as Component;
}

export type Registry = ReadonlyMap<string, Component>;
