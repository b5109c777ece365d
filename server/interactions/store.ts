import { registry } from "@/components/flow/registry";
import { BoundedMap } from "@/engine/bounded-map";
import type { Json, PortName } from "@/engine/contract";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { accountFacts } from "../accounts/data";
import { callbackStore } from "../callbacks/store";
import { query, sharedFunctions } from "../db";
import { PatchcordError } from "../errors";
import { takeHand } from "../jobs/hand-over";
import { wakeWorkers } from "../jobs/queue";
import type { AccountId } from "../ports/ids";
import type { Bindings } from "../ports/port-call";
import type {
  AttemptOwner,
  BurstWrite,
  Claimed,
  ClaimedDial,
  Due,
  NewAttempt,
  ReadBy,
  Snapshot,
  StartFacts,
  Store,
} from "../ports/store";
import { once } from "../process-state";
import { DETECTION_SECONDS, LEASE_SECONDS, PLACE_SECONDS, RING_GRACE_SECONDS } from "../runtime/deadlines";
import { type Burst, type ClaimRow, hotFunctions, type StartedRow } from "./hot-functions";
import { forgetStart, recentStart, rememberStart } from "./recent-starts";

const hot = sharedFunctions("hot", hotFunctions);

const UNIQUE_VIOLATION = "23505";
const LOCK_NOT_AVAILABLE = "55P03";
const SWEEP_BATCH = 500;
const SWEEP_AGAIN_SECONDS = 3600;

