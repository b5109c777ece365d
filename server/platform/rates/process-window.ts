import { processSingleton } from "../process-singleton";
import { type Verdict, WINDOW_MS } from "./verdict";

const SWEEP_AT_KEYS = 10_000;

/**
 * The limiter of one process: exact, the moments of the last second are kept. For a machine without Redis and for the
 * time Redis is away. (rate-limiter-flexible counts fixed windows, which let twice the rate through at their seam.)
 */
export function takeInProcess(key: string, limit: number, now = performance.now()): Verdict {
  const taken = processSingleton("rate-windows", () => new Map<string, number[]>());
  if (taken.size > SWEEP_AT_KEYS) sweep(taken, now);
  let moments = taken.get(key);
  if (!moments) {
    moments = [];
    taken.set(key, moments);
  }
  while (moments.length > 0 && moments[0]! <= now - WINDOW_MS) moments.shift();
  const allowed = moments.length < limit;
  if (allowed) moments.push(now);
  const resetMs = (moments[0] ?? now) + WINDOW_MS - now;
  return {
    allowed,
    limit,
    remaining: Math.max(0, limit - moments.length),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}

function sweep(taken: Map<string, number[]>, now: number): void {
  for (const [key, moments] of taken) {
    if ((moments.at(-1) ?? 0) <= now - WINDOW_MS) taken.delete(key);
  }
}
