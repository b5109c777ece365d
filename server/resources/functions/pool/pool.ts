import { RUN_MS } from "../sandbox/limits";
import type { Answer, Task } from "../sandbox/protocol";
import { type SandboxProcess, startSandboxProcess } from "./sandbox-process";

export type PoolLimits = {
  /** Processes at once. */
  processes: number;
  /** Of these for one account, so that what one account runs never keeps another one waiting. */
  processesPerAccount: number;
  /** Calls that wait for a process; more are refused. */
  waiting: number;
  /** How long a call waits for one, and how long one may take to start. */
  waitMs: number;
  /** After this long without work a process ends, all but one. */
  idleMs: number;
};

/** `timeout`: it ran its whole time, or nobody waits for it any more. `busy`: too many are waiting. */
export type Outcome = Answer | { did: "timeout" } | { did: "crash" } | { did: "busy" };

export type Pool = {
  /** Runs a task in a process of its own, as soon as there is one for this account. Throws if none can be started. */
  run: (account: string, task: Task, signal?: AbortSignal) => Promise<Outcome>;
  /** Ends every process; what runs in them crashes. */
  close: () => void;
  /** Process ids, for watching. */
  pids: () => number[];
};

type Seat = { process: SandboxProcess; account: string | null; ready: boolean; idle: NodeJS.Timeout | null };
type Waiting = { account: string; start: (seat: Seat) => void; fail: (error: unknown) => void };
type Unseated = { did: "timeout" } | { did: "busy" };

/** After so many processes, one after the other, that could not be started, those who wait are told. */
const FAILED_STARTS = 3;

/** After these a process is as good as new: the isolate is gone and nothing of it is left. */
const REUSABLE: Outcome["did"][] = ["tell", "throw", "hang"];

/**
 * One task a process at a time. Isolates side by side in one process would be cheaper by some megabytes, but a task that
 * brings its process down, or must be killed because V8 does not let go, would take the others with it; like this it
 * takes nobody. A process that has misbehaved in any way is not used again.
 */
export function functionPool(limits: PoolLimits): Pool {
  const seats = new Set<Seat>();
  const queue: Waiting[] = [];
  let failedStarts = 0;
  const idle = () => [...seats].filter(({ ready, account }) => ready && account === null);
  const busy = (account: string) => [...seats].filter((seat) => seat.account === account).length;

  function open(): void {
    const refuse = (error: unknown) => {
      for (const { fail } of queue.splice(0)) fail(error);
    };
    try {
      const seat: Seat = { process: startSandboxProcess(), account: null, ready: false, idle: null };
      const failedBefore = failedStarts;
      seats.add(seat);
      const stuck = setTimeout(() => drop(seat), limits.waitMs).unref();
      seat.process.ready.then(
        () => {
          clearTimeout(stuck);
          failedStarts = 0;
          seat.ready = true;
          seat.process.onEnd(() => drop(seat));
          free(seat);
        },
        (error) => {
          // It may have been killed from outside, with all others that were starting: together they count as one.
          if (failedStarts === failedBefore) failedStarts += 1;
          if (failedStarts >= FAILED_STARTS) refuse(error);
          clearTimeout(stuck);
          drop(seat);
        },
      );
    } catch (error) {
      refuse(error);
    }
  }

  function drop(seat: Seat): void {
    if (seat.idle) clearTimeout(seat.idle);
    if (!seats.delete(seat)) return;
    seat.process.kill();
    serve();
  }

  function free(seat: Seat): void {
    seat.account = null;
    seat.idle = setTimeout(() => {
      if (idle().length > 1) drop(seat);
    }, limits.idleMs).unref();
    serve();
  }

  /** Gives free processes to those who wait, first come first served within what each account may have. */
  function serve(): void {
    for (const waiting of [...queue]) {
      if (busy(waiting.account) >= limits.processesPerAccount) continue;
      const [seat] = idle();
      if (!seat) break;
      queue.splice(queue.indexOf(waiting), 1);
      if (seat.idle) clearTimeout(seat.idle);
      seat.account = waiting.account;
      waiting.start(seat);
    }
    const wanted = queue.filter(({ account }) => busy(account) < limits.processesPerAccount).length;
    const coming = [...seats].filter(({ account }) => account === null).length;
    // One more than is wanted: the next call then finds a process that is up, which takes 100 ms. Not where none comes up.
    const spare = failedStarts < FAILED_STARTS ? 1 : 0;
    const more = Math.min(wanted + spare - coming, limits.processes - seats.size);
    for (let count = 0; count < more; count += 1) open();
  }

  function seated(account: string, signal: AbortSignal | undefined): Promise<Seat | Unseated> {
    return new Promise((resolve, reject) => {
      const leave = (why: Unseated) => {
        settled();
        queue.splice(queue.indexOf(waiting), 1);
        resolve(why);
      };
      const timer = setTimeout(() => leave({ did: "busy" }), limits.waitMs);
      const over = () => leave({ did: "timeout" });
      const settled = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", over);
      };
      const waiting: Waiting = {
        account,
        start: (seat) => {
          settled();
          resolve(seat);
        },
        fail: (error) => {
          settled();
          reject(error);
        },
      };
      signal?.addEventListener("abort", over, { once: true });
      queue.push(waiting);
      serve();
    });
  }

  async function run(account: string, task: Task, signal?: AbortSignal, again = limits.processes): Promise<Outcome> {
    if (signal?.aborted) return { did: "timeout" };
    if (queue.length >= limits.waiting) return { did: "busy" };
    const seat = await seated(account, signal);
    if ("did" in seat) return seat;
    const outcome = await within(seat.process.run(task), RUN_MS, signal);
    if ("did" in outcome && REUSABLE.includes(outcome.did)) {
      free(seat);
      return outcome;
    }
    drop(seat);
    if ("did" in outcome) return outcome;
    // Somebody killed the process, not the function: it runs once more elsewhere. The same stroke may have hit every process
    // there is, those too that have not been heard to end.
    if (outcome.died === "killed" && again > 0) return run(account, task, signal, again - 1);
    return { did: "crash" };
  }

  return {
    run,
    close: () => {
      for (const seat of seats) seat.process.kill();
      seats.clear();
    },
    pids: () => [...seats].map(({ process }) => process.pid),
  };
}

/** What comes first: the answer, the end of the time, or nobody waiting any more. */
async function within<T>(
  answer: Promise<T>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<T | { did: "timeout" }> {
  let over = () => {};
  const late = new Promise<{ did: "timeout" }>((resolve) => {
    over = () => resolve({ did: "timeout" });
  });
  const timer = setTimeout(over, signal?.aborted ? 0 : milliseconds);
  signal?.addEventListener("abort", over, { once: true });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", over);
  }
}
