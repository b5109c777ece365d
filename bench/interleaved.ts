/** The raw limit that a figure is compared with: the mean of what was measured right before and right after it. */
export type Raw = { perSecond: number; p99: number };
export type Round<Ours> = { ours: Ours; raw: Raw };

/**
 * Measures the product and the raw limit in turn, so that a machine whose speed changes over minutes changes both. The
 * measurement after one figure is also the one before the next.
 */
export function interleavedWith(measureRaw: () => Promise<Raw>) {
  const all: Raw[] = [];
  const measure = async () => {
    const raw = await measureRaw();
    all.push(raw);
    return raw;
  };
  return {
    /** Every measurement of the raw limits so far. */
    all,
    async rounds<Ours>(times: number, measureOurs: () => Promise<Ours>): Promise<Round<Ours>[]> {
      const rounds: Round<Ours>[] = [];
      for (let round = 0; round < times; round++) {
        const before = all.at(-1) ?? (await measure());
        const ours = await measureOurs();
        const after = await measure();
        const raw = { perSecond: mean(before.perSecond, after.perSecond), p99: mean(before.p99, after.p99) };
        rounds.push({ ours, raw });
      }
      return rounds;
    },
  };
}

const mean = (a: number, b: number) => (a + b) / 2;

/** The median; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return mean(lower, upper);
}
