/** Half of them took no longer than `median` seconds, nineteen of twenty no longer than `p95`; null where there are none. */
export type Spread = { count: number; median: number | null; p95: number | null };

/** The spread of what was counted by its seconds. */
export function spreadOf(counted: { seconds: number; number: number }[]): Spread {
  const inOrder = [...counted].sort((a, b) => a.seconds - b.seconds);
  const count = inOrder.reduce((sum, { number }) => sum + number, 0);
  const at = (share: number): number | null => {
    let passed = 0;
    for (const { seconds, number } of inOrder) {
      passed += number;
      if (passed >= share * count) return seconds;
    }
    return null;
  };
  return { count, median: at(0.5), p95: at(0.95) };
}
