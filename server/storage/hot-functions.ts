import type { RingHistory } from "@/engine/ring-rules/may-ring";
import type { AttemptPatch, Purpose } from "../ports/attempt";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, NotAgain, Snapshot, StartResponse, Written } from "../ports/interaction";
import type { SqlFunction } from "./batch";

// The SQL functions that every interaction calls (prisma/functions); their calls share statements (batch.ts).

/** Bursts that ring are ordered by account, carrier and number, whose rows they lock; others by attempt or interaction. */
const lockOrder = (account: AccountId, { attempt, attempt_patch: patch, ring }: BurstWrite, interaction: string) =>
  `${ring ? account : ""} ${attempt?.carrier_id ?? ""} ${ring?.to ?? ""} ${patch?.id ?? interaction}`;

export type StartRow = {
  now: string;
  flow_found: boolean;
  version_id: string | null;
  version_number: number;
  body_hash: string | null;
  response: StartResponse;
};
type ReadStart = [account: AccountId, flow: string, key: string | null];
const readStart: SqlFunction<ReadStart, StartRow> = {
  name: "patchcord_read_start",
  types: ["uuid", "uuid", "text"],
};

type Start = [
  account: AccountId,
  interaction: string,
  flow: string,
  flowVersion: string,
  client: string,
  key: string | null,
  bodyHash: string | null,
  response: StartResponse,
  burst: BurstWrite,
];
export type StartedRow = {
  result: Written | "replayed" | "outdated" | "no_slot" | "not_allowed" | "not_again";
  body_hash: string;
  response: StartResponse | RingHistory | NotAgain;
};
const start: SqlFunction<Start, StartedRow> = {
  name: "patchcord_start",
  types: ["uuid", "uuid", "uuid", "uuid", "text", "text", "text", "jsonb", "jsonb"],
  order: (...args) => lockOrder(args[0], args[8], args[1]),
};

export type ReadRow = Omit<Snapshot, "now" | "interaction" | "flow" | "flowVersion" | "legs"> & {
  now: string;
  interaction_id: string;
  flow_id: string;
  flow_version_id: string;
  legs: Snapshot["legs"] | null;
};
type Read = [
  account: AccountId,
  interaction: string | null,
  token: string | null,
  inputKey: string,
  over: Omit<AttemptPatch, "id"> | null,
];
const read: SqlFunction<Read, ReadRow> = {
  name: "patchcord_read",
  first: true,
  types: ["uuid", "uuid", "text", "text", "jsonb"],
  order: (_account, interaction, token) => interaction ?? token ?? "",
};

/** `written`, `claimed`, or `not_allowed:` and the ring's history as JSON. */
type CommitResult = Written | `not_allowed:${string}`;
type Commit = [account: AccountId, interaction: string, expected: number, burst: BurstWrite];
const commit: SqlFunction<Commit, CommitResult | null> = {
  name: "patchcord_commit",
  first: true,
  types: ["uuid", "uuid", "int", "jsonb"],
  order: (account, interaction, _expected, burst) => lockOrder(account, burst, interaction),
};

export type ClaimRow = {
  result: string;
  interaction_id: string;
  token: string;
  carrier_id: string;
  from_number: string;
  to_number: string;
  ring_seconds: number;
  detect_machine: boolean;
  purpose: Purpose;
  send_digits: string | null;
  history: RingHistory | null;
};
type Claim = [account: AccountId, attempt: string, leaseSeconds: number];
const claimDial: SqlFunction<Claim, ClaimRow> = {
  name: "patchcord_claim_ring",
  types: ["uuid", "uuid", "seconds"],
  order: (_account, attempt) => attempt,
};

type Bind = [account: AccountId, attempt: string, call: string, dueSeconds: number];
const bindCall: SqlFunction<Bind, { result: "bound"; cancel_requested: boolean }> = {
  name: "patchcord_bind_call",
  types: ["uuid", "uuid", "text", "seconds"],
  order: (_account, attempt) => attempt,
};

type Progress = [
  account: AccountId,
  token: string,
  carrier: string,
  call: string,
  status: string,
  sequence: number | null,
  answeredBy: string | null,
  placeSeconds: number,
  ringGraceSeconds: number,
  detectionSeconds: number,
];
const callProgress: SqlFunction<Progress, { result: string; attempt_id: string }> = {
  name: "patchcord_call_progress",
  types: ["uuid", "text", "uuid", "text", "text", "int", "text", "seconds", "seconds", "seconds"],
  order: (_account, token) => token,
};

type Leg = [
  account: AccountId,
  token: string,
  parentCall: string,
  call: string,
  turn: number,
  to: string | null,
  status: string,
  sequence: number | null,
  sipCode: number | null,
];
const leg: SqlFunction<Leg, null> = {
  name: "patchcord_leg",
  types: ["uuid", "text", "text", "text", "int", "text", "text", "int", "int"],
  order: (_account, token) => token,
};

export const hotFunctions = { readStart, start, read, commit, claimDial, bindCall, callProgress, leg };
