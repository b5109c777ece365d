import { afterAll, vi } from "vitest";

/**
 * Stops this process's `Date` and `performance.now()` until the end of the test file; `pass` moves both by milliseconds.
 * Timers and the database's clock keep running.
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
