/**
 * One reading of the database's clock. `ahead`: milliseconds that it is ahead of `performance.now()`, too few by the time that
 * the answer took, never too many. `readAt`: `performance.now()` when the answer came.
 */
export type DatabaseClock = { ahead: number; readAt: number };

/** Call it as soon as the answer with the database's `now` (ISO 8601) has come. */
export function clockOf(now: string): DatabaseClock {
  const readAt = performance.now();
  return { ahead: Date.parse(now) - readAt, readAt };
}

/** The present moment by the database's clock, ISO 8601; null where the reading is older than `freshMs`. */
export function nowBy({ ahead, readAt }: DatabaseClock, freshMs: number): string | null {
  const at = performance.now();
  return at - readAt > freshMs ? null : new Date(ahead + at).toISOString();
}
