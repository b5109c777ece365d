import type { FlowDefinition } from "@/engine/definition/schema";
import type { RingAccount, RingHistory } from "@/engine/ring-rules/may-ring";
import type {
  AcceptedLeg,
  AttemptPatch,
  AttemptWithInteraction,
  Binding,
  CallProgress,
  ClaimedDial,
  DialPause,
  HeldDial,
  LegProgress,
} from "./attempt";
import type { CallbackStore } from "./callback";
import type { AccountId } from "./ids";
import type { BurstWrite, Job, ReadBy, Snapshot, StartFacts, StartResult, StartWrite, Written } from "./interaction";
import type { Bindings, ClaimedPortCall } from "./port-call";
import type { RefusedRingRow, RingProof, RingWait } from "./rings";

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
   * what the burst holds cannot be stored, however often it is tried; `code` is the database's. `not_allowed`: the ring that it
   * wants may not be made now, and `history` says why.
   */
  commit(
    account: AccountId,
    from: Snapshot,
    burst: BurstWrite,
  ): Promise<
    { result: Written | "lost" } | { result: "refused"; code: string } | { result: "not_allowed"; history: RingHistory }
  >;
  /** A published version's definition, parsed; cached, since it never changes. */
  definition(account: AccountId, version: string): Promise<FlowDefinition>;
  /** What the names in a published version are bound to; cached like the definition. */
  bindings(account: AccountId, version: string): Promise<Bindings>;
  /** The account's rules and numbers; may be up to five seconds old. */
  facts(account: AccountId): Promise<AccountFacts>;
  /** Writes down why a start was refused; what is refused later is part of its burst. */
  refuseStart(account: AccountId, ring: RefusedRingRow): Promise<void>;

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
  /**
   * Takes a call slot for a dial that has none, at the carrier row's pace (null: none). False: it is not free yet, and the dial job
   * comes again when it is.
   */
  dialSlot(account: AccountId, attempt: string, callsPerSecond: number | null): Promise<boolean>;
  /** A dial that waits for its window; null where it waits no more. */
  heldDial(account: AccountId, attempt: string): Promise<HeldDial | null>;
  /** Lets it wait further, until then (ISO 8601). */
  holdDial(account: AccountId, attempt: string, until: string, waited: RingWait): Promise<void>;
  /** Lets it be made like any other dial, and counts it. What forbids it, else null. */
  releaseDial(account: AccountId, attempt: string, proof: RingProof, counted: boolean): Promise<RingHistory | null>;
  /** Interactions of the same flow that began before the attempt's and wait to ring its number. */
  replacedInteractions(account: AccountId, attempt: string): Promise<string[]>;
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
 * `account`: its retention sweep. `ring_group`: ringing agents for its callbacks. `callback`: one whose agent has left. `report_schedule`: its
 * next turn.
 */
export type DeadlineSubject =
  | "interaction"
  | "attempt"
  | "port_call"
  | "ring_group"
  | "callback"
  | "account"
  | "report_schedule";

export type Due = { account: AccountId; subject: DeadlineSubject; id: string };

export type AccountFacts = {
  /** What decides whom it may ring. */
  rings: RingAccount;
  numbers: Map<string, { carrierId: string; voiceEnabled: boolean }>;
  carriers: Map<string, { callsPerSecond: number | null; sandbox: boolean }>;
  /** Whether anybody is to be told what happens. */
  hasWebhooks: boolean;
};
