import { expect, test } from "vitest";
import { shareOf } from "@/server/rest/buttons/turns";
import { testWorld } from "../support/world";
import { AGENT, addButton, pageOf } from "./page";

/** A flood on a button beside the API of the same account, which may start two calls a second. */
const world = await testWorld({ worker: false, ratePerSecond: 2 });
const page = pageOf(world);

test("a flood on a button leaves the API its starts, and who does not get a turn is told so", async () => {
  const { key } = await addButton(world);
  const proofs = await page.proveMany(70, () => ({ key }));
  const began = performance.now();
  const flood = proofs.map((proof, nth) => page.request({ key }, { proof, number: `+1202555${1000 + nth}` }));
  const first = await Promise.any(flood.map(async (one) => ((await one).status === 202 ? true : Promise.reject())));
  expect(first).toBe(true);
  const start = await world.start({ contact_1: "+12025550127", contact_2: AGENT });
  expect(start.status, "the API beside the flood").toBe(202);
  const answers = await Promise.all(flood);
  const called = answers.filter(({ status }) => status === 202);
  // One a second, for as long as visitors wait: five seconds each, however slowly the machine lets them come.
  const seconds = (performance.now() - began) / 1000;
  expect(called.length).toBeGreaterThanOrEqual(1);
  expect(called.length).toBeLessThanOrEqual(seconds + 1);
  for (const refused of answers.filter(({ status }) => status !== 202)) {
    expect([refused.status, (await refused.json()).code]).toEqual([503, "queue_full"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  const { rows } = await world.database.owner.query(
    "select outcome, count(*)::int from button_request group by outcome order by outcome",
  );
  expect(rows, "a visitor who got no turn may come again").toEqual([
    { outcome: "accepted", count: called.length },
    { outcome: "queue_full", count: 70 - called.length },
  ]);
});

test.each([
  [1, { limit: 1, windowMs: 2000 }],
  [2, { limit: 1, windowMs: 1000 }],
  [5, { limit: 2, windowMs: 1000 }],
  [100, { limit: 50, windowMs: 1000 }],
])("of %d starts a second, buttons have half", (rate, share) => {
  expect(shareOf(rate)).toEqual(share);
});
