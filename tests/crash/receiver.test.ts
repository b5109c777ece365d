import { expect, test } from "vitest";
import { judge } from "./receiver";

/** What the long run calls broken is found: each list is what a back end has heard, in order. */
const heard = (...names: string[]) =>
  names.map((name) => ({
    id: name,
    type: name.startsWith("end") ? "interaction.ended" : "interaction.step",
    interaction: "a",
  }));
const ORDER = new Map([
  ["one", 1n],
  ["two", 2n],
  ["end", 3n],
  ["end again", 4n],
]);

test.each([
  ["everything once, in order", heard("one", "two", "end"), { endedOnce: 1, outOfOrder: 0 }],
  ["no end", heard("one", "two"), { endedOnce: 0, outOfOrder: 0 }],
  ["two ends", heard("one", "end", "end again"), { endedOnce: 0, outOfOrder: 0 }],
  ["what happened later first", heard("two", "one", "end"), { endedOnce: 1, outOfOrder: 1 }],
  ["the end first", heard("end", "one", "two"), { endedOnce: 1, outOfOrder: 1 }],
])("%s", (_what, events, found) => {
  expect(judge(events, ["a"], ORDER)).toEqual(found);
});
