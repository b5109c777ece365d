import type { PortAnswer } from "@/engine/contract";
import { log } from "../../platform/log";
import { PORT_LEASE_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/interaction";
import type { Answering } from "../answering";
import { burst } from "../burst";
import type { OwnPortCall, PortCallUnderWay } from "../dispatch";
import type { Runtime } from "../runtime";

const RENEW_MS = 2000;
/** Pauses before an answer is written again that could not be written, since the database was unavailable. */
const RETRY_DELAYS_MS = [250, 1000, 4000];

const UNDELIVERED: PortAnswer = {
  ok: false,
  code: "answer_lost",
  message: "The answer came and could not be written down. The fault is Patchcord's own; its log says more.",
};

/**
 * Makes a port call that this process has claimed, and delivers its answer to the step that waits. `document` resolves with the
 * document that `answering` waits for, or with null where the answer does not come in time; `ended` resolves when the call and its
 * delivery have ended. Neither rejects.
 */
export function makePortCall(
  runtime: Runtime,
  account: AccountId,
  call: OwnPortCall,
  answering: Answering | null,
): PortCallUnderWay {
  const answered = callPort(runtime, account, call);
  const ended = answered
    .then((answer) => deliverWithRetries(runtime, account, call, answer, answering))
    .catch(async (error: unknown) => {
      log.error({ err: error, portCall: call.id }, "a port's answer could not be written down");
      // The step is told so: left alone, it would be asked again, or told that nobody answered.
      return deliverAnswer(runtime, account, call, UNDELIVERED, null).catch(() => null);
    });
  if (!answering) return { document: Promise.resolve(null), ended };
  return { document: Promise.race([answered.then(() => ended), sleep(answering.until - performance.now())]), ended };
}

/**
 * Handles a port call that no process has claimed yet, or whose process is gone. A call that may have been made already is made
 * again only where repeating it does no harm; otherwise the step takes its timeout (docs/decisions/0013-port-calls.md).
 */
export async function portCallDue(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store, ports, dispatch } = runtime;
  if (dispatch.isCallingPort(id)) return store.renewPortCall(account, id, PORT_LEASE_SECONDS);
  const claimed = await store.claimPortCall(account, id, PORT_LEASE_SECONDS);
  if (!("interaction" in claimed)) return;
  const call: OwnPortCall = { id, ...claimed };
  const bindings = await store.bindings(account, call.flowVersion);
  const ownerLost = claimed.result === "lapsed";
  if (ownerLost && !(await ports[call.port].isRepeatable(account, { request: call.request, bindings }))) {
    await deliverWithRetries(runtime, account, call, null, null);
    return;
  }
  dispatch.callPort(account, call);
}

/** Calls the port and renews the lease meanwhile. Null: the call has timed out. */
async function callPort(runtime: Runtime, account: AccountId, call: OwnPortCall): Promise<PortAnswer | null> {
  const { store, ports } = runtime;
  const timeoutMs = Math.max(0, Math.round(call.secondsLeft * 1000));
  const signal = AbortSignal.timeout(timeoutMs);
  const timedOut = new Promise<null>((resolve) =>
    signal.addEventListener("abort", () => resolve(null), { once: true }),
  );
  const renewal = setInterval(() => {
    store.renewPortCall(account, call.id, PORT_LEASE_SECONDS).catch(() => undefined);
  }, RENEW_MS);
  try {
    const bindings = await store.bindings(account, call.flowVersion);
    const { request, at } = call;
    const idempotencyKey = `${call.interaction}.${call.visit}`;
    const asked = ports[call.port].call(account, { request, bindings, idempotencyKey, at, timeoutMs, signal });
    const answer = await Promise.race([asked, timedOut]);
    return answer && !answer.ok && answer.code === "timeout" ? null : answer;
  } catch (error) {
    if (signal.aborted) return null;
    log.error({ err: error, portCall: call.id, port: call.port }, "a port call failed");
    return {
      ok: false,
      code: "port_failed",
      message: "The call failed, perhaps after it was made. The fault is Patchcord's own; its log says more.",
    };
  } finally {
    clearInterval(renewal);
  }
}

async function deliverWithRetries(
  runtime: Runtime,
  account: AccountId,
  call: OwnPortCall,
  answer: PortAnswer | null,
  answering: Answering | null,
): Promise<string | null> {
  for (const wait of RETRY_DELAYS_MS) {
    try {
      return await deliverAnswer(runtime, account, call, answer, answering);
    } catch {
      await sleep(wait);
    }
  }
  return deliverAnswer(runtime, account, call, answer, null);
}

async function deliverAnswer(
  runtime: Runtime,
  account: AccountId,
  call: OwnPortCall,
  answer: PortAnswer | null,
  answering: Answering | null,
): Promise<string | null> {
  const { id, interaction } = call;
  const inTime = answering && performance.now() < answering.until ? answering : undefined;
  const resume = answer ? ({ kind: "port_answered", result: answer } as const) : ({ kind: "timer" } as const);
  const port_end = { id, result: answer === null ? "timeout" : answer.ok ? "ok" : answer.code };
  const done = await burst(
    runtime,
    account,
    { interaction },
    `port:${id}`,
    (snapshot) => (awaitsAnswer(snapshot, call) ? { do: "resume", resumes: [resume], port_end } : { do: "leave" }),
    inTime,
  );
  if (!done?.applied) await runtime.store.endPortCall(account, id, "late");
  if (!inTime || !done) return null;
  return (await done.later) ?? done.answer;
}

function awaitsAnswer({ status, state, applied }: Snapshot, { visit }: OwnPortCall): boolean {
  return !applied && status === "running" && state.wait?.for === "port" && state.cursor?.visit === visit;
}

function sleep(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms), null));
}
