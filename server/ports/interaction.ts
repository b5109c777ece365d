import type { Outcome, Resume, Verb } from "@/engine/contract";
import type { RingHistory } from "@/engine/ring-rules/may-ring";
import type { CallResult, EngineEvent, State, Status } from "@/engine/run/state";
import type { AttemptFacts, AttemptPatch, LegFacts, NewAttempt } from "./attempt";
import type { CallbackChange } from "./callback";
import type { AccountId } from "./ids";
import type { NewPortCall } from "./port-call";
import type { RefusedRingRow, RingProof } from "./rings";

/**
 * Finds an interaction by its id or by an attempt's token. `over`: what a final status callback says of the call; the read
 * itself writes it where the interaction is over already. `call`: the id of the call that asks, given where the answer does not
 * depend on what other calls have written; the snapshot that this process remembers may then replace the read.
 */
export type ReadBy = { interaction: string } | { token: string; over?: Omit<AttemptPatch, "id">; call?: string };

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
  | { result: "not_allowed"; history: RingHistory }
  | { result: "not_again"; why: NotAgain }
  | { result: "replayed"; bodyHash: string; response: StartResponse };

/** Why a callback may not be rung again. */
export type NotAgain = "gone" | "not_over" | "talked" | "cancelled" | "erased" | "rung_again" | "goes_on" | "flow_gone";

/** The callback that an interaction asks for once more, and who wanted that. `audit`: the id of its row in the audit log. */
export type RingAgain = { callback: string; actor: string; name: string; audit: string };

export type StartWrite = {
  interaction: string;
  flow: string;
  flowVersion: string;
  client: string;
  key: string | null;
  bodyHash: string;
  response: StartResponse;
  burst: BurstWrite & { expires_at: string; again?: RingAgain };
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
  /** The ring that the burst makes, which its write has to prove: the attempt's, or a forward's. */
  ring?: RingProof;
  /** Rings that the rules refused. */
  refused?: RefusedRingRow[];
  port_call?: NewPortCall;
  /** The port call whose answer this burst brings. `result`: ok, timeout or the port's code. */
  port_end?: { id: string; result: string };
  /** An earlier input whose webhook still waits for this burst's document. */
  answer_of?: { input_key: string; answer: string };
  jobs?: Job[];
  /** Somebody is told what happens in the account: the burst is noted for that. */
  webhooks?: true;
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

export type Job = EndCallJob | ReplaceJob | FetchJob;
/** Ends a call at the carrier: the attempt's own, or `call`, a second one that the attempt must not have. */
export type EndCallJob = {
  task: "update_call";
  payload: { account: AccountId; attempt: string; call?: string };
  key: string;
};
/** Takes the contact out of the document of that visit and turn, in which it waits for an agent. */
export type FetchJob = {
  task: "fetch_contact";
  payload: { account: AccountId; interaction: string; visit: number; turn: number };
  key: string;
};
/** Cancels the older interactions whose place the attempt's takes. */
export type ReplaceJob = { task: "replace_waiting"; payload: { account: AccountId; attempt: string }; key: string };
