import { builtProgram } from "./built-program";
import { spawnLimited } from "./limited-process";

export type TaskLimits = {
  /** The most processes at a time, and the most of one account, so that it cannot keep the others waiting. */
  processes: number;
  processesPerAccount: number;
  /** The most tasks that wait for a process, and those of one account; more are refused. */
  waiting: number;
  waitingPerAccount: number;
  /** How long a task may take, its process's start included. */
  runMs: number;
  /** V8's heap of a process, in MiB. */
  heapMiB: number;
};

/** `busy`: too many tasks wait. `timeout`, `crash`: the process was ended, or ended itself, without an answer. */
export type TaskOutcome<Answer> = { did: "answer"; answer: Answer } | { did: "busy" | "timeout" | "crash" };

export type TaskProcesses<Task, Answer> = { run: (account: string, task: Task) => Promise<TaskOutcome<Answer>> };

/** What Node itself needs, above all the addresses that V8 reserves for compiled code: it does not start with less than about 560. */
const BESIDE_HEAP_MIB = 700;

type Waiting = { account: string; start: () => void };

/**
 * Runs tasks in processes of their own, off this process's event loop: `program` is a built program that is sent its task as a
 * message, sends its answer and ends. One that takes too long is ended, even in the middle of a loop. Not worker threads: one that
 * fills its heap in a single step ends the whole process (one in a few hundred did on Node 24), and with it the calls it serves.
 */
export function createTaskProcesses<Task, Answer>(program: string, limits: TaskLimits): TaskProcesses<Task, Answer> {
  const running: string[] = [];
  const queue: Waiting[] = [];
  const countOf = (accounts: readonly string[], account: string) => accounts.filter((one) => one === account).length;
  const isFree = (account: string) =>
    running.length < limits.processes && countOf(running, account) < limits.processesPerAccount;

  function startWaiting(): void {
    for (const waiting of [...queue]) {
      if (!isFree(waiting.account)) continue;
      queue.splice(queue.indexOf(waiting), 1);
      running.push(waiting.account);
      waiting.start();
    }
  }

  async function run(account: string, task: Task): Promise<TaskOutcome<Answer>> {
    const accounts = queue.map((one) => one.account);
    const isFull = queue.length >= limits.waiting || countOf(accounts, account) >= limits.waitingPerAccount;
    if (isFull && !isFree(account)) return { did: "busy" };
    await new Promise<void>((start) => {
      queue.push({ account, start });
      startWaiting();
    });
    try {
      return await inProcess<Answer>(builtProgram(program), task, limits);
    } finally {
      running.splice(running.indexOf(account), 1);
      startWaiting();
    }
  }

  return { run };
}

function inProcess<Answer>(program: string, task: unknown, limits: TaskLimits): Promise<TaskOutcome<Answer>> {
  const child = spawnLimited(program, {
    flags: ["--no-warnings", `--max-old-space-size=${limits.heapMiB}`],
    dataMiB: limits.heapMiB + BESIDE_HEAP_MIB,
    serialization: "advanced",
  });
  return new Promise((resolve) => {
    const end = (outcome: TaskOutcome<Answer>) => {
      clearTimeout(timer);
      resolve(outcome);
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end({ did: "timeout" }), limits.runMs);
    child.once("message", (answer) => end({ did: "answer", answer: answer as Answer }));
    child.once("error", () => end({ did: "crash" }));
    child.once("exit", () => end({ did: "crash" }));
    // Ignore the error of a process that ended before it had its task: its end is told above.
    child.send(task as object, () => undefined);
  });
}
