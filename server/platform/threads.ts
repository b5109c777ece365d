import { Worker } from "node:worker_threads";
import { builtProgram } from "./built-program";

export type ThreadLimits = {
  /** The most threads at a time, and the most of one account, so that it cannot keep the others waiting. */
  threads: number;
  threadsPerAccount: number;
  /** The most tasks that wait for a thread, and those of one account; more are refused. */
  waiting: number;
  waitingPerAccount: number;
  /** How long a task may take, its thread's start included. */
  runMs: number;
  /** What a thread may hold, in MiB. */
  memoryMiB: number;
};

/** `busy`: too many tasks wait. `timeout`, `crash`: the thread was ended, or ended itself, without an answer. */
export type ThreadOutcome<Answer> = { did: "answer"; answer: Answer } | { did: "busy" | "timeout" | "crash" };

export type Threads<Task, Answer> = { run: (account: string, task: Task) => Promise<ThreadOutcome<Answer>> };

type Waiting = { account: string; start: () => void };

/**
 * Runs tasks in worker threads of their own, off this process's event loop: `program` is a built program that reads its task from
 * `workerData`, posts its answer and ends. A thread that takes too long is ended, even in the middle of a loop.
 */
export function createThreads<Task, Answer>(program: string, limits: ThreadLimits): Threads<Task, Answer> {
  const running: string[] = [];
  const queue: Waiting[] = [];
  const countOf = (accounts: readonly string[], account: string) => accounts.filter((one) => one === account).length;
  const isFree = (account: string) =>
    running.length < limits.threads && countOf(running, account) < limits.threadsPerAccount;

  function startWaiting(): void {
    for (const waiting of [...queue]) {
      if (!isFree(waiting.account)) continue;
      queue.splice(queue.indexOf(waiting), 1);
      running.push(waiting.account);
      waiting.start();
    }
  }

  async function run(account: string, task: Task): Promise<ThreadOutcome<Answer>> {
    const accounts = queue.map((one) => one.account);
    const isFull = queue.length >= limits.waiting || countOf(accounts, account) >= limits.waitingPerAccount;
    if (isFull && !isFree(account)) return { did: "busy" };
    await new Promise<void>((start) => {
      queue.push({ account, start });
      startWaiting();
    });
    try {
      return await inThread<Answer>(builtProgram(program), task, limits);
    } finally {
      running.splice(running.indexOf(account), 1);
      startWaiting();
    }
  }

  return { run };
}

function inThread<Answer>(program: string, task: unknown, limits: ThreadLimits): Promise<ThreadOutcome<Answer>> {
  const thread = new Worker(/* turbopackIgnore: true */ program, {
    workerData: task,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB },
  });
  return new Promise((resolve) => {
    const end = (outcome: ThreadOutcome<Answer>) => {
      clearTimeout(timer);
      resolve(outcome);
      void thread.terminate();
    };
    const timer = setTimeout(() => end({ did: "timeout" }), limits.runMs);
    thread.once("message", (answer: Answer) => end({ did: "answer", answer }));
    thread.once("error", () => end({ did: "crash" }));
    thread.once("exit", () => end({ did: "crash" }));
  });
}
