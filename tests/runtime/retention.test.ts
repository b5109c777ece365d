import { beforeAll, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { type TestWorld, testWorld } from "../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

it("ended interactions are deleted after the account's retention days, running ones kept", async () => {
  const { owner } = world.database;
  const start = async (contact_1: string) =>
    ((await (await world.start({ contact_1, contact_2: "+12025550134" })).json()) as { interaction_id: string })
      .interaction_id;
  const old = await start("+12025550121");
  await world.untilOver(old);
  const live = await start("+12025550120");
  await world.clock.advance(20);
  await owner.query("update account set retention_days = 1 where id = $1", [world.account]);
  await owner.query("update patchcord_clock set shift = shift + interval '23 hours'");
  const { postgresStore: store } = await import("@/server/storage/store");
  expect(await store.sweep(world.account as AccountId)).toBe(0);
  await owner.query("update patchcord_clock set shift = shift + interval '2 hours'");
  expect(await store.sweep(world.account as AccountId)).toBe(1);
  const { rows } = await owner.query("select id from interaction");
  expect(rows).toEqual([{ id: live }]);
  const events = await owner.query("select distinct interaction_id from interaction_event");
  expect(events.rows).toEqual([{ interaction_id: live }]);
  const due = await owner.query("select due_at > patchcord_now() as later from deadline where subject = 'account'");
  expect(due.rows).toEqual([{ later: true }]);
});