/** The store over PostgreSQL: one SQL function a method (prisma/functions), one round trip each. */
export const store: Store = {
  readStart,
  recentStart,
  start,
  read,
  commit,
  ...callbackStore,
  definition: async (account, version) => (await flowVersion(account, version)).definition,
  bindings: async (account, version) => (await flowVersion(account, version)).bindings,
  facts: accountFacts,

  async claimDial(account, attempt, leaseSeconds) {
    try {
      const [row] = await hot.claimDial(account, attempt, leaseSeconds);
      return (row ? claimed(row) : { result: "not_mine" }) as ClaimedDial;
    } catch (error) {
      if (codeOf(error) === UNIQUE_VIOLATION) return { result: "pair_in_doubt" };
      throw error;
    }
  },
  async bindCall(account, attempt, call, dueSeconds) {
    const [row] = await hot.bindCall(account, attempt, call, dueSeconds);
    return { result: row!.result, cancelRequested: row!.cancel_requested };
  },
  async callProgress(account, carrier, token, { callId, status, sequence, answeredBy }) {
    const within = [PLACE_SECONDS, RING_GRACE_SECONDS, DETECTION_SECONDS] as const;
    const [row] = await hot.callProgress(account, token, carrier, callId, status, sequence, answeredBy, ...within);
    return { endIt: row?.result === "end_it" ? row.attempt_id : null };
  },
  async dialLater(account, attempt, delaySeconds, error) {
    await query("dial_later", "select patchcord_dial_later($1, $2, make_interval(secs => $3), $4)", [
      account,
      attempt,
      delaySeconds,
      error,
    ]);
    wakeWorkers();
  },
  async dialUnknown(account, attempt, error, lookInSeconds) {
    const text = "select patchcord_dial_unknown($1, $2, $3, make_interval(secs => $4)) as changed";
    const [row] = await query<{ changed: boolean }>("dial_unknown", text, [account, attempt, error, lookInSeconds]);
    return row?.changed ?? false;
  },
  async cancelAttempt(account, attempt) {
    type Row = {
      result: "cancelled" | "remembered" | "placed" | "over";
      call_id: string | null;
      carrier_id: string | null;
    };
    const [row] = await query<Row>("cancel_attempt", "select * from patchcord_cancel_attempt($1, $2)", [
      account,
      attempt,
    ]);
    return { result: row!.result, callId: row!.call_id, carrier: row!.carrier_id };
  },
  async leg(account, token, { parentCallId, callId, turn, to, status, sequence, sipCode }) {
    await hot.leg(account, token, parentCallId, callId, turn, to, status, sequence, sipCode);
  },
  async acceptLeg(account, token, { parentCallId, callId, turn, to }) {
    const text = "select patchcord_accept_leg($1, $2, $3, $4, $5, $6) as accepted";
    const [row] = await query<{ accepted: boolean }>("accept_leg", text, [
      account,
      token,
      parentCallId,
      callId,
      turn,
      to,
    ]);
    return row?.accepted ?? false;
  },
  async patchAttempt(account, patch) {
    await query("patch_attempt", "select patchcord_patch_attempt($1, $2)", [account, JSON.stringify(patch)]);
  },
  async enqueue({ task, payload, key }) {
    await query("enqueue", "select patchcord_enqueue($1, $2, now(), $3)", [task, JSON.stringify(payload), key]);
    wakeWorkers();
  },
  async boundCalls(account, carrier, calls) {
    const rows = await query<{ call_id: string }>(
      "bound_calls",
      "select * from patchcord_bound_calls($1, $2, $3) as call_id",
      [account, carrier, calls],
    );
    return rows.map((row) => row.call_id);
  },

  async claimPortCall(account, id, leaseSeconds) {
    const text = "select * from patchcord_claim_port_call($1, $2, make_interval(secs => $3))";
    const [row] = await query<PortRow>("claim_port_call", text, [account, id, leaseSeconds]);
    if (row?.result !== "claimed" && row?.result !== "lapsed") return { result: row?.result ?? "over" };
    const { result, interaction_id, flow_version_id, visit, port, request, seconds_left, at } = row;
    return {
      ...{ result, interaction: interaction_id, flowVersion: flow_version_id, visit, port, request },
      ...{ secondsLeft: seconds_left, at: at.toISOString() },
    };
  },
  async renewPortCall(account, id, leaseSeconds) {
    const text = "select patchcord_renew_port_call($1, $2, make_interval(secs => $3))";
    await query("renew_port_call", text, [account, id, leaseSeconds]);
  },
  async endPortCall(account, id, result) {
    await query("end_port_call", "select patchcord_end_port_call($1, $2, $3)", [account, id, result]);
  },

  async takeDue(limit, leaseSeconds) {
    const rows = await query<Due & { account_id: AccountId }>(
      "take_due",
      "select * from patchcord_take_due($1, make_interval(secs => $2))",
      [limit, leaseSeconds],
    );
    return rows.map(({ account_id, subject, id }) => ({ account: account_id, subject, id }));
  },
  async setDeadline(account, subject, id, inSeconds) {
    const text = "select patchcord_set_deadline($1, $2, $3, patchcord_now() + make_interval(secs => $4))";
    await query("set_deadline", text, [account, subject, id, inSeconds]);
  },
  async clearDeadline(account, subject, id) {
    await query("clear_deadline", "select patchcord_clear_deadline($1, $2, $3)", [account, subject, id]);
  },
  async sweep(account) {
    const values = [account, SWEEP_BATCH, SWEEP_AGAIN_SECONDS];
    const [row] = await query<{ deleted: number }>(
      "sweep",
      "select patchcord_sweep($1, $2, make_interval(secs => $3)) as deleted",
      values,
    );
    return row?.deleted ?? 0;
  },
  async attemptOwner(account, attempt) {
    const [row] = await query<{ attempt: AttemptOwner }>(
      "attempt_owner",
      "select patchcord_attempt($1, $2) as attempt",
      [account, attempt],
    );
    return row?.attempt ?? null;
  },
};

function claimed(row: ClaimRow) {
  const { result, interaction_id, token, carrier_id, from_number, to_number, ring_seconds, detect_machine } = row;
  return {
    result,
    interaction: interaction_id,
    token,
    carrier: carrier_id,
    from: from_number,
    to: to_number,
    ringSeconds: ring_seconds,
    detectMachine: detect_machine,
    purpose: row.purpose,
    sendDigits: row.send_digits,
  };
}

type PortRow = {
  result: "claimed" | "lapsed" | "busy" | "over";
  interaction_id: string;
  flow_version_id: string;
  visit: number;
  port: PortName;
  request: Json;
  seconds_left: number;
  at: Date;
};

async function readStart(account: AccountId, flow: string, key: string | null): Promise<StartFacts> {
  const [row] = await hot.readStart(account, flow, key);
  const { now, flow_found, version_id, version_number, body_hash, response } = row!;
  const version = version_id ? { id: version_id, number: version_number } : null;
  if (version) rememberStart(account, flow, version, now);
  return {
    now: new Date(now).toISOString(),
    flowFound: flow_found,
    version,
    earlier: body_hash === null ? null : { bodyHash: body_hash, response },
  };
}

