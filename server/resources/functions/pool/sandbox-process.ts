import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
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
  kill: () => void;
  /** Calls `ended` once the process has ended. */
  onEnd: (ended: () => void) => void;
};

/**
 * The process's whole environment: none of our variables, and a fixed time zone and language, so that a function formats dates alike
 * on every machine.
 */
const ENVIRONMENT: Record<string, string> = { TZ: "UTC", LC_ALL: "en_US.UTF-8", PATH: "/usr/bin:/bin" };

/** Starts a process for functions. However this process ends, the IPC channel closes, and the child ends itself then. */
export function startSandboxProcess(): SandboxProcess {
  const child = spawnLimited(sandboxProgram());
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
    kill: () => void child.kill("SIGKILL"),
    onEnd: (call) => void ended.then(call),
  };
}

/**
 * Spawns the child. On Linux a shell sets limits that no function can escape: the kernel refuses memory that V8's own limit does not
 * count or counts too late (an endless list had 1.1 GB before V8 stopped it), and `nice` leaves processor time to the web server and
 * the worker. On other systems V8's limit is the only one.
 */
function spawnLimited(program: string): ChildProcess {
  const flags = [...sandboxFlags(program), program];
  const env = ENVIRONMENT as NodeJS.ProcessEnv;
  const options: SpawnOptions = { cwd: "/", env, stdio: ["ignore", "ignore", "ignore", "ipc"] };
  if (process.platform !== "linux") return spawn(process.execPath, flags, options);
  const limited = `ulimit -c 0; ulimit -d ${PROCESS_DATA_MIB * 1024}; exec nice -n 5 "$0" "$@"`;
  return spawn("/bin/sh", ["-c", limited, process.execPath, ...flags], options);
}
