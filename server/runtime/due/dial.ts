import { mayRing, type RingHistory, type RingRefusal } from "@/engine/ring-rules/may-ring";
import { callAddresses } from "../../ports/addresses";
import type { Claimed } from "../../ports/attempt";
import { dueSeconds, LEASE_SECONDS, RECONCILE_EVERY_SECONDS, TIME_LIMIT_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { CreateCallResult } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { endCallJob } from "../webhook/call-status";
import { decideHeldDial } from "./held-dial";

/** How long a dial waits while another attempt between the same two numbers is in doubt, which takes at most a minute. */
const PAIR_RETRY_SECONDS = 2;
/** How long to wait before a carrier that did not process the request is asked again, at first and after many tries. */
const FIRST_PAUSE_SECONDS = 1;
const MOST_PAUSE_SECONDS = 30;
/** A wait holds for all dials of the carrier row; whatever the carrier says, after so long one of them asks it again. */
const MOST_WAIT_SECONDS = 3600;

/** What a dial job is about. `calls_per_second`: the carrier row's pace (null: none), given where the dial has no call slot yet. */
export type DialJob = { account: AccountId; attempt: string; calls_per_second?: number | null };

/**
 * The dial job: sends at most one POST for an attempt, ever. It commits `submitting` before it sends the request; an attempt
 * without a clear answer becomes `unknown`, and no code dials it again.
 */
export async function dial(runtime: Runtime, job: DialJob, random: () => number): Promise<void> {
  const { account, attempt, calls_per_second: pace } = job;
  if (pace !== undefined && !(await runtime.store.dialSlot(account, attempt, pace))) return;
  const claimed = await runtime.store.claimDial(account, attempt, LEASE_SECONDS);
  if (claimed.result === "carrier_waits") {
    const calls_per_second = await paceOf(runtime, account, claimed.carrier);
    return dial(runtime, { account, attempt, calls_per_second }, random);
  }
  if (claimed.result === "claimed") await placeCall(runtime, account, attempt, claimed, random);
  if (claimed.result === "pair_in_doubt") {
    const error = "Another call between these numbers is still in doubt.";
    await runtime.store.dialLater(account, attempt, PAIR_RETRY_SECONDS, error);
  }
  if (claimed.result === "too_late") await dropDial(runtime, account, attempt, claimed);
  if (claimed.result === "not_allowed") await stopDial(runtime, account, attempt, claimed);
  if (claimed.result === "held") await dialHeld(runtime, account, attempt, claimed, random);
}

/** Makes a dial that has waited for its window, or drops it where its number must not be rung any more. */
async function dialHeld(
  runtime: Runtime,
  account: AccountId,
  attempt: string,
  claimed: Claimed,
  random: () => number,
): Promise<void> {
  const decided = await decideHeldDial(runtime, account, attempt, claimed);
  if (decided.result === "refused")
    await stopDial(runtime, account, attempt, { ...claimed, history: {} }, decided.refusal);
  if (decided.result === "released")
    await dial(runtime, { account, attempt, calls_per_second: decided.callsPerSecond }, random);
}

/** Asks the carrier to place the call of an attempt that this process has claimed. `random` is at least 0 and less than 1. */
export async function placeCall(
  runtime: Runtime,
  account: AccountId,
  attempt: string,
  claimed: Claimed,
  random: () => number,
): Promise<void> {
  const { store, carriers, publicUrl } = runtime;
  const { token, carrier, from, to, ringSeconds, detectMachine, sendDigits } = claimed;
  const client = await carriers.client(account, carrier);
  const addresses = callAddresses(publicUrl, carrier, token, claimed);
  const created = await client.createCall({
    from,
    to,
    ringSeconds,
    detectMachine,
    ...(sendDigits ? { sendDigits } : {}),
    timeLimitSeconds: TIME_LIMIT_SECONDS,
    addresses,
  });

  if (created.result === "placed") {
    const due = dueSeconds(ringSeconds, "queued");
    const bound = await store.bindCall(account, { id: attempt, token }, created.callId, due);
    if (bound.cancelRequested) await store.enqueue(endCallJob(account, attempt));
    if (bound.result === "second_call" || bound.result === "too_late")
      await store.enqueue(endCallJob(account, attempt, created.callId));
  } else if (created.result === "not_processed") {
    const pause = {
      waitSeconds: Math.min(created.retryAfterSeconds ?? 0, MOST_WAIT_SECONDS),
      ...{ firstSeconds: FIRST_PAUSE_SECONDS, mostSeconds: MOST_PAUSE_SECONDS, random: random() },
      callsPerSecond: await paceOf(runtime, account, carrier),
    };
    await store.dialAgain(account, attempt, pause, created.reason);
  } else if (created.result === "unknown") {
    await store.dialUnknown(account, attempt, created.reason, RECONCILE_EVERY_SECONDS);
  } else {
    await recordRefusal(runtime, account, attempt, token, created);
  }
}

/** Calls a second that the carrier row takes; null for any number. */
async function paceOf({ store }: Runtime, account: AccountId, carrier: string): Promise<number | null> {
  return (await store.facts(account)).carriers.get(carrier)?.callsPerSecond ?? null;
}

/** Writes that the carrier refused the call, and ends the step's wait. */
async function recordRefusal(
  runtime: Runtime,
  account: AccountId,
  attempt: string,
  token: string,
  created: Extract<CreateCallResult, { result: "refused" }>,
): Promise<void> {
  const { dialResult, code, fault } = created;
  await burst(runtime, account, { token }, `refused:${attempt}`, (snapshot) => {
    if (snapshot.attempt?.status !== "submitting") return { do: "leave" };
    const patch = {
      id: attempt,
      status: "refused",
      error: fault.message,
      ended: true,
      ...(code === null ? {} : { carrier_code: code }),
    } as const;
    const resume = {
      kind: "dial_ended",
      result: dialResult,
      ...(dialResult === "failed" ? { error: fault } : {}),
    } as const;
    return { do: "resume", resumes: [resume], patch };
  });
}

/** Drops a dial whose number must not be rung any more, and ends the step's wait. `decided`: why, where the rules have been asked. */
async function stopDial(
  runtime: Runtime,
  account: AccountId,
  attempt: string,
  { token, from, to, purpose, history }: Claimed & { history: RingHistory },
  decided?: RingRefusal,
): Promise<void> {
  const { rings } = await runtime.store.facts(account);
  const party = purpose === "contact" ? "contact" : "agent";
  await burst(runtime, account, { token }, `not_allowed:${attempt}`, (snapshot) => {
    if (snapshot.attempt?.status !== "intended") return { do: "leave" };
    const request = { from, to, at: snapshot.now, party } as const;
    const refusal = decided ?? mayRing(rings, request, history);
    if (refusal === "allowed") return { do: "leave" };
    const { code, message } = refusal;
    const patch = { id: attempt, status: "dropped", error: message, ended: true } as const;
    const resume = { kind: "dial_ended", result: "failed", final: "forbidden", error: { code, message } } as const;
    return { do: "resume", resumes: [resume], patch, refused: { request, refusal } };
  });
}

/** Drops a dial that has waited longer than its flow allows, for a call slot or for the carrier, and ends the step's wait. */
async function dropDial(runtime: Runtime, account: AccountId, attempt: string, { token }: Claimed): Promise<void> {
  const refused = await runtime.store.attemptError(account, attempt);
  const error = {
    code: "queue_timeout",
    message: refused
      ? `The call could not be placed within the time that the flow allows. ${refused}`
      : "The call waited for a free call slot longer than the flow allows.",
  };
  await burst(runtime, account, { token }, `dropped:${attempt}`, (snapshot) => {
    if (snapshot.attempt?.status !== "intended") return { do: "leave" };
    const patch = { id: attempt, status: "dropped", error: error.message, ended: true } as const;
    return { do: "resume", resumes: [{ kind: "dial_ended", result: "failed", error }], patch };
  });
}
