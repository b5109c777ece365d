import { expect, test } from "vitest";
import { type Asker, fairQueue, QueueFull } from "@/server/auth/fair-queue";

/** A queue whose works end when they are let; `order` is the order in which they began, `lost` those that were given up. */
function scene(options: { atOnce: number; mostWaiting: number }) {
  const queue = fairQueue(options);
  const order: string[] = [];
  const lost: string[] = [];
  const under: (() => void)[] = [];
  const ask = (name: string, asker: Partial<Asker> = {}) =>
    queue({ from: name, first: false, ...asker }, () => {
      order.push(name);
      return new Promise<void>((resolve) => under.push(resolve));
    }).catch((error: unknown) => {
      if (!(error instanceof QueueFull)) throw error;
      lost.push(name);
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const endAll = async () => {
    await settle();
    while (under.length > 0) {
      under.shift()?.();
      await settle();
    }
  };
  return { ask, order, lost, endAll };
}

test("13.4 sixty of one network wait no longer than its own, and another comes next", async () => {
  const { ask, order, lost, endAll } = scene({ atOnce: 2, mostWaiting: 8 });
  for (let i = 0; i < 60; i += 1) void ask(`flood ${i}`, { from: "flood" });
  void ask("right");
  await endAll();
  expect(order.indexOf("right")).toBe(2);
  expect(order).toHaveLength(10);
  expect(lost).toHaveLength(51);
  expect(lost).not.toContain("right");
});

test("13.4 one that comes last from the flood's own network is next, not behind it", async () => {
  const { ask, order, endAll } = scene({ atOnce: 2, mostWaiting: 8 });
  for (let i = 0; i < 60; i += 1) void ask(`flood ${i}`, { from: "shared" });
  void ask("right", { from: "shared" });
  await endAll();
  expect(order.indexOf("right")).toBe(2);
});

test("13.4 what goes first goes before a flood from sixty networks, and loses nothing to it", async () => {
  const { ask, order, lost, endAll } = scene({ atOnce: 2, mostWaiting: 8 });
  void ask("known", { first: true });
  for (let i = 0; i < 60; i += 1) void ask(`flood ${i}`);
  void ask("known again", { first: true });
  for (let i = 60; i < 120; i += 1) void ask(`flood ${i}`);
  await endAll();
  expect([order[0], order[2]]).toEqual(["known", "known again"]);
  expect(lost.filter((name) => name.startsWith("known"))).toEqual([]);
});

test("13.4 networks take turns, and a work that fails makes room like any other", async () => {
  const queue = fairQueue({ atOnce: 1, mostWaiting: 8 });
  const order: string[] = [];
  const ask = (from: string) =>
    queue({ from, first: false }, async () => {
      order.push(from);
      throw new Error("wrong");
    }).catch(() => undefined);
  await Promise.all(["a", "a", "a", "b", "c", "b"].map(ask));
  expect(order.slice(0, 4).sort()).toEqual(["a", "a", "b", "c"]);
  expect(order).toHaveLength(6);
});
