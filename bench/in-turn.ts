/** What a figure is held against: the raw limits of the seconds before and after it, in the middle. */
export type Raw = { perSecond: number; p99: number };
export type Round<Ours> = { ours: Ours; raw: Raw };

/**
 * Measures ours and the raw limit in turn, so that a machine whose speed changes from one minute to the next changes both.
 * What was measured after one figure serves as the measurement before the next.
 */
export function inTurnWith(measureRaw: () => Promise<Raw>) {
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

/** Of an even number of values the upper of the two in the middle. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
