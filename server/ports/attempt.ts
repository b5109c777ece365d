import type { RingHistory } from "@/engine/ring-rules/may-ring";
import type { AttemptStatus } from "./attempt-status";
import type { RingDecision } from "./rings";
import type { CallStatus } from "./voice";

/** Whom an attempt calls: the interaction's contact, or an agent for one of its callbacks. */
export type Purpose = "contact" | "callback_agent";

export type AttemptFacts = {
  id: string;
  token: string;
  visit: number;
  /** Which of the visit's tries it is; absent where its step tries once. */
  visit_try?: number;
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
  /** The contact waits on the line for an agent: the place among those who do, from 1. */
  position?: number;
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
  /** Which of the visit's tries it is, from 1, and until when it may be made (ISO 8601); absent: its step tries once. */
  visit_try?: number;
  try_until?: string;
  /** It counts in the account's limits. */
  counted: boolean;
  decision: RingDecision;
  /** It waits until then (ISO 8601) for the account's rules to allow it. */
  held_until?: string;
  /** Given, a dial that is due at once is claimed for so long by the write. */
  lease_seconds?: number;
  /** A start is refused where its call slot is further away than this. A later dial waits, and is dropped after `drop_after_seconds`. */
  max_wait_seconds: number;
  drop_after_seconds: number;
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

export type ClaimedDial =
  | { result: "not_mine" | "pair_in_doubt" }
  /** `held`: it waits for its window, and the rules have to be asked whether that has come. */
  | ({ result: "claimed" | "too_late" | "carrier_waits" | "held" } & Claimed)
  | ({ result: "not_allowed"; history: RingHistory } & Claimed);

/** What has to be known to decide again about a dial that waits for its window. */
export type HeldDial = {
  now: string;
  /** From then on (ISO 8601) it must not be made. */
  last_at: string;
  zone: string | null;
  flow: string;
  client: string;
  visit_try: number | null;
};

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
