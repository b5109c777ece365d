import type { LogRow } from "@/server/sandbox-carrier/world/call-log";
import type { StartRecord } from "../world/client";
import type { CreateRecord, WebhookRecord } from "../world/world";

export type InteractionRow = {
  id: string;
  flow_id: string;
  flow_version_id: string;
  version: number;
  status: string;
  outcome: string | null;
  call_result: string | null;
  state: unknown;
  started_at: string;
  finished_at: string | null;
};
export type EventRow = {
  interaction_id: string;
  seq: number;
  at: string;
  input_key: string;
  resume: never;
  events: never;
  engine: string;
};
export type AttemptRow = {
  id: string;
  interaction_id: string;
  visit: number;
  visit_try: number | null;
  token: string;
  to_number: string;
  status: string;
  purpose: string;
  submitted_at: string | null;
  ended_at: string | null;
  call_id: string | null;
  callback_id: string | null;
};
export type FactRow = {
  id: string;
  status: string;
  outcome: string | null;
  call_result: string | null;
  is_settled: boolean;
};
/** An event for endpoints, by its place in the order in which they are told. */
export type ToldRow = { interaction_id: string; type: string; body: string };
export type CallbackRow = { id: string; interaction_id: string; visit: number };

/** All that the witness knows: what the carrier wrote down, what clients were told, and the database as it is in the end. */
export type Testimony = {
  log: LogRow[];
  /** The world's beginning, milliseconds since 1970. */
  began: number;
  /** When the last fault was over, milliseconds since the beginning. */
  calmAt: number;
  callsPerSecond: number | null;
  starts: StartRecord[];
  webhooks: WebhookRecord[];
  creates: CreateRecord[];
  uncaught: unknown[];
  /** Work that living processes have not ended. */
  underWay: number;
  interactions: InteractionRow[];
  events: EventRow[];
  attempts: AttemptRow[];
  callbacks: CallbackRow[];
  facts: FactRow[];
  /** Interactions in the counts of reports. */
  counted: number;
  told: ToldRow[];
  /** Numbers on the do-not-call list, and since when (milliseconds since the beginning) an admin was told so. */
  listed: { number: string; at: number }[];
  /** Interactions of accounts that have started none. */
  strangers: number;
  definitions: Map<string, unknown>;
  left: { deadlines: number; jobs: number; port_calls: number; callbacks: number };
};

export type Violation = { invariant: string; what: string };
