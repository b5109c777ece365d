import type { RingHistory } from "@/engine/ring-rules/may-ring";
import { query } from "../platform/db";
import type { AttemptWithInteraction, ClaimedDial, HeldDial } from "../ports/attempt";
import { MACHINE_DETECTION_SECONDS, PLACEMENT_SECONDS, RING_GRACE_SECONDS } from "../ports/deadlines";
import type { Store } from "../ports/store";
import { codeOf, UNIQUE_VIOLATION } from "./error-code";
import type { ClaimRow } from "./hot-functions";
import { hot } from "./hot-path";
import { wakeWorkers } from "./queue";

type Attempts = Pick<
  Store,
  | "claimDial"
  | "bindCall"
  | "callProgress"
  | "dialLater"
  | "dialAgain"
  | "dialSlot"
  | "heldDial"
  | "holdDial"
  | "releaseDial"
  | "replacedInteractions"
  | "dialUnknown"
  | "cancelAttempt"
  | "patchAttempt"
  | "boundCalls"
  | "attemptWithInteraction"
  | "attemptError"
>;

/** Dial attempts and the calls that the carrier made of them. */
export const attempts: Attempts = {
  async claimDial(account, attempt, leaseSeconds) {
    try {
      const [row] = await hot().claimDial(account, attempt, leaseSeconds);
      return (row ? claimed(row) : { result: "not_mine" }) as ClaimedDial;
    } catch (error) {
      if (codeOf(error) === UNIQUE_VIOLATION) return { result: "pair_in_doubt" };
      throw error;
    }
  },
  async bindCall(account, { id }, call, dueSeconds) {
    const [row] = await hot().bindCall(account, id, call, dueSeconds);
    return { result: row!.result, cancelRequested: row!.cancel_requested };
  },
  async callProgress(account, carrier, token, { callId, status, sequence, answeredBy }) {
    const within = [PLACEMENT_SECONDS, RING_GRACE_SECONDS, MACHINE_DETECTION_SECONDS] as const;
    const [row] = await hot().callProgress(account, token, carrier, callId, status, sequence, answeredBy, ...within);
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
  async dialAgain(account, attempt, { waitSeconds, firstSeconds, mostSeconds, random, callsPerSecond }, error) {
    const seconds = (at: number) => `make_interval(secs => $${at})`;
    const text = `select patchcord_dial_again($1, $2, ${seconds(3)}, ${seconds(4)}, ${seconds(5)}, $6, $7, $8)`;
    const pause = [waitSeconds, firstSeconds, mostSeconds, random, callsPerSecond];
    await query("dial_again", text, [account, attempt, ...pause, error]);
    wakeWorkers();
  },
  async dialSlot(account, attempt, callsPerSecond) {
    const text = "select patchcord_dial_slot($1, $2, $3) as free";
    const [row] = await query<{ free: boolean }>("dial_slot", text, [account, attempt, callsPerSecond]);
    if (!row!.free) wakeWorkers();
    return row!.free;
  },
  async heldDial(account, attempt) {
    const text = "select patchcord_held_dial($1, $2) as held";
    const [row] = await query<{ held: HeldDial | null }>("held_dial", text, [account, attempt]);
    return row?.held ?? null;
  },
  async holdDial(account, attempt, until, waited) {
    const text = "select patchcord_hold_dial($1, $2, $3, $4)";
    await query("hold_dial", text, [account, attempt, until, JSON.stringify(waited)]);
    wakeWorkers();
  },
  async releaseDial(account, attempt, proof, counted) {
    const text = "select patchcord_release_dial($1, $2, $3, $4) as forbids";
    const values = [account, attempt, JSON.stringify(proof), counted];
    const [row] = await query<{ forbids: RingHistory | null }>("release_dial", text, values);
    return row?.forbids ?? null;
  },
  async replacedInteractions(account, attempt) {
    const text = "select patchcord_replaced_interactions($1, $2) as id";
    const rows = await query<{ id: string }>("replaced_interactions", text, [account, attempt]);
    return rows.map(({ id }) => id);
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
  async patchAttempt(account, patch) {
    await query("patch_attempt", "select patchcord_patch_attempt($1, $2)", [account, JSON.stringify(patch)]);
  },
  async boundCalls(account, carrier, calls) {
    const rows = await query<{ call_id: string }>(
      "bound_calls",
      "select * from patchcord_bound_calls($1, $2, $3) as call_id",
      [account, carrier, calls],
    );
    return rows.map((row) => row.call_id);
  },
  async attemptWithInteraction(account, attempt) {
    const [row] = await query<{ attempt: AttemptWithInteraction }>(
      "attempt_with_interaction",
      "select patchcord_attempt($1, $2) as attempt",
      [account, attempt],
    );
    return row?.attempt ?? null;
  },
  async attemptError(account, attempt) {
    const text = "select patchcord_attempt_error($1, $2) as error";
    const [row] = await query<{ error: string | null }>("attempt_error", text, [account, attempt]);
    return row?.error ?? null;
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
    history: row.history,
  };
}
