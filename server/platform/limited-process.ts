import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export type ProcessLimits = {
  /** Flags of Node. */
  flags: string[];
  /** The process's data segment, in MiB: its heap, what Node itself needs, and room for V8's garbage collection. */
  dataMiB: number;
  /** How messages are written; `advanced` carries bytes. */
  serialization?: "json" | "advanced";
};

/** A tenth of a core's weight: four endless functions on two cores held a neighbour's start up by 0.4 s with half of that. */
const NICENESS = 10;

/** The whole environment: none of our variables, and a fixed time zone and language, so that dates are alike on every machine. */
const ENVIRONMENT: Record<string, string> = { TZ: "UTC", LC_ALL: "en_US.UTF-8", PATH: "/usr/bin:/bin" };

/**
 * Starts a built program for what somebody else wrote, with a channel for messages. On Linux a shell sets limits that nothing in the
 * process can escape: the kernel refuses memory that V8's own limit does not count or counts too late (an endless list had 1.1 GB
 * before V8 stopped it), and `nice` leaves processor time to the web server and the worker. On other systems V8's limit is the only one.
 */
export function spawnLimited(program: string, { flags, dataMiB, serialization = "json" }: ProcessLimits): ChildProcess {
  const args = [...flags, program];
  const env = ENVIRONMENT as NodeJS.ProcessEnv;
  const options: SpawnOptions = { cwd: "/", env, serialization, stdio: ["ignore", "ignore", "ignore", "ipc"] };
  if (process.platform !== "linux") return spawn(process.execPath, args, options);
  const limited = `ulimit -c 0; ulimit -d ${dataMiB * 1024}; exec nice -n ${NICENESS} "$0" "$@"`;
  return spawn("/bin/sh", ["-c", limited, process.execPath, ...args], options);
}

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick. */
const TICK_MS = 10;

/** How long a process has had a processor so far, in milliseconds; null where it has ended, or the system is not Linux. */
export function processorMs(pid: number | undefined): number | null {
  try {
    const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ");
    const [user, system] = afterName.split(" ").slice(11, 13).map(Number);
    return (user! + system!) * TICK_MS;
  } catch {
    return null;
  }
}
