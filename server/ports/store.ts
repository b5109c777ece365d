import type { Json, Outcome, PortName, Resume, Verb } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { CallResult, EngineEvent, State, Status } from "@/engine/run/state";
import type { AttemptStatus } from "./attempt-status";
import type { CallbackChange, CallbackStore } from "./callback";
import type { AccountId } from "./ids";
import type { Bindings } from "./port-call";
import type { CallStatus } from "./voice";

/** The runtime's only way to storage; each method is one round trip unless it says otherwise. */
export interface Store extends CallbackStore {
  readStart(account: AccountId, flow: string, key: string | null): Promise<StartFacts>;
  /**
   * What `readStart` returned for a published flow at most five seconds ago, with `now` moved on; makes no round trip. `start`
   * proves that it still holds.
   */
  recentStart(account: AccountId, flow: string): StartFacts | null;
  /** Accepts an interaction, or nothing. Throws `queue_full`, `idempotency_conflict`. */
  start(account: AccountId, start: StartWrite): Promise<StartResult>;
  read(account: AccountId, by: ReadBy, inputKey: string): Promise<Snapshot | null>;
  /**
   * `from`: the snapshot that the burst was made from. `lost`: another process has advanced the interaction since. `refused`:
   * what the burst holds cannot be stored, however often it is tried; `code` is the database's.
   */
  commit(
    account: AccountId,
    from: Snapshot,
    burst: BurstWrite,
  ): Promise<{ result: Written | "lost" } | { result: "refused"; code: string }>;
  /** A published version's definition, parsed; cached, since it never changes. */
  definition(account: AccountId, version: string): Promise<FlowDefinition>;
  /** What the names in a published version are bound to; cached like the definition. */
  bindings(account: AccountId, version: string): Promise<Bindings>;
  /** The account's rules and numbers; may be up to five seconds old. */
  facts(account: AccountId): Promise<AccountFacts>;

  claimDial(account: AccountId, attempt: string, leaseSeconds: number): Promise<ClaimedDial>;
  bindCall(
    account: AccountId,
    attempt: { id: string; token: string },
    call: string,
    dueSeconds: number,
  ): Promise<Binding>;
  /** Writes a call's status. `endIt`: the attempt, where this call is to be ended. */
  callProgress(
    account: AccountId,
    carrier: string,
    token: string,
    progress: CallProgress,
  ): Promise<{ endIt: string | null }>;
  dialLater(account: AccountId, attempt: string, delaySeconds: number, error: string): Promise<void>;
  /** Dials again what the carrier did not process, after a pause that grows. */
  dialAgain(account: AccountId, attempt: string, pause: DialPause, error: string): Promise<void>;
  /** Takes a call slot for a dial that is repeated. False: it is not free yet, and the dial job comes again when it is. */
  dialSlot(account: AccountId, attempt: string, callsPerSecond: number): Promise<boolean>;
  dialUnknown(account: AccountId, attempt: string, error: string | null, lookInSeconds: number): Promise<boolean>;
  cancelAttempt(
    account: AccountId,
    attempt: string,
  ): Promise<{ result: "cancelled" | "remembered" | "placed" | "over"; callId: string | null; carrier: string | null }>;
  leg(account: AccountId, token: string, leg: LegProgress): Promise<void>;
  /** Writes that the agent takes the call; false where the contact does not wait for it any more. */
  acceptLeg(account: AccountId, token: string, leg: AcceptedLeg): Promise<boolean>;
  /** Writes what has become known of an attempt where that does not advance its interaction. */
  patchAttempt(account: AccountId, patch: AttemptPatch): Promise<void>;
  enqueue(job: Job): Promise<void>;
  /** Ids among `calls` that belong to any attempt of the carrier row. */
  boundCalls(account: AccountId, carrier: string, calls: string[]): Promise<string[]>;

  claimPortCall(account: AccountId, id: string, leaseSeconds: number): Promise<ClaimedPortCall>;
  renewPortCall(account: AccountId, id: string, leaseSeconds: number): Promise<void>;
  /** Ends a port call whose answer no step waits for. */
  endPortCall(account: AccountId, id: string, result: string): Promise<void>;

