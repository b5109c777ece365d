import { expect, test } from "vitest";
import { createRotation, createTurns } from "@/server/platform/turns";

test("pieces of several come in turn, one at a time, each after the rest of the one before", async () => {
  const log: string[] = [];
  const rests: (() => void)[] = [];
  const inTurn = createTurns(() => new Promise<void>((resolve) => rests.push(resolve)));
  const run = async (who: string) => {
    for (const piece of [1, 2]) await inTurn(() => log.push(`${who}${piece}`));
  };
  const both = Promise.all([run("a"), run("b")]);
  for (const seen of [["a1"], ["a1", "b1"], ["a1", "b1", "a2"], ["a1", "b1", "a2", "b2"]]) {
    await expect.poll(() => rests.length).toBe(1);
    expect(log).toEqual(seen);
    rests.pop()?.();
  }
  await both;
});

test("a rest is as long as the piece took", async () => {
  const asked: number[] = [];
  const inTurn = createTurns(async (ms) => asked.push(ms));
  const took = await inTurn(() => {
    const began = performance.now();
    while (performance.now() - began < 20);
    return performance.now() - began;
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toBeGreaterThanOrEqual(took);
});

test("a piece that fails is told to its own, and the next comes", async () => {
  const inTurn = createTurns(async () => undefined);
  const failed = inTurn(() => {
    throw new Error("of no use");
  });
  const next = inTurn(() => "next");
  await expect(failed).rejects.toThrow("of no use");
  expect(await next).toBe("next");
});

test("the next piece waits until one that is awaited is over", async () => {
  const log: string[] = [];
  const inTurn = createTurns(async () => undefined);
  const first = Promise.withResolvers<void>();
  const both = [
    inTurn(async () => {
      await first.promise;
      log.push("first");
    }),
    inTurn(() => log.push("second")),
  ];
  first.resolve();
  await Promise.all(both);
  expect(log).toEqual(["first", "second"]);
});

test("13.20 one who asks for much at once waits behind itself, also after a piece that fails", async () => {
  const log: string[] = [];
  const inRotation = createRotation(createTurns(async () => undefined));
  const run = (from: string, nth: number, fails = false) =>
    inRotation(from, async () => {
      log.push(`${from}${nth}`);
      if (fails) throw new Error("of no use");
    });
  const all = [run("a", 1), run("a", 2, true), run("a", 3), run("b", 1), run("c", 1), run("b", 2)];
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true]);
  expect(log.slice(0, 3)).toEqual(["a1", "b1", "c1"]);
  expect(log.toSorted()).toEqual(["a1", "a2", "a3", "b1", "b2", "c1"]);
  expect(log.indexOf("a3")).toBe(5);
});
