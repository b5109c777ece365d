import type { PortAnswer } from "@/engine/contract";
import { log } from "../../platform/log";
import { PORT_LEASE_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/store";
import type { Answering } from "../answering";
import { burst } from "../burst";
import type { OwnPortCall, PortCallUnderWay } from "../dispatch";
import type { Runtime } from "../runtime";

const RENEW_MS = 2000;
/** An answer that cannot be written down (the database is away) is kept and tried again after these. */
const DELIVER_AGAIN_MS = [250, 1000, 4000];

/**
 * Makes a port call that is this process's, and brings its answer to the step that waits. `document` resolves with the
 * document that `answering` waits for, where the answer comes in time, else with null; the call itself goes on until `ended`.
 * Neither rejects.
 */
export function makePortCall(
  runtime: Runtime,
  account: AccountId,
  call: OwnPortCall,
  answering: Answering | null,
): PortCallUnderWay {
  const made = make(runtime, account, call);
  const ended = made
    .then((answer) => deliver(runtime, account, call, answer, answering))
    .catch((error: unknown) => {
      log.error({ err: error, portCall: call.id }, "a port's answer could not be written down");
      return null;
    });
  if (!answering) return { document: Promise.resolve(null), ended };
  return { document: Promise.race([made.then(() => ended), after(answering.until - performance.now())]), ended };
}

/**
 * A call that is due: one no process has taken yet, or one whose owner has gone silent. What may have been made already is
 * made again only where that does no harm; else the step takes its timeout (docs/decisions/0013-port-calls.md).
 */
export async function portCallDue(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store, ports, dispatch } = runtime;
  if (dispatch.isCallingPort(id)) return store.renewPortCall(account, id, PORT_LEASE_SECONDS);
  const claimed = await store.claimPortCall(account, id, PORT_LEASE_SECONDS);
  if (!("interaction" in claimed)) return;
  const call: OwnPortCall = { id, ...claimed };
  const bindings = await store.bindings(account, call.flowVersion);
  const lost = claimed.result === "lapsed";
  if (lost && !(await ports[call.port].isRepeatable(account, { request: call.request, bindings }))) {
    await deliver(runtime, account, call, null, null);
    return;
  }
  dispatch.callPort(account, call);
}

/** Null: the time is over. */
async function make(runtime: Runtime, account: AccountId, call: OwnPortCall): Promise<PortAnswer | null> {
  const { store, ports } = runtime;
  const timeoutMs = Math.max(0, Math.round(call.secondsLeft * 1000));
  const signal = AbortSignal.timeout(timeoutMs);
  const over = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
  const renewing = setInterval(() => {
    store.renewPortCall(account, call.id, PORT_LEASE_SECONDS).catch(() => undefined);
  }, RENEW_MS);
  try {
    const bindings = await store.bindings(account, call.flowVersion);
    const { request, at } = call;
    const idempotencyKey = `${call.interaction}.${call.visit}`;
    const asked = ports[call.port].call(account, { request, bindings, idempotencyKey, at, timeoutMs, signal });
    const answer = await Promise.race([asked, over]);
    return answer && !answer.ok && answer.code === "timeout" ? null : answer;
  } catch (error) {
    if (signal.aborted) return null;
    log.error({ err: error, portCall: call.id, port: call.port }, "a port call failed");
    return { ok: false, code: "port_failed", message: "The call could not be made." };
  } finally {
    clearInterval(renewing);
  }
}

async function deliver(
  runtime: Runtime,
  account: AccountId,
  call: OwnPortCall,
  answer: PortAnswer | null,
  answering: Answering | null,
): Promise<string | null> {
  for (const wait of DELIVER_AGAIN_MS) {
    try {
      return await bring(runtime, account, call, answer, answering);
    } catch {
      await after(wait);
    }
  }
  return bring(runtime, account, call, answer, null);
}

async function bring(
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
    (snapshot) => (waits(snapshot, call) ? { do: "resume", resumes: [resume], port_end } : { do: "leave" }),
    inTime,
  );
  if (!done?.applied) await runtime.store.endPortCall(account, id, "late");
  if (!inTime || !done) return null;
  return (await done.later) ?? done.answer;
}

function waits({ status, state, applied }: Snapshot, { visit }: OwnPortCall): boolean {
  return !applied && status === "running" && state.wait?.for === "port" && state.cursor?.visit === visit;
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms), null));
}
