import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { env } from "../../platform/env";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import { forgetAccount } from "../../storage/account-facts";

/** What the pages' process says over its channel. */
export type FromPages = { pages: "ready" } | { pages: "account changed"; account: AccountId };

/** The process that runs Next, and the socket it answers at. */
export type PagesProcess = {
  socket: string;
  whenReady: () => Promise<void>;
  /** Resolves with whether it answers, after `ms` at the latest. */
  readyWithin: (ms: number) => Promise<boolean>;
  start: () => void;
  stop: () => Promise<void>;
};

/** A process that dies is started again after these; one that lived for long begins with the first. */
const AGAIN_MS = [0, 1000, 5000, 15_000];
const LIVED_LONG_MS = 60_000;
/** Longer than the process itself waits for pages and calls that are under way. */
const KILL_MS = 40_000;
/** Pages ask few questions at a time; the pool for webhooks and starts is the web process's own. */
const POOL = 8;
const FUNCTION_PROCESSES = 2;

/**
 * Keeps `program` running. It is started again when it dies rather than taking this process with it: webhooks of calls
 * that are ringing are answered here, and need no page.
 */
export function pagesProcess(program: string): PagesProcess {
  const folder = mkdtempSync(path.join(tmpdir(), "patchcord-"));
  const socket = path.join(folder, "pages");
  let child: ChildProcess | null = null;
  let answering = Promise.withResolvers<void>();
  let isReady = false;
  let stopping = false;
  let deaths = 0;
  let again: NodeJS.Timeout | undefined;

  function start(): void {
    if (stopping || child) return;
    const began = Date.now();
    rmSync(socket, { force: true });
    const made = fork(program, [socket], { env: environment() });
    child = made;
    made.on("message", (message: FromPages) => {
      if (message.pages === "account changed") return forgetAccount(message.account);
      isReady = true;
      answering.resolve();
    });
    made.on("error", (error) => log.error({ err: error }, "the process of the pages could not be started"));
    made.once("exit", (code, signal) => {
      child = null;
      if (isReady) answering = Promise.withResolvers();
      isReady = false;
      if (stopping) return;
      deaths = Date.now() - began > LIVED_LONG_MS ? 0 : deaths;
      const ms = AGAIN_MS[Math.min(deaths, AGAIN_MS.length - 1)] ?? 0;
      deaths += 1;
      log.error({ code, signal, ms }, "the process of the pages ended; it is started again");
      again = setTimeout(start, ms);
    });
  }

  async function readyWithin(ms: number): Promise<boolean> {
    if (isReady) return true;
    let late: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      late = setTimeout(resolve, ms);
    });
    await Promise.race([answering.promise, waited]);
    clearTimeout(late);
    return isReady;
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(again);
    const ending = child;
    if (ending) {
      const ended = new Promise((resolve) => ending.once("exit", resolve));
      if (ending.connected) ending.disconnect();
      const late = setTimeout(() => ending.kill("SIGKILL"), KILL_MS);
      await ended;
      clearTimeout(late);
    }
    rmSync(folder, { recursive: true, force: true });
  }

  return { socket, whenReady: () => answering.promise, readyWithin, start, stop };
}

/** One worker is enough, and the web process has it: what pages start or change, they tell the queue. */
function environment(): NodeJS.ProcessEnv {
  const { DATABASE_POOL, FUNCTION_PROCESSES: processes } = env();
  return {
    ...process.env,
    NODE_ENV: "production",
    WORKER: "off",
    BEHIND_FRONT: "yes",
    DATABASE_POOL: String(Math.min(DATABASE_POOL, POOL)),
    FUNCTION_PROCESSES: String(Math.min(processes, FUNCTION_PROCESSES)),
  };
}
