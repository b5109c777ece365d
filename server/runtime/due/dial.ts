import { callAddresses } from "../../ports/addresses";
import { dueSeconds, LEASE_SECONDS, RECONCILE_EVERY_SECONDS, TIME_LIMIT_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Claimed } from "../../ports/store";
import type { CreateCallResult } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { endCallJob } from "../webhook/call-status";

/** How long a dial waits while another attempt between the same two numbers is in doubt, which takes at most a minute. */
const PAIR_RETRY_SECONDS = 2;
/** How long to wait before a carrier that did not process the request is asked again, at first and after many tries. */
const FIRST_PAUSE_SECONDS = 1;
const MOST_PAUSE_SECONDS = 30;

/** What a dial job is about. `calls_per_second`: the carrier row's pace, given where the dial is repeated and has no call slot yet. */
export type DialJob = { account: AccountId; attempt: string; calls_per_second?: number | null };

/**
 * The dial job: sends at most one POST for an attempt, ever. It commits `submitting` before it sends the request; an attempt
 * without a clear answer becomes `unknown`, and no code dials it again.
 */
export async function dial(runtime: Runtime, job: DialJob, random: () => number): Promise<void> {
  const { account, attempt, calls_per_second: pace } = job;
  if (pace && !(await runtime.store.dialSlot(account, attempt, pace))) return;
  const claimed = await runtime.store.claimDial(account, attempt, LEASE_SECONDS);
  if (claimed.result === "claimed") await placeCall(runtime, account, attempt, claimed, random);
  if (claimed.result === "pair_in_doubt") {
    const error = "Another call between these numbers is still in doubt.";
    await runtime.store.dialLater(account, attempt, PAIR_RETRY_SECONDS, error);
  }
  if (claimed.result === "too_late") await dropDial(runtime, account, attempt, claimed);
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
    const facts = await store.facts(account);
    const pause = {
      waitSeconds: created.retryAfterSeconds ?? 0,
      ...{ firstSeconds: FIRST_PAUSE_SECONDS, mostSeconds: MOST_PAUSE_SECONDS, random: random() },
      callsPerSecond: facts.carriers.get(carrier)?.callsPerSecond ?? null,
    };
    await store.dialAgain(account, attempt, pause, created.reason);
  } else if (created.result === "unknown") {
    await store.dialUnknown(account, attempt, created.reason, RECONCILE_EVERY_SECONDS);
  } else {
    await recordRefusal(runtime, account, attempt, token, created);
  }
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
