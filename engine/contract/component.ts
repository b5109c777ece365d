import type { z } from "zod";
import type { LocalTime } from "../local-time";
import type { NamedKind, SoleKind } from "./field";
import type { Fault, ResumeBody, ResumeKind } from "./resume";
import type { Json, Value, Values } from "./value";
import type { Verb } from "./verbs";

export type CallResult = "answered" | "invalid_number" | "busy" | "no_answer" | "machine" | "failed";
export type Outcome = "forwarded" | "ended" | "contact_hung_up" | "failed" | "cancelled" | "expired";

/** What a step asks of the live call, and what it does to it. The verifier follows this along every path. */
export type CallUse = "none" | "dials" | "needs_live" | "ends";

/** What there is of a call: `ended` is one that has been and is over. */
export type CallState = "none" | "live" | "ended";

export type ExitSpec = {
  id: string;
  label: string;
  /** Said behind the label: its share of the traffic, how reports count it. */
  note?: string;
  /** `mandatory` must be wired before publishing; `hidden` cannot be wired and ends the flow. */
  kind: "mandatory" | "optional" | "hidden";
  /** The hidden exit that is taken in its place while it is not wired. */
  unwired?: string;
  /** How the interaction ended, if this exit ends the flow. Default `ended`. */
  outcome?: Outcome;
  /** What the call is once this exit is taken. Absent: what it was when the step was entered. */
  call?: CallState;
  /** Whether the step has waited when it takes this exit. Absent: never, the exit is taken in the burst that entered. */
  waits?: "always" | "sometimes";
  /** No step that forwards the call may come after this exit. */
  forbids_forward?: true;
};

export type OutputSpec = { id: string; label: string };

/** A value that something of the account's takes or gives, as the admin who made it described it. */
export type Parameter = {
  name: string;
  type: "string" | "number" | "integer" | "boolean" | "uri";
  required?: boolean;
  description?: string;
};

/** What of something the account has a flow may know. `usable: false`: it is there but cannot be used, `why` says the reason. */
export type NamedFacts = {
  /** What publishing binds the name to; absent: the name itself. */
  id?: string;
  label?: string;
  usable?: boolean;
  why?: string;
  takes?: readonly Parameter[];
  gives?: readonly Parameter[];
  /** What is inside and goes by a name of its own: a connection's actions. */
  parts?: Readonly<Record<string, Pick<NamedFacts, "label" | "takes" | "gives">>>;
};

/** How a technical fault goes on where the admin chose nothing: by an own exit, or the flow ends. */
export type DefaultOnError = { do: "exit"; exit: string } | { do: "end_flow" };

/** Names of lucide icons; what draws them has one for each (components/flow/icon.tsx). */
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
  | "shuffle"
  | "speech"
  | "volume-2"
  | "webhook";

/** Something only the component itself can tell about a step's config. */
export type Finding = {
  severity: "error" | "warning";
  /** Stable and snake_case. */
  code: string;
  /** For the admin: what is wrong and what to do, in sentences that stand behind the step's name. */
  message: string;
  /** Where in the config. */
  field: string[];
};

/** What a component's own check may know of the flow around the step. */
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
  /** One sentence for the palette; says what an admin might expect otherwise. */
  description: string;
  config: z.ZodType<Config>;
  /** What a new step's config holds besides its defaults, so that it shows how the component is meant. */
  starts_with?: Partial<Config>;
  exits: (config: Config) => ExitSpec[];
  /** What matters of a step at a glance: one text, or two short lines. The config may be half done. */
  summary?: (config: Readonly<Partial<Config>>) => string[];
  outputs: OutputSpec[];
  /** Further outputs, which depend on what the config names; a step may map others than these, too. The config may be half done. */
  more_outputs?: (config: Readonly<Partial<Config>>, named: CheckFacts["named"]) => OutputSpec[];
  call: CallUse;
  /** Something of the account's that every step of this component works with. */
  needs?: SoleKind;
  /** The step joins the contact with somebody else. */
  forwards?: true;
  default_on_error: DefaultOnError;
  /**
   * What the call can be after a technical fault. Absent: none after a component that dials, else what it was when the
   * step was entered.
   */
  call_after_fault?: readonly CallState[];
  /** The longest wait the admin has configured that is not bounded by a live call's own length, in seconds. */
  longest_wait?: (config: Config) => number;
  /** Type mismatches, branches that never match, settings to warn about; asked only about a valid config. */
  check?: (config: Config, facts: CheckFacts) => Finding[];
};

