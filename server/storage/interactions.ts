import type { RingHistory } from "@/engine/ring-rules/may-ring";
import { query } from "../platform/db";
import { PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, NotAgain, ReadBy, Snapshot, StartFacts, StartResponse, Written } from "../ports/interaction";
import type { RefusedRingRow } from "../ports/rings";
import type { Store } from "../ports/store";
import { codeOf, LOCK_NOT_AVAILABLE, UNIQUE_VIOLATION } from "./error-code";
import { hot } from "./hot-path";
import { wakeWorkers } from "./queue";

/** A callback is not what the burst took it for (raised by patchcord_write_callbacks). */
const CALLBACK_CHANGED = "PC006";
/** SQLSTATE classes of data that cannot be stored, now or later: data exceptions, broken constraints, the database's limits. */
const REFUSED_DATA = /^(22|23|54)/;

/** Starts and bursts of interactions: the functions patchcord_read_start, _start, _read and _commit. */
export const interactions: Pick<Store, "readStart" | "recentStart" | "start" | "refuseStart" | "read" | "commit"> = {
  readStart,
  recentStart: () => null,
  start,
  refuseStart,
  read,
  commit,
};

async function readStart(account: AccountId, flow: string, key: string | null): Promise<StartFacts> {
  const [row] = await hot().readStart(account, flow, key);
  const { now, flow_found, version_id, version_number, body_hash, response } = row!;
  return {
    now: new Date(now).toISOString(),
    flowFound: flow_found,
    version: version_id ? { id: version_id, number: version_number } : null,
    earlier: body_hash === null ? null : { bodyHash: body_hash, response },
  };
}

async function start(account: AccountId, write: Parameters<Store["start"]>[1]): ReturnType<Store["start"]> {
  const { interaction, flow, flowVersion, client, key, bodyHash, response, burst } = write;
  const [row] = await hot()
    .start(account, interaction, flow, flowVersion, client, key, bodyHash, response, burst)
    .catch(stillRunning);
  const { result, ...earlier } = row!;
  if (result === "outdated") return { result };
  if (result === "replayed")
    return { result, bodyHash: earlier.body_hash, response: earlier.response as StartResponse };
  if (result === "not_allowed") return { result, history: earlier.response as RingHistory };
  if (result === "not_again") return { result, why: earlier.response as NotAgain };
  if (result === "no_slot")
    throw new PatchcordError("queue_full", "No call slot is free in time.", { headers: { "Retry-After": "5" } });
  if (isQueued(burst, result)) wakeWorkers();
  return { result };
}

function stillRunning(error: unknown): never {
  if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
  throw new PatchcordError("idempotency_conflict", "The first request with this Idempotency-Key is still running.");
}

async function read(account: AccountId, by: ReadBy, inputKey: string): Promise<Snapshot | null> {
  const [interaction, token, over] = "token" in by ? [null, by.token, by.over] : [by.interaction, null];
  const [row] = await hot().read(account, interaction, token, inputKey, over ?? null);
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

async function commit(account: AccountId, from: Snapshot, burst: BurstWrite): ReturnType<Store["commit"]> {
  const written = await hot().commit(account, from.interaction, from.version, burst).catch(notWritten);
  if (!Array.isArray(written)) return { result: "refused", code: written.refused };
  const [result] = written;
  if (!result) return { result: "lost" };
  if (result.startsWith(NOT_ALLOWED))
    return { result: "not_allowed", history: JSON.parse(result.slice(NOT_ALLOWED.length)) };
  if (isQueued(burst, result as Written)) wakeWorkers();
  return { result: result as Written };
}

const NOT_ALLOWED = "not_allowed:";

async function refuseStart(account: AccountId, ring: RefusedRingRow): Promise<void> {
  const text = "select patchcord_refuse_ring($1, null, $2, $3)";
  await query("refuse_ring", text, [account, JSON.stringify(ring), ring.at]);
}

/** A callback that has changed is reported as a lost race, so that the burst is made again after a read. */
function notWritten(error: unknown): [] | { refused: string } {
  const code = codeOf(error);
  if (code === CALLBACK_CHANGED) return [];
  if (typeof code !== "string" || code === UNIQUE_VIOLATION || !REFUSED_DATA.test(code)) throw error;
  return { refused: code };
}

/** True if the burst put something into the queue: whatever its process did not claim. */
function isQueued({ attempt, port_call, jobs, callbacks }: BurstWrite, result: "written" | "claimed"): boolean {
  return Boolean((attempt && result !== "claimed") || (port_call && !port_call.claimed) || jobs || callbacks);
}
