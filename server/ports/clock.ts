/**
 * The database's clock as it was read: `ahead` of this process's (`performance.now()`) by so many milliseconds, and never more
 * than it truly is, since it was read before its answer came.
 */
export type DatabaseClock = { ahead: number; readAt: number };

/** To be asked as soon as `now` has come from the database. */
export function clockOf(now: string): DatabaseClock {
  const readAt = performance.now();
  return { ahead: Date.parse(now) - readAt, readAt };
}

/** What is now by the database's clock; null where that was read longer than `freshMs` ago. */
export function nowBy({ ahead, readAt }: DatabaseClock, freshMs: number): string | null {
  const at = performance.now();
  return at - readAt > freshMs ? null : new Date(ahead + at).toISOString();
}
