import { afterAll, vi } from "vitest";

/**
 * This process's clock, `Date` and `performance.now()`, stands still to the end of the test file; time passes by `pass`,
 * in milliseconds. Timers run as ever, and so does the database's clock.
 */
export function stoppedClock(): { pass: (ms: number) => void } {
  // Whole, so that what was added can be taken away again exactly.
  let now = Math.floor(performance.now());
  const spy = vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  afterAll(() => {
    spy.mockRestore();
    vi.useRealTimers();
  });
  return {
    pass: (ms) => {
      now += ms;
      vi.setSystemTime(Date.now() + ms);
    },
  };
}
