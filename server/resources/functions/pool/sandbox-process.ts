import { processorMs, spawnLimited } from "../../../platform/limited-process";
import { PlainError } from "../../../platform/logged-error";
import { PROCESS_DATA_MIB } from "../sandbox/limits";
import type { Answer, FromProcess, Task } from "../sandbox/protocol";
import { sandboxFlags, sandboxProgram } from "./program";

/** Why a process gave no answer: somebody killed it, or its task crashed it. */
export type ProcessEnd = { died: "killed" | "crashed" };

export type SandboxProcess = {
  pid: number;
  /** Resolves once the process can run a task. Rejects where it ends before. */
  ready: Promise<void>;
  /** One task at a time. */
  run: (task: Task) => Promise<Answer | ProcessEnd>;
  /** How long it has had a processor so far, in milliseconds; null where the system does not tell. */
  workedMs: () => number | null;
  kill: () => void;
  /** Calls `ended` once the process has ended. */
  onEnd: (ended: () => void) => void;
};

/** Starts a process for functions. However this process ends, the IPC channel closes, and the child ends itself then. */
export function startSandboxProcess(): SandboxProcess {
  const program = sandboxProgram();
  const child = spawnLimited(program, { flags: sandboxFlags(program), dataMiB: PROCESS_DATA_MIB });
  // An idle child must not keep this process alive; whoever has given it a task has a timer that does.
  child.unref();
  child.channel?.unref();
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once("exit", (_code, signal) => resolve({ died: signal === "SIGKILL" ? "killed" : "crashed" }));
    child.once("error", () => resolve({ died: "crashed" }));
  });
  const nextMessage = () => new Promise<FromProcess>((resolve) => child.once("message", resolve));
  const firstMessage = nextMessage();
  return {
    pid: child.pid ?? 0,
    ready: Promise.race([firstMessage, ended]).then((first) => {
      if ("died" in first) throw new PlainError("A process for functions could not be started.");
    }),
    run: async (task) => {
      const answer = nextMessage();
      // Ignore the error of a closed channel: `ended` resolves then.
      child.send(task, () => undefined);
      const first = await Promise.race([answer, ended]);
      return "answer" in first ? first.answer : (first as ProcessEnd);
    },
    workedMs: () => processorMs(child.pid),
    kill: () => void child.kill("SIGKILL"),
    onEnd: (call) => void ended.then(call),
  };
}
