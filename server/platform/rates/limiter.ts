import type { AccountId } from "../../ports/ids";
import { giveBackInProcess, takeInProcess } from "./process-window";
import { takeShared } from "./shared-window";
import type { RateVerdict } from "./verdict";

/** Counted separately, so that a client that polls can still start interactions, and one that starts them can still end one. */
export type Budget = "start" | "read" | "change" | "privacy" | "flows" | "numbers" | "prompts";

/** An operator who sets this rate or a higher one means "no limit": nothing is counted then. */
const UNLIMITED_FROM = 100_000;

/**
 * Takes one request from an account's budget of `limit` requests in any second. All processes count together where they share
 * Redis; while Redis does not answer, each counts by itself. Always decides within 50 ms.
 */
export async function takeRate(account: AccountId, budget: Budget, limit: number): Promise<RateVerdict> {
  if (limit >= UNLIMITED_FROM) return { allowed: true, limit, remaining: limit, resetSeconds: 1 };
  const key = `${budget}:${account}`;
  return (await takeShared(key, limit)) ?? takeInProcess(key, limit);
}

/** A budget of `limit` tries in any `windowMs`, named by `key`. */
export type TryBudget = { key: string; limit: number; windowMs: number };

/** Takes one try from a budget, counted as rates are: by all processes together where they share Redis. */
export async function takeTry({ key, limit, windowMs }: TryBudget): Promise<RateVerdict> {
  return (await takeShared(key, limit, windowMs)) ?? takeInProcess(key, limit, windowMs);
}

/** Gives a try back that turned out to be none. */
export async function giveBackTry({ key, limit, windowMs }: TryBudget): Promise<void> {
  if (!(await takeShared(key, limit, windowMs, -1))) giveBackInProcess(key);
}