async function start(account: AccountId, write: Parameters<Store["start"]>[1]): ReturnType<Store["start"]> {
  const { interaction, flow, flowVersion, client, key, bodyHash, response, burst } = write;
  const started = async (wanted: Burst): Promise<StartedRow> => {
    const [row] = await hot.start(account, interaction, flow, flowVersion, client, key, bodyHash, response, wanted);
    return row!;
  };
  const { result, ...earlier } = await withHand(account, interaction, burst, started).catch(stillRunning);
  if (result === "outdated") {
    forgetStart(flow);
    return "outdated";
  }
  if (result === "replayed") return { result: "replayed", bodyHash: earlier.body_hash, response: earlier.response };
  if (result === "no_slot")
    throw new PatchcordError("queue_full", "No call slot is free in time.", { headers: { "Retry-After": "5" } });
  return { result: "accepted" };
}

function stillRunning(error: unknown): never {
  if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
  throw new PatchcordError("idempotency_conflict", "The first request with this Idempotency-Key is still running.");
}

async function read(account: AccountId, by: ReadBy, inputKey: string): Promise<Snapshot | null> {
  const [interaction, token, over] = "token" in by ? [null, by.token, by.over] : [by.interaction, null];
  const [row] = await hot.read(account, interaction, token, inputKey, over ?? null);
  if (!row) return null;
  const { now, interaction_id, flow_id, flow_version_id, legs, ...rest } = row;
  return {
    ...rest,
    now: new Date(now).toISOString(),
    interaction: interaction_id,
    flow: flow_id,
    flowVersion: flow_version_id,
    legs: legs ?? [],
  };
}

async function commit(account: AccountId, interaction: string, expected: number, burst: BurstWrite): Promise<boolean> {
  const committed = async (wanted: Burst) => {
    const [result] = await hot.commit(account, interaction, expected, wanted).catch(lost);
    return { result: result ?? "lost" } as const;
  };
  const { result } = await withHand(account, interaction, burst, committed);
  return result !== "lost";
}

/** A callback is not what the burst took it for: as with an interaction that has moved on, it is read again. */
function lost(error: unknown): [] {
  if (codeOf(error) === "PC006") return [];
  throw error;
}

/**
 * Writes a burst, and begins what it wants: a dial that is due at once is claimed with it and made by this process, where
 * that has a hand free; whatever else goes to whichever worker hears of it first.
 */
async function withHand<Row extends { result: string }>(
  account: AccountId,
  interaction: string,
  burst: BurstWrite,
  write: (burst: Burst) => Promise<Row>,
): Promise<Row> {
  const { attempt, port_call, jobs, callbacks } = burst;
  const hand = attempt ? takeHand() : null;
  const wanted = attempt && hand ? { ...burst, attempt: { ...attempt, lease_seconds: LEASE_SECONDS } } : burst;
  const row = await write(wanted).catch((error: unknown) => {
    hand?.putBack();
    throw error;
  });
  const claimed = row.result === "claimed";
  if (attempt && claimed) hand?.dial({ account, attempt: attempt.id, claimed: claimedWith(interaction, attempt) });
  else hand?.putBack();
  const queued = (attempt && !claimed) || (port_call && !port_call.claimed) || jobs || callbacks;
  if (queued && (claimed || row.result === "written")) wakeWorkers();
  return row;
}

function claimedWith(interaction: string, attempt: NewAttempt): Claimed {
  const { token, carrier_id, from, to, ring_seconds, detect_machine, send_digits } = attempt;
  return {
    ...{ interaction, token, carrier: carrier_id, from, to, ringSeconds: ring_seconds, detectMachine: detect_machine },
    purpose: "contact",
    sendDigits: send_digits ?? null,
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}

const CACHED_VERSIONS = 500;

type Version = { definition: FlowDefinition; bindings: Bindings };

/** Versions that are published never change: cached by id for the life of the process. */
async function flowVersion(account: AccountId, version: string): Promise<Version> {
  const cache = once("flow-versions", () => new BoundedMap<string, Version>(CACHED_VERSIONS));
  const known = cache.get(version);
  if (known) return known;
  const text = "select * from patchcord_version($1, $2)";
  const [row] = await query<{ definition: unknown; bindings: Bindings }>("version", text, [account, version]);
  const parsed = parseDefinition(registry, row?.definition);
  if (!row || !parsed.ok)
    throw new PatchcordError("internal", "The flow version cannot be read.", {
      cause: parsed.ok ? undefined : parsed.errors,
    });
  const read = { definition: parsed.definition, bindings: row.bindings };
  cache.set(version, read);
  return read;
}
