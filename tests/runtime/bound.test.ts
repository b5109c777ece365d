import { expect, test } from "vitest";
import type { Binding } from "@/server/ports/store";
import { Bound } from "@/server/runtime/bound-calls";

/** The first event of a call is passed over only where this process surely bound that very call, for good. */
const binding = (result: Binding["result"], cancelRequested = false) => Promise.resolve({ result, cancelRequested });

test.each<[string, () => Promise<Binding>, string, boolean]>([
  ["bound by this process", () => binding("bound_now"), "CA1", true],
  ["bound already", () => binding("bound"), "CA1", true],
  ["to be ended", () => binding("bound_now", true), "CA1", false],
  ["a second one", () => binding("second_call"), "CA1", false],
  ["of an attempt that was given up", () => binding("too_late"), "CA1", false],
  ["not bound, since the database is away", () => Promise.reject(new Error("away")), "CA1", false],
  ["another one", () => binding("bound_now"), "CA2", false],
])("a call that is %s", async (_what, made, call, passedOver) => {
  const bound = new Bound();
  bound.add("token", "CA1", made());
  expect(await bound.has("token", call)).toBe(passedOver);
  expect(await bound.has("another token", call)).toBe(false);
});
