import type { AccountId } from "../../ports/ids";
import { takeInProcess } from "./process-window";
import { takeShared } from "./shared-window";
import type { Verdict } from "./verdict";

/** Starting and reading are counted apart: who polls does not keep himself from starting. */
export type Budget = "start" | "read";

/** From here on an operator means "no limit", and nothing is counted. */
const UNLIMITED_FROM = 100_000;

/**
 * Takes one request from an account's budget: `limit` requests in any second, counted by all instances together where
 * they share a store. Decides within 50 ms, always; neither open nor closed while the store is away.
 */
export async function takeRate(account: AccountId, budget: Budget, limit: number): Promise<Verdict> {
  if (limit >= UNLIMITED_FROM) return { allowed: true, limit, remaining: limit, resetSeconds: 1 };
  const key = `${budget}:${account}`;
  return (await takeShared(key, limit)) ?? takeInProcess(key, limit);
}
