import { expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { startFromStudio } from "@/server/trpc/kit/start-from-studio";
import { stoppedClock } from "../support/stopped-clock";
import { testWorld } from "../support/world";
import { ARGUMENTS, askStart, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false, ratePerSecond: 2 });
const { pass } = stoppedClock();
const rested = () => pass(1000);
const read = async () =>
  fetch(`${world.baseUrl}/api/flows/${world.flow}/interactions/${world.flow}`, {
    headers: { authorization: `Bearer ${await tokenOf(world)}` },
  });

test("two a second; the third is told when to come back", async () => {
  await tokenOf(world);
  rested();
  const [first, second, third] = [await askStart(world), await askStart(world), await askStart(world)];
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(first.headers.get("ratelimit-policy")).toBe('"default";q=2;w=1');
  expect(first.headers.get("ratelimit")).toBe('"default";r=1;t=1');
  expect(second.headers.get("ratelimit")).toBe('"default";r=0;t=1');
  expect(third.headers.get("retry-after")).toBe("1");
  expect(third.headers.get("ratelimit-policy")).toBe('"default";q=2;w=1');
  expect(third.headers.get("ratelimit")).toBe('"default";r=0;t=1');
  await problemOf(third, 429, "rate_limited");
  rested();
  expect((await askStart(world)).status).toBe(202);
});

test("any second, not each second of the clock: four in flight at once let two through", async () => {
  rested();
  const burst = await Promise.all([1, 2, 3, 4].map(() => askStart(world)));
  expect(burst.map((response) => response.status).sort()).toEqual([202, 202, 429, 429]);
});

test("13.14 what the studio starts comes out of the same budget", async () => {
  rested();
  const start = () => startFromStudio(world.account as AccountId, world.flow, ARGUMENTS);
  await start();
  expect((await askStart(world)).status).toBe(202);
  await expect(start()).rejects.toMatchObject({ code: "rate_limited" });
  await problemOf(await askStart(world), 429, "rate_limited");
});

test("reading has a budget of its own", async () => {
  rested();
  await Promise.all([askStart(world), askStart(world)]);
  expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([404, 404, 429]);
});

test("a replay costs a unit, and a 429 is never stored", async () => {
  rested();
  const headers = { "idempotency-key": "once" };
  const seen = [];
  for (let i = 0; i < 3; i++) seen.push((await askStart(world, { headers })).status);
  expect(seen).toEqual([202, 202, 429]);
  rested();
  const again = await askStart(world, { headers });
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
});
