import { processSingleton } from "../process-singleton";
import { type RateVerdict, WINDOW_MS } from "./verdict";

const SWEEP_AT_KEYS = 10_000;

/**
 * The limiter of one process, for machines without Redis and while Redis does not answer. It keeps the time of each request of
 * the last second, so it is exact; rate-limiter-flexible counts fixed windows, which let twice the rate through where two meet.
 */
export function takeInProcess(key: string, limit: number, now = performance.now()): RateVerdict {
  const requestTimes = processSingleton("rate-windows", () => new Map<string, number[]>());
  if (requestTimes.size > SWEEP_AT_KEYS) sweep(requestTimes, now);
  let times = requestTimes.get(key);
  if (!times) {
    times = [];
    requestTimes.set(key, times);
  }
  while (times.length > 0 && times[0]! <= now - WINDOW_MS) times.shift();
  const allowed = times.length < limit;
  if (allowed) times.push(now);
  const resetMs = (times[0] ?? now) + WINDOW_MS - now;
  return {
    allowed,
    limit,
    remaining: Math.max(0, limit - times.length),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}

function sweep(requestTimes: Map<string, number[]>, now: number): void {
  for (const [key, times] of requestTimes) {
    if ((times.at(-1) ?? 0) <= now - WINDOW_MS) requestTimes.delete(key);
  }
}