  takeDue(limit: number, leaseSeconds: number): Promise<Due[]>;
  setDeadline(account: AccountId, subject: DeadlineSubject, id: string, inSeconds: number): Promise<void>;
  clearDeadline(account: AccountId, subject: DeadlineSubject, id: string): Promise<void>;
  /** Counts that a deadline could not be handled; returns how often in a row. It stays due when it is. */
  deadlineFailed(due: Due): Promise<number>;
  /** Deletes a batch of interactions older than the account's retention, and sets when the sweep is due again. Returns how many. */
  sweep(account: AccountId): Promise<number>;
  attemptWithInteraction(account: AccountId, attempt: string): Promise<AttemptWithInteraction | null>;
  /** Why the carrier has not placed the call so far, in words; null where nothing is known. */
  attemptError(account: AccountId, attempt: string): Promise<string | null>;
}

/**
 * Finds an interaction by its id or by an attempt's token. `over`: what a final status callback says of the call; the read
 * itself writes it where the interaction is over already. `call`: the id of the call that asks, given where the answer does not
 * depend on what other calls have written; the snapshot that this process remembers may then replace the read.
 */
export type ReadBy = { interaction: string } | { token: string; over?: Omit<AttemptPatch, "id">; call?: string };

/** `account`: its retention sweep. `ring_group`: ringing agents for its callbacks. `callback`: one whose agent has left. */
export type DeadlineSubject = "interaction" | "attempt" | "port_call" | "ring_group" | "callback" | "account";
export type Due = { account: AccountId; subject: DeadlineSubject; id: string };

/** Whom an attempt calls: the interaction's contact, or an agent for one of its callbacks. */
export type Purpose = "contact" | "callback_agent";

export type AttemptFacts = {
  id: string;
  token: string;
  visit: number;
  carrier_id: string;
  from: string;
  to: string;
  status: AttemptStatus;
  call_id: string | null;
  call_status: CallStatus | null;
  call_sequence: number | null;
  ring_seconds: number;
  detect_machine: boolean;
  cancel_requested: boolean;
  submitted_at: string | null;
  ringing_at: string | null;
  purpose: Purpose;
};

export type AttemptWithInteraction = AttemptFacts & { interaction_id: string; now: string; answered: boolean };

export type LegFacts = {
  call_id: string;
  turn: number;
  status: CallStatus;
  sip_code: number | null;
  answered: boolean;
  /** The agent pressed the key that was asked for. */
  accepted: boolean;
};
export type LegProgress = {
  parentCallId: string;
  callId: string;
  turn: number;
  to: string;
  status: CallStatus;
  sequence: number;
  sipCode: number | null;
};

export type AcceptedLeg = Pick<LegProgress, "parentCallId" | "callId" | "turn" | "to">;

/**
 * `waitSeconds`: what the carrier has asked for. `firstSeconds` doubles with each try up to `mostSeconds`, and is lengthened by
 * up to itself: `random` is at least 0 and less than 1. `callsPerSecond`: the carrier row's.
 */
export type DialPause = {
  waitSeconds: number;
  firstSeconds: number;
  mostSeconds: number;
  random: number;
  callsPerSecond: number | null;
};

export type CallProgress = { callId: string; status: CallStatus; sequence: number; answeredBy: string | null };

export type Document = { visit: number; turn: number; verbs: Verb[] };

export type Snapshot = {
  now: string;
  interaction: string;
  version: number;
  flow: string;
  flowVersion: string;
  status: Status;
  state: State;
  document: Document | null;
  attempt: AttemptFacts | null;
  legs: LegFacts[];
  /** `answer`: the document that this input was answered with before. `applied`: the input was applied, with a document or without. */
  answer: string | null;
  applied: boolean;
  /** Present where this process remembered the snapshot in place of reading it; a burst made from it must carry the proof. */
  proof?: Proof;
};

/** What the commit of a burst that was made without a read checks: the interaction's attempt, and the call that asks. */
export type Proof = { attempt: string; call: string };

export type StartFacts = {
  now: string;
  flowFound: boolean;
  version: { id: string; number: number } | null;
  earlier: { bodyHash: string; response: StartResponse } | null;
};

export type StartResponse = { interaction_id: string; flow_version_id: string; flow_execution_id: string };
/** `claimed`: written, and this process is to make the dial that is due at once. */
export type Written = "written" | "claimed";