/** Work outside the engine; data, not a call. Dispatched by the runtime after the burst has committed. */
export type Effect =
  /** `send_digits`: keys that are pressed once the call is answered, `w` being half a second's pause. */
  | { effect: "dial"; from: string; to: string; ring_seconds: number; detect_machine: boolean; send_digits?: string }
  /** Frees the line, and asks the group's agents one day to call back. */
  | ({ effect: "queue_callback" } & CallbackRequest)
  | { effect: "hang_up" }
  | { effect: "call_port"; port: PortName; request: Json; timeout_seconds: number };

/** `priority` 1 comes first; `ring_group` is the flow's name for it; `language` is what agents are spoken to in. */
export type CallbackRequest = {
  number: string;
  from: string;
  ring_group: string;
  priority: number;
  max_wait_seconds: number;
  language: string;
};

export type PortName = "http" | "function" | "salesforce" | "calendar";

/** What a burst can stop at. Every wait has a deadline. */
export type WaitFor = "call" | "prompt" | "input" | "forward" | "port" | "time" | "callback";

export type StepResult =
  /** `call_result`: what became of a call that was never dialled; what a dial brings is known without it. */
  | { do: "exit"; exit: string; outputs?: Values; warnings?: Fault[]; call_result?: CallResult }
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
    }
  /** Ends the execution; a live call is hung up. */
  | { do: "end" }
  | { do: "fail"; code: string; message: string };

/** Why `step` is called: the step was entered, or the wait it asked for is over. */
export type StepInput =
  | { on: "entered"; resume: ResumeBody | null }
  | { [K in ResumeKind]: { on: K; resume: Extract<ResumeBody, { kind: K }> } }[ResumeKind];

/** How a value is written into a text; `before` is all that has been rendered in front of it. */
export type Insert = (value: string, before: string) => string;

export type StepContext = {
  at: string;
  seed: string;
  step_id: string;
  visit: number;
  language: string;
  memory: Json;
  call: { from: string | null; to: string | null };
  variable: (name: string) => Value;
  /** Sets a flow variable; only the trigger does this, everything else has outputs. */
  set: (name: string, value: Value) => void;
  /**
   * Renders a Liquid template; an unset variable renders as the empty string. Throws a fault on a bad template. `insert`
   * writes every value the template inserts, for a language in which a text must not become code.
   */
  render: (template: string, insert?: Insert) => string;
  /** E.164, or null if the text is no valid phone number of any country. */
  phone: (text: Value) => string | null;
  /** What the clocks of a time zone show at this moment. Throws a fault for a zone that is not known here. */
  local: (zone: string) => LocalTime;
  /** True if an RE2 pattern is found in the text; case counts if `exact`. Throws a fault on a bad pattern. */
  matches: (pattern: string, text: string, exact: boolean) => boolean;
  /** A whole number from 0 to below `sides`, the same whenever this interaction comes to this step. */
  draw: (sides: number) => number;
};

export type Step<Config = unknown> = (config: Config, input: StepInput, ctx: StepContext) => StepResult;

export type Component<Config = unknown> = { definition: Definition<Config>; step: Step<Config> };

/** Ties a definition to its step; the config's type is known inside and forgotten outside. */
export function component<Config>(definition: Definition<Config>, step: Step<Config>): Component {
  return { definition, step } as unknown as Component;
}

export type Registry = ReadonlyMap<string, Component>;
