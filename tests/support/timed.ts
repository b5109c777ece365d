const TICK_MS = 10;
const MAX_A_TICK_MS = 30;

/** Not `performance.now()`, which a test may have stopped. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * Runs work and measures it: `ms` by the clock, `awakeMs` only while this process could run, because a busy or suspended
 * machine can keep it waiting for seconds, which the product is not to blame for. Work that blocks the event loop hardly
 * counts in `awakeMs`: measure that with `cpuMs`.
 */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; awakeMs: number }> {
  const began = nowMs();
  let last = began;
  let awakeMs = 0;
  const tick = () => {
    const now = nowMs();
    awakeMs += Math.min(now - last, MAX_A_TICK_MS);
    last = now;
  };
  const ticking = setInterval(tick, TICK_MS);
  try {
    const result = await work();
    tick();
    return { result, ms: last - began, awakeMs };
  } finally {
    clearInterval(ticking);
  }
}

/** Milliseconds of processor time that this thread spends until work is done. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
