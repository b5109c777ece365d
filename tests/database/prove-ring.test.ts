import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EarlierRings, restUntil } from "@/engine/ring-rules/limits";
import { seedWorld, type World } from "@/prisma/seed/world";
import { type TestDatabase, testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

/** Limits hold however the transactions of several processes lie in time, and SQL proves what JavaScript decides. */
const CONNECTIONS = 4;
const DAY = { starts_at: "2026-01-05T00:00:00.000Z", ends_at: "2026-01-06T00:00:00.000Z" };
let database: TestDatabase;
let world: World;
let clients: pg.Client[];
beforeAll(async () => {
  database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl });
  world = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1" });
  clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client({ connectionString: database.appUrl });
      await client.connect();
      return client;
    }),
  );
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await database.drop();
});

const NEW_RING = `insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
    ring_seconds, created_at, dial_at, drop_after, counted, call_status, ended_at)
  values ($1, $2::uuid, $2::uuid, 1, $2::uuid::text, $3, 'from', $4, 'placed', 20, $5, $5, $5, true, $6, $5)`;

type Proof = { to: string; per_number?: object; limits?: object[] };

/** One ring as a process makes it: proved and written in one transaction, which may fail after all. Whether it was allowed. */
async function ring(client: pg.Client, proof: Proof, at: string, isCommitted: boolean): Promise<boolean> {
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [world.account]);
  const { rows } = await client.query("select patchcord_prove_ring($1, $2, $3) as forbids", [
    world.account,
    JSON.stringify(proof),
    at,
  ]);
  const isAllowed = rows[0].forbids === null;
  if (isAllowed) await client.query(NEW_RING, [world.account, randomUUID(), world.carrier, proof.to, at, null]);
  await client.query(isCommitted ? "commit" : "rollback");
  return isAllowed;
}

const starts = fc.array(
  fc.record({ connection: fc.nat(CONNECTIONS - 1), number: fc.nat(1), isCommitted: fc.boolean() }),
  {
    minLength: 4,
    maxLength: 24,
  },
);

it("in any interleaving no limit is passed, and none refuses before it is reached", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(starts, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }), async (all, hour, day) => {
      const at = "2026-01-05T12:00:00.000Z";
      const subject = `run ${run++}`;
      const numberOf = (nth: number) => `+1202${run}555${nth}`;
      const limits = [{ scope: "flow", subject, unit: "day", ...DAY, most: day }];
      const outcomes = await Promise.all(
        clients.map(async (client, connection) => {
          const done: { number: number; isCommitted: boolean; isAllowed: boolean }[] = [];
          for (const one of all.filter((start) => start.connection === connection)) {
            const proof = {
              to: numberOf(one.number),
              per_number: { hour, day: null, week: null, pause_minutes: null },
              limits,
            };
            done.push({ ...one, isAllowed: await ring(client, proof, at, one.isCommitted) });
          }
          return done;
        }),
      );
      const rung = outcomes.flat().filter(({ isAllowed, isCommitted }) => isAllowed && isCommitted);
      const refused = outcomes.flat().filter(({ isAllowed }) => !isAllowed);
      expect(rung.length).toBeLessThanOrEqual(day);
      for (const number of [0, 1]) expect(rung.filter((one) => one.number === number).length).toBeLessThanOrEqual(hour);
      const isFull = (number: number) =>
        rung.length === day || rung.filter((one) => one.number === number).length === hour;
      for (const { number } of refused) expect(isFull(number), "refused before a limit was reached").toBe(true);
      const { rows } = await database.owner.query("select rings from ring_count where subject = $1", [subject]);
      expect(rows[0]?.rings ?? 0).toBe(rung.length);
    }),
    { numRuns: 40, seed: 15 },
  );
});

const minutesAgo = fc.array(fc.integer({ min: 0, max: 8 * 24 * 60 }), { maxLength: 20 });
const most = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });

it("refuses one number exactly where the pure rule does, and tells it what it needs", async () => {
  const at = "2026-01-12T12:00:00.000Z";
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(
      minutesAgo,
      fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
      fc.record({ hour: most, day: most, week: most, pause_minutes: most }),
      async (past, declined, per_number) => {
        const to = `+1303${nth++}`;
        const moment = (minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString();
        const { owner } = database;
        for (const minutes of past)
          await owner.query(NEW_RING, [world.account, randomUUID(), world.carrier, to, moment(minutes), null]);
        if (declined !== null)
          await owner.query(NEW_RING, [world.account, randomUUID(), world.carrier, to, moment(declined), "busy"]);
        const rings = [...past, ...(declined === null ? [] : [declined])]
          .filter((minutes) => minutes < 7 * 24 * 60)
          .map(moment);
        const earlier: EarlierRings = { rings, declined_at: declined === null ? null : moment(declined) };
        const { rows } = await owner.query("select patchcord_prove_ring($1, $2, $3) as forbids", [
          world.account,
          JSON.stringify({ to, per_number }),
          at,
        ]);
        const until = restUntil(per_number, earlier, at);
        expect(rows[0].forbids !== null).toBe(until !== null);
        if (until !== null) expect(restUntil(per_number, rows[0].forbids.earlier, at)).toBe(until);
      },
    ),
    { numRuns: 150, seed: 15 },
  );
});
