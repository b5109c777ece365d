import { expect, test } from "vitest";
import { pauseSeconds } from "@/server/resources/webhooks/deliveries/schedule";

const HOUR = 3600;

test("pauses grow to half a day and end within 72 hours, 13 to 15 tries in all", () => {
  for (const random of [0, 0.5, 0.999]) {
    let passed = 0;
    const pauses: number[] = [];
    for (;;) {
      const pause = pauseSeconds(pauses.length + 1, 72 * HOUR - passed, random);
      if (pause === null) break;
      pauses.push(pause);
      passed += pause;
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(passed).toBeLessThanOrEqual(72 * HOUR);
    expect(passed).toBeGreaterThan(48 * HOUR);
    expect(pauses.length + 1).toBeGreaterThanOrEqual(13);
    expect(pauses.length + 1).toBeLessThanOrEqual(15);
  }
});

test.each([
  ["what an endpoint asks for lengthens a pause", 1, 60, 60],
  ["by an hour at most", 1, 999_999, HOUR],
  ["and shortens none", 3, 1, 120],
])("%s", (_what, tries, asked, seconds) => {
  expect(pauseSeconds(tries, 72 * HOUR, 0, asked)).toBe(seconds);
});
