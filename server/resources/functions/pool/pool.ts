import type { Answer, Task } from "../sandbox/protocol";
import { type SandboxProcess, startSandboxProcess } from "./sandbox-process";
import { withTimeLimit } from "./time-limit";

export type PoolLimits = {
  /** The most processes at a time. */
  processes: number;
  /** The most processes that run functions of one account, so that one account cannot keep the others waiting. */
  processesPerAccount: number;
  /** The most calls that wait for a process; more are refused. */
  waiting: number;
  /** How long a call waits for a process, and how long a process may take to start. */
  waitMs: number;
  /** A process without work for this long ends, unless it is the last one. */
  idleMs: number;
};

/** `timeout`: the task ran out of time, or its caller has aborted. `busy`: too many calls wait for a process. */
export type Outcome = Answer | { did: "timeout" } | { did: "crash" } | { did: "busy" };

export type Pool = {
  /** Runs a task in a process of its own, as soon as one is free for this account. Throws where no process can be started. */
  run: (account: string, task: Task, signal?: AbortSignal) => Promise<Outcome>;
  /** Ends every process; tasks that run in them end with `crash`. */
  close: () => void;
  /** Process ids, for tests. */
  pids: () => number[];
};

type PoolEntry = { process: SandboxProcess; account: string | null; ready: boolean; idle: NodeJS.Timeout | null };
type Waiting = { account: string; start: (entry: PoolEntry) => void; fail: (error: unknown) => void };
type NotStarted = { did: "timeout" } | { did: "busy" };

/** After so many processes in a row that could not be started, the waiting calls fail. */
const FAILED_STARTS = 3;

/** After these outcomes the process can run another task: it has disposed of the isolate, and nothing of the task is left. */
const REUSABLE: Outcome["did"][] = ["tell", "throw", "hang"];

/**
 * A pool of processes that run one task at a time. Several isolates in one process would save some megabytes, but a task that crashes
 * its process, or must be killed because V8 does not stop it, would end the others as well. A process whose task ended in any other
 * way than REUSABLE says is not used again.
 */
export function createPool(limits: PoolLimits): Pool {
  const entries = new Set<PoolEntry>();
  const queue: Waiting[] = [];
  let failedStarts = 0;
  const idle = () => [...entries].filter(({ ready, account }) => ready && account === null);
  const busy = (account: string) => [...entries].filter((entry) => entry.account === account).length;

  function startProcess(): void {
    const failWaiting = (error: unknown) => {
      for (const { fail } of queue.splice(0)) fail(error);
    };
    try {
      const entry: PoolEntry = { process: startSandboxProcess(), account: null, ready: false, idle: null };
      const failedBefore = failedStarts;
      entries.add(entry);
      const startTimer = setTimeout(() => endProcess(entry), limits.waitMs).unref();
      entry.process.ready.then(
        () => {
          clearTimeout(startTimer);
          failedStarts = 0;
          entry.ready = true;
          entry.process.onEnd(() => endProcess(entry));
          release(entry);
        },
        (error) => {
          // Somebody may have killed all processes that were starting at once: together they count as one failure.
          if (failedStarts === failedBefore) failedStarts += 1;
          if (failedStarts >= FAILED_STARTS) failWaiting(error);
          clearTimeout(startTimer);
          endProcess(entry);
        },
      );
    } catch (error) {
      failWaiting(error);
    }
  }

  function endProcess(entry: PoolEntry): void {
    if (entry.idle) clearTimeout(entry.idle);
    if (!entries.delete(entry)) return;
    entry.process.kill();
    assignWaiting();
  }

  function release(entry: PoolEntry): void {
    entry.account = null;
    entry.idle = setTimeout(() => {
      if (idle().length > 1) endProcess(entry);
    }, limits.idleMs).unref();
    assignWaiting();
  }

  /** Gives free processes to waiting calls in their order, within each account's limit, and starts processes for the rest. */
  function assignWaiting(): void {
    for (const waiting of [...queue]) {
      if (busy(waiting.account) >= limits.processesPerAccount) continue;
      const [entry] = idle();
      if (!entry) break;
      queue.splice(queue.indexOf(waiting), 1);
      if (entry.idle) clearTimeout(entry.idle);
      entry.account = waiting.account;
      waiting.start(entry);
    }
    const needed = queue.filter(({ account }) => busy(account) < limits.processesPerAccount).length;
    const available = [...entries].filter(({ account }) => account === null).length;
    // Start one more than needed, since a start takes 100 ms that the next call then saves; not while starts fail.
    const spare = failedStarts < FAILED_STARTS ? 1 : 0;
    const toStart = Math.min(needed + spare - available, limits.processes - entries.size);
    for (let count = 0; count < toStart; count += 1) startProcess();
  }

  function acquireProcess(account: string, signal: AbortSignal | undefined): Promise<PoolEntry | NotStarted> {
    return new Promise((resolve, reject) => {
      const giveUp = (why: NotStarted) => {
        stopWaiting();
        queue.splice(queue.indexOf(waiting), 1);
        resolve(why);
      };
      const timer = setTimeout(() => giveUp({ did: "busy" }), limits.waitMs);
      const onAbort = () => giveUp({ did: "timeout" });
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const waiting: Waiting = {
        account,
        start: (entry) => {
          stopWaiting();
          resolve(entry);
        },
        fail: (error) => {
          stopWaiting();
          reject(error);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      queue.push(waiting);
      assignWaiting();
    });
  }

  async function run(
    account: string,
    task: Task,
    signal?: AbortSignal,
    retriesLeft = limits.processes,
  ): Promise<Outcome> {
    if (signal?.aborted) return { did: "timeout" };
    if (queue.length >= limits.waiting) return { did: "busy" };
    const entry = await acquireProcess(account, signal);
    if ("did" in entry) return entry;
    const outcome = await withTimeLimit(entry.process.run(task), entry.process.workedMs, signal);
    if ("did" in outcome && REUSABLE.includes(outcome.did)) {
      release(entry);
      return outcome;
    }
    endProcess(entry);
    if ("did" in outcome) return outcome;
    // Somebody else killed the process, so the task runs again in another one. The same kill may have hit every process, also those
    // whose end we have not seen yet, so it may take as many tries as there are processes.
    if (outcome.died === "killed" && retriesLeft > 0) return run(account, task, signal, retriesLeft - 1);
    return { did: "crash" };
  }

  return {
    run,
    close: () => {
      for (const entry of entries) entry.process.kill();
      entries.clear();
    },
    pids: () => [...entries].map(({ process }) => process.pid),
  };
}
