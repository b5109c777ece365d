import { processSingleton } from "../process-singleton";
import { type RateVerdict, WINDOW_MS } from "./verdict";

const SWEEP_AT_KEYS = 10_000;
const SWEEP_EVERY_MS = 1000;
/** Beyond so many, the oldest are forgotten: keys that are addresses can be as many as a sender likes. */
const MAX_KEYS = 100_000;

type Window = { times: number[]; ms: number };

const state = () => processSingleton("rate-windows", () => ({ windows: new Map<string, Window>(), sweptAt: 0 }));

/**
 * The limiter of one process, for machines without Redis and while Redis does not answer. It keeps the time of each request of
 * the last window, so it is exact; rate-limiter-flexible counts fixed windows, which let twice the rate through where two meet.
 */
export function takeInProcess(key: string, limit: number, windowMs = WINDOW_MS, now = performance.now()): RateVerdict {
  const { windows } = state();
  if (windows.size > SWEEP_AT_KEYS) sweep(now);
  let window = windows.get(key);
  if (!window) {
    window = { times: [], ms: windowMs };
    windows.set(key, window);
  }
  const { times } = window;
  while (times.length > 0 && times[0]! <= now - windowMs) times.shift();
  const allowed = times.length < limit;
  if (allowed) times.push(now);
  const resetMs = (times[0] ?? now) + windowMs - now;
  return {
    allowed,
    limit,
    remaining: Math.max(0, limit - times.length),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
  };
}

/** Takes back the last request that was counted of the key. */
export function giveBackInProcess(key: string): void {
  state().windows.get(key)?.times.pop();
}

function sweep(now: number): void {
  const { windows, sweptAt } = state();
  if (now - sweptAt > SWEEP_EVERY_MS) {
    state().sweptAt = now;
    for (const [key, { times, ms }] of windows) if ((times.at(-1) ?? 0) <= now - ms) windows.delete(key);
  }
  if (windows.size <= MAX_KEYS) return;
  const [oldest] = windows.keys();
  if (oldest !== undefined) windows.delete(oldest);
}
