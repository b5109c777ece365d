import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { PROCESS_DATA_MIB } from "../sandbox/limits";
import type { Answer, FromProcess, Task } from "../sandbox/protocol";
import { sandboxFlags, sandboxProgram } from "./program";

/** Why a process gave no answer: it was ended from outside, or what it ran brought it down. */
export type Death = { died: "killed" | "crashed" };

export type SandboxProcess = {
  pid: number;
  /** Resolves once it can run something. Rejects if it never will. */
  ready: Promise<void>;
  /** One task at a time. */
  run: (task: Task) => Promise<Answer | Death>;
  kill: () => void;
  /** Called once, when it has ended. */
  onEnd: (ended: () => void) => void;
};

/**
 * A bare environment: nothing of ours to read, and the same zone and language everywhere, so that a date reads alike on
 * every machine.
 */
const ENVIRONMENT: Record<string, string> = { TZ: "UTC", LC_ALL: "en_US.UTF-8", PATH: "/usr/bin:/bin" };

/** Its channel closes with this process, and it ends with its channel, however this process ends. */
export function startSandboxProcess(): SandboxProcess {
  const child = started(sandboxProgram());
  // Nothing waits for an idle process to end; whoever has given it something to do has a timer.
  child.unref();
  child.channel?.unref();
  const ended = new Promise<Death>((resolve) => {
    child.once("exit", (_code, signal) => resolve({ died: signal === "SIGKILL" ? "killed" : "crashed" }));
    child.once("error", () => resolve({ died: "crashed" }));
  });
  const heard = () => new Promise<FromProcess>((resolve) => child.once("message", resolve));
  const up = heard();
  return {
    pid: child.pid ?? 0,
    ready: Promise.race([up, ended]).then((first) => {
      if ("died" in first) throw new Error("A process for functions could not be started.");
    }),
    run: async (task) => {
      const answer = heard();
      // A channel that is closed already ends in `ended`.
      child.send(task, () => undefined);
      const first = await Promise.race([answer, ended]);
      return "answer" in first ? first.answer : (first as Death);
    },
    kill: () => void child.kill("SIGKILL"),
    onEnd: (call) => void ended.then(call),
  };
}

/**
 * On Linux a shell sets what nothing in a function gets past. Memory that V8's own limit does not count, or counts too
 * late (a list bomb was at 1.1 GB before V8 gave up), is refused by the kernel; and functions come after calls: a busy one
 * gets the processor time that the web server and the worker leave. Elsewhere V8's limit is the only one.
 */
function started(program: string): ChildProcess {
  const flags = [...sandboxFlags(program), program];
  const env = ENVIRONMENT as NodeJS.ProcessEnv;
  const options: SpawnOptions = { cwd: "/", env, stdio: ["ignore", "ignore", "ignore", "ipc"] };
  if (process.platform !== "linux") return spawn(process.execPath, flags, options);
  const limited = `ulimit -c 0; ulimit -d ${PROCESS_DATA_MIB * 1024}; exec nice -n 5 "$0" "$@"`;
  return spawn("/bin/sh", ["-c", limited, process.execPath, ...flags], options);
}
