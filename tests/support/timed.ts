const TICK_MS = 10;
const MOST_A_TICK_MS = 30;

/** Not `performance.now()`, which a test may have stopped. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * What work came to, and how long it took: by the clock, and in milliseconds in which this process could run. A machine
 * that is busy with others, or stands still, keeps a process waiting for seconds, which is no lateness of the product's.
 * Work that blocks the process counts for next to nothing in `awakeMs`: `cpuMs` is for that.
 */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; awakeMs: number }> {
  const began = nowMs();
  let last = began;
  let awakeMs = 0;
  const tick = () => {
    const now = nowMs();
    awakeMs += Math.min(now - last, MOST_A_TICK_MS);
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
