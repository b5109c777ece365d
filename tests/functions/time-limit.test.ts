import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeLimit } from "@/server/resources/functions/pool/time-limit";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long the process has had a processor after so many milliseconds. */
type Worked = (passed: number) => number | null;
const NEVER = Number.POSITIVE_INFINITY;

/** What the process does, when it would answer, and after how long the run is over, to ten milliseconds. */
const RUNS: [string, Worked, number, { did: string; after: number }][] = [
  ["works all the time and does not end", (passed) => passed, NEVER, { did: "timeout", after: 2000 }],
  ["has half a processor", (passed) => passed / 2, NEVER, { did: "timeout", after: 4000 }],
  ["has a tenth of a processor", (passed) => passed / 10, NEVER, { did: "timeout", after: 10_000 }],
  ["gets no processor for three seconds, then answers", (passed) => Math.max(0, passed - 3000), 3010, answered(3010)],
  ["waits and never works", () => 0, NEVER, { did: "timeout", after: 10_000 }],
  ["answers at once", (passed) => passed, 10, answered(10)],
  ["worked for another task before", (passed) => 1900 + passed, 1500, answered(1500)],
  ["cannot be asked", () => null, NEVER, { did: "timeout", after: 2000 }],
  [
    "ended meanwhile and cannot be asked",
    (passed) => (passed > 1000 ? null : passed),
    NEVER,
    { did: "timeout", after: 2000 },
  ],
];

function answered(after: number) {
  return { did: "tell", after };
}

test.each(RUNS)("a process that %s", async (_what, worked, answersAfter, expected) => {
  const began = performance.now();
  const passed = () => performance.now() - began;
  const answer = new Promise<{ did: string }>((resolve) => {
    if (answersAfter !== NEVER) setTimeout(() => resolve({ did: "tell" }), answersAfter);
  });
  const over = withTimeLimit(answer, () => worked(passed()), undefined).then(({ did }) => ({
    did,
    after: Math.round(passed() / 10) * 10,
  }));
  await vi.runAllTimersAsync();
  expect(await over).toEqual(expected);
});

test.each([0, 500])("whose caller aborts after %i ms ends then", async (after) => {
  const caller = new AbortController();
  if (after === 0) caller.abort();
  else setTimeout(() => caller.abort(), after);
  const over = withTimeLimit(new Promise<never>(() => undefined), () => 0, caller.signal);
  await vi.advanceTimersByTimeAsync(after);
  expect(await over).toEqual({ did: "timeout" });
  expect(vi.getTimerCount()).toBe(0);
});
