import { expect, test } from "vitest";
import { testWorld } from "../support/world";
import { askStart, problemOf } from "./ask";

// One call in 100 s; the seed flow lets a start wait 120 s for its call slot.
const world = await testWorld({ worker: false, callsPerSecond: 0.01 });

test("503 queue_full where the wait for a call slot would be too long, and nothing half-done", async () => {
  expect([(await askStart(world)).status, (await askStart(world)).status]).toEqual([202, 202]);
  const headers = { "idempotency-key": "full" };
  const refused = await askStart(world, { headers });
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  await problemOf(refused, 503, "queue_full");
  const { rows } = await world.database.owner.query(
    `select (select count(*) from interaction)::int as interactions, (select count(*) from dial_attempt)::int as attempts,
      (select count(*) from start_request)::int as keys`,
  );
  expect(rows).toEqual([{ interactions: 2, attempts: 2, keys: 0 }]);
});
