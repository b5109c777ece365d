import { describe, expect, test } from "vitest";
import { sparkBars, sparkWords } from "@/components/ui/spark-bars";

const hours = (at: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => at[hour] ?? 0);

describe("the drawing", () => {
  const heights = (values: number[]) => sparkBars(values, 96, 20).map(({ height }) => height);
  test.each([
    { what: "nothing at all is a flat line", values: [0, 0, 0], height: [1, 1, 1] },
    { what: "the highest reaches the top", values: [1, 4, 2], height: [5, 20, 10] },
    { what: "a little beside a lot is still seen", values: [1, 1000, 0], height: [2, 20, 1] },
    { what: "no value is no bar", values: [], height: [] },
  ])("$what", ({ values, height }) => expect(heights(values)).toEqual(height));

  test("bars stand on the base line and inside the drawing", () => {
    for (const { x, y, width, height } of sparkBars(hours({ 0: 3, 23: 9 }), 96, 20)) {
      expect(y + height).toBe(20);
      expect(x + width).toBeLessThanOrEqual(96);
    }
  });
});

describe("the words", () => {
  test.each([
    { values: hours({}), words: "No interactions in the last 24 hours" },
    { values: hours({ 23: 1 }), words: "1 interaction in the last 24 hours, most (1) in the running hour" },
    { values: hours({ 22: 2, 3: 1 }), words: "3 interactions in the last 24 hours, most (2) 1 hour ago" },
    { values: hours({ 2: 5, 20: 5 }), words: "10 interactions in the last 24 hours, most (5) 3 hours ago" },
  ])("$words", ({ values, words }) => expect(sparkWords(values, ["interaction", "interactions"])).toBe(words));
});
