import type { z } from "zod";
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
};

export type Definition<Config = unknown> = {
  id: string;
  label: string;
  icon: IconName;
  group: "trigger" | "voice" | "logic" | "data" | "end";
  /** One sentence for the palette; where components.md is silent, the choice made is said here. */
  description: string;
  config: z.ZodType<Config>;
  exits: (config: Config) => ExitSpec[];
  /** What matters of a step at a glance: one text, or two short lines. The config may be half done. */
  summary?: (config: Readonly<Partial<Config>>) => string[];
  outputs: OutputSpec[];
  call: CallUse;
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
  | { effect: "dial"; from: string; to: string; ring_seconds: number; detect_machine: boolean }
  | { effect: "hang_up" }
  | { effect: "call_port"; port: PortName; request: Json; timeout_seconds: number };

export type PortName = "http" | "function" | "salesforce" | "calendar";

/** What a burst can stop at. Every wait has a deadline. */
export type WaitFor = "call" | "prompt" | "input" | "forward" | "port" | "time";

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
  /** Renders a Liquid template; an unset variable renders as the empty string. Throws a fault on a bad template. */
  render: (template: string) => string;
  /** E.164, or null if the text is no valid phone number of any country. */
  phone: (text: Value) => string | null;
};

export type Step<Config = unknown> = (config: Config, input: StepInput, ctx: StepContext) => StepResult;

export type Component<Config = unknown> = { definition: Definition<Config>; step: Step<Config> };

/** Ties a definition to its step; the config's type is known inside and forgotten outside. */
export function component<Config>(definition: Definition<Config>, step: Step<Config>): Component {
  return { definition, step } as unknown as Component;
}

export type Registry = ReadonlyMap<string, Component>;