/** `outdated`: another version is published by now, or `at` differs too much from the database's clock. `replayed`: the key was used before. */
export type StartResult =
  | { result: Written | "outdated" }
  | { result: "replayed"; bodyHash: string; response: StartResponse };

export type StartWrite = {
  interaction: string;
  flow: string;
  flowVersion: string;
  client: string;
  key: string | null;
  bodyHash: string;
  response: StartResponse;
  burst: BurstWrite & { expires_at: string };
};

/** What one atomic write of a burst holds. `rows` are in order; `version` is the one after them. */
export type BurstWrite = {
  version: number;
  at: string;
  status: Status;
  outcome: Outcome | null;
  call_result: CallResult | null;
  state: State;
  /** Absent: the document does not change. */
  document?: Document | null;
  deadline_at: string | null;
  rows: EventRow[];
  attempt?: NewAttempt;
  attempt_patch?: AttemptPatch;
  callbacks?: CallbackChange[];
  port_call?: NewPortCall;
  /** The port call whose answer this burst brings. `result`: ok, timeout or the port's code. */
  port_end?: { id: string; result: string };
  /** An earlier input whose webhook still waits for this burst's document. */
  answer_of?: { input_key: string; answer: string };
  jobs?: Job[];
  /** The burst was made without a read: it is written only if `at` agrees with the database's clock and the attempt's call is this one. */
  proof?: Proof;
};

export type EventRow = {
  seq: number;
  at: string;
  input_key: string;
  resume: Resume;
  events: EngineEvent[];
  answer: string | null;
  engine: string;
};

export type NewAttempt = {
  id: string;
  token: string;
  visit: number;
  carrier_id: string;
  calls_per_second: number | null;
  from: string;
  to: string;
  ring_seconds: number;
  detect_machine: boolean;
  send_digits?: string;
  /** Given, a dial that is due at once is claimed for so long by the write. */
  lease_seconds?: number;
  /** A start is refused where its call slot is further away than this. A later dial waits, and is dropped after `drop_after_seconds`. */
  max_wait_seconds: number;
  drop_after_seconds: number;
};

export type NewPortCall = {
  id: string;
  visit: number;
  port: PortName;
  request: Json;
  timeout_seconds: number;
  /** True: the process that commits the burst makes the call; false: a job does. */
  claimed: boolean;
  lease_seconds: number;
};

/** `claimed`: make it now. `lapsed`: the process that made it is gone. `busy`: that process still runs. `over`: no step waits for it. */
export type ClaimedPortCall =
  | { result: "busy" | "over" }
  | {
      result: "claimed" | "lapsed";
      interaction: string;
      flowVersion: string;
      visit: number;
      port: PortName;
      request: Json;
      secondsLeft: number;
      at: string;
    };

export type AttemptPatch = {
  id: string;
  status?: AttemptStatus;
  call_id?: string;
  call_status?: CallStatus;
  call_sequence?: number;
  answered_by?: string;
  carrier_code?: number;
  sip_code?: number;
  error?: string;
  duration_seconds?: number;
  answered?: true;
  ended?: true;
};

/** Ends a call at the carrier: the attempt's own, or `call`, a second one that the attempt must not have. */
export type Job = { task: "update_call"; payload: { account: AccountId; attempt: string; call?: string }; key: string };

export type ClaimedDial = { result: "not_mine" | "pair_in_doubt" } | ({ result: "claimed" | "too_late" } & Claimed);

/** What a dial needs to know of its attempt. */
export type Claimed = {
  interaction: string;
  token: string;
  carrier: string;
  from: string;
  to: string;
  ringSeconds: number;
  detectMachine: boolean;
  purpose: Purpose;
  sendDigits: string | null;
};

export type Binding = {
  result: "bound" | "bound_now" | "second_call" | "too_late" | "unknown_attempt";
  cancelRequested: boolean;
};

export type AccountFacts = {
  allowedCountries: string[];
  sandboxOnly: boolean;
  numbers: Map<string, { carrierId: string; voiceEnabled: boolean }>;
  carriers: Map<string, { callsPerSecond: number | null; sandbox: boolean }>;
};
