export type Latencies = { perSecond: number; p50: number; p99: number; count: number; failed: number };

/**
 * Keeps `inFlight` of `work` going for `seconds`, after a warm-up that is not counted; latencies in milliseconds.
 * `work` resolves to false where its answer was not the right one.
 */
export async function keepBusy(inFlight: number, seconds: number, work: () => Promise<boolean>): Promise<Latencies> {
  const warmUpMs = Math.min(2000, seconds * 300);
  const begin = performance.now() + warmUpMs;
  const end = begin + seconds * 1000;
  const took: number[] = [];
  let failed = 0;
  const loop = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      const right = await work();
      const now = performance.now();
      if (now < begin || now > end) continue;
      if (right) took.push(now - started);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
  return { ...percentiles(took), perSecond: took.length / seconds, failed };
}

export function percentiles(values: number[]): { p50: number; p99: number; longest: number; count: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), longest: sorted.at(-1) ?? 0, count: sorted.length };
}
