import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { ids } from "../platform/ids/ids";
import { log } from "../platform/log";
import { outbound } from "../platform/outbound/request";
import { checkAlerts, type OnAbsence, tellOfAbsence } from "../resources/alerts/checks/mutations";
import { claimNotices, sendNotice } from "../resources/alerts/notices/mutations";
import { repeat } from "./repeat";

const CHECK_MS = 15_000;
const NOTICE_MS = 5000;
/** Notices that a worker sends at a time. */
const MOST = 8;

/** Checks alerts, in turns with other workers, and sends what destinations are to be told, apart from jobs and calls. */
export function startAlerts(): { stop: () => Promise<void> } {
  const checks = repeat(CHECK_MS, alertChecker(ids.uuid(), freeDisk));
  const notices = repeat(NOTICE_MS, sendNotices);
  return { stop: async () => void (await Promise.all([checks.stop(), notices.stop()])) };
}

/**
 * Checks when it is called, where it is this worker's turn. The one that checked last tells of a database that is away: it remembers whom,
 * by then nobody can be asked.
 */
export function alertChecker(holder: string, diskFree: () => Promise<number>): () => Promise<void> {
  let absence: OnAbsence[] = [];
  let reachedAt = Date.now();
  return async () => {
    try {
      absence = (await checkAlerts({ holder, host: hostname(), diskFree: await diskFree() }, absence)) ?? [];
      reachedAt = Date.now();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      log.warn({ err: error }, "alerts cannot be checked: the database does not answer");
      await tellOfAbsence(outbound, absence, (Date.now() - reachedAt) / 1000);
    }
  };
}

/** Sends notices that are due, some at a time; the next call goes on with what is left, so that a worker need not wait for all to stop. */
export async function sendNotices(): Promise<void> {
  const claimed = await claimNotices(MOST);
  await Promise.all(claimed.map((one) => sendNotice(outbound, one, Math.random)));
}

/** Part of this process's disk that is free, from 0 to 1. */
async function freeDisk(): Promise<number> {
  const { bavail, blocks } = await statfs(process.cwd());
  return blocks > 0 ? bavail / blocks : 1;
}
