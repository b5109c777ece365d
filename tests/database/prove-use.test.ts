import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import { setPrices } from "@/server/resources/prices/set-prices";
import { type TestDatabase, testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

/** Calls at once, minutes and money of a day hold however the transactions of several processes lie in time. */
const CONNECTIONS = 4;
const AT = "2026-01-05T12:00:00.000Z";
const DAY = { starts_at: "2026-01-05T00:00:00.000Z", ends_at: "2026-01-06T00:00:00.000Z" };
const CHEAP = "+12025550120";
const DEAR = "+12025550220";
const PRICE = { [CHEAP]: 0.5, [DEAR]: 2 };
let database: TestDatabase;
let world: World;
let clients: pg.Client[];
beforeAll(async () => {
  database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl });
  world = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1" });
  const prices = [
    { prefix: "1", price: "9" },
    { prefix: "12025550", price: "0.5" },
    { prefix: "120255502", price: "2" },
  ];
  await setPrices(database.owner, prices, "EUR");
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

type Limits = { calls?: number; minutes?: number; money?: number };
type Call = { id: string; to: string };

const prove = async (client: pg.Client, subject: string, limits: Limits, { id, to }: Call) => {
  const proof = { to, id, use: [{ scope: "flow", subject, ...limits, ...DAY }] };
  const text = "select patchcord_prove_ring($1, $2, $3) as forbids";
  const { rows } = await client.query(text, [world.account, JSON.stringify(proof), AT]);
  return rows[0].forbids as { reached?: { unit: string } } | null;
};

/** A call as a process makes it: proved and written in one transaction, which may fail after all. What forbade it, or null. */
async function ring(client: pg.Client, subject: string, limits: Limits, call: Call, isCommitted = true) {
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [world.account]);
  const forbids = await prove(client, subject, limits, call);
  if (!forbids)
    await client.query(
      `insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
        ring_seconds, created_at, dial_at, drop_after) values ($1, $2::uuid, $2::uuid, 1, $2::uuid::text, $3, 'from', $4, 'placed', 20, $5, $5, $5)`,
      [world.account, call.id, world.carrier, call.to, AT],
    );
  await client.query(isCommitted ? "commit" : "rollback");
  return forbids;
}

/** Ends a call. `seconds`: how long it lasted; null: nobody answered. */
const end = (id: string, seconds: number | null) =>
  database.owner.query(
    `update dial_attempt set ended_at = $2, answered_at = case when $3::int is not null then $2::timestamptz - make_interval(secs => $3) end,
      duration_seconds = $3 where id = $1`,
    [id, AT, seconds],
  );

/** What calls have used that are over or still go on, in begun minutes. */
type Used = { to: string; minutes: number };
const minutesOf = (calls: readonly Used[]) => calls.reduce((sum, { minutes }) => sum + minutes, 0);
const moneyOf = (calls: readonly Used[]) =>
  calls.reduce((sum, { to, minutes }) => sum + minutes * PRICE[to as keyof typeof PRICE], 0);

const number = fc.constantFrom(CHEAP, DEAR);
const most = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });
const limits = fc
  .record({ calls: most(4), minutes: most(8), money: most(10) })
  .filter(({ calls, minutes, money }) => Boolean(calls ?? minutes ?? money));
const present = (all: { [name in keyof Limits]: number | undefined }): Limits =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

it("in any interleaving no limit is passed", async () => {
  const steps = fc.array(
    fc.record({ connection: fc.nat(CONNECTIONS - 1), to: number, isCommitted: fc.boolean(), isEnded: fc.boolean() }),
    { minLength: 4, maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(steps, limits, async (all, wanted) => {
      const most = present(wanted);
      const subject = randomUUID();
      const outcomes = await Promise.all(
        clients.map(async (client, connection) => {
          const made: (Used & { isOver: boolean })[] = [];
          for (const { to, isCommitted, isEnded } of all.filter((step) => step.connection === connection)) {
            const id = randomUUID();
            if ((await ring(client, subject, most, { id, to }, isCommitted)) || !isCommitted) continue;
            if (isEnded) await end(id, 30);
            made.push({ to, minutes: 1, isOver: isEnded });
          }
          return made;
        }),
      );
      const made = outcomes.flat();
      expect(made.filter(({ isOver }) => !isOver).length).toBeLessThanOrEqual(most.calls ?? made.length);
      expect(minutesOf(made)).toBeLessThanOrEqual(most.minutes ?? made.length);
      expect(moneyOf(made)).toBeLessThanOrEqual(most.money ?? Number.POSITIVE_INFINITY);
    }),
    { numRuns: 40, seed: 16 },
  );
});

it("refuses exactly what the sums of all calls say, however long they lasted", async () => {
  const step = fc.record({ to: number, seconds: fc.option(fc.nat(200), { nil: null }), ends: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), limits, async (all, wanted) => {
      const most = present(wanted);
      const subject = randomUUID();
      const going: Call[] = [];
      const over: Used[] = [];
      for (const { to, seconds, ends } of all) {
        const used = [...over, ...going.map((call) => ({ to: call.to, minutes: 1 }))];
        const reached = [
          most.calls !== undefined && going.length >= most.calls ? "calls" : null,
          most.minutes !== undefined && minutesOf(used) >= most.minutes ? "minutes" : null,
          most.money !== undefined && moneyOf(used) + PRICE[to as keyof typeof PRICE] > most.money ? "money" : null,
        ].find(Boolean);
        const call = { id: randomUUID(), to };
        const forbids = await ring(clients[0]!, subject, most, call);
        expect(forbids?.reached?.unit).toBe(reached ?? undefined);
        if (!forbids) going.push(call);
        const ended = ends < 2 ? going.shift() : undefined;
        if (!ended) continue;
        await end(ended.id, seconds);
        const minutes = seconds === null ? 0 : Math.max(1, Math.ceil(seconds / 60));
        over.push({ to: ended.to, minutes });
      }
    }),
    { numRuns: 60, seed: 16 },
  );
});

it("refuses a number that the price list does not know where money is limited, and only there", async () => {
  const call = () => ({ id: randomUUID(), to: "+4930123456" });
  expect(await ring(clients[0]!, randomUUID(), { money: 5 }, call())).toEqual({ isUnpriced: true });
  expect(await ring(clients[0]!, randomUUID(), { minutes: 5 }, call())).toBeNull();
});

it("says what is reached and when it begins anew", async () => {
  const told = async (most: Limits) => {
    const subject = randomUUID();
    await ring(clients[0]!, subject, most, { id: randomUUID(), to: DEAR });
    return ring(clients[0]!, subject, most, { id: randomUUID(), to: DEAR });
  };
  const { ends_at } = DAY;
  expect(await told({ calls: 1 })).toEqual({ reached: { scope: "flow", unit: "calls", most: 1 } });
  expect(await told({ minutes: 1 })).toEqual({ reached: { scope: "flow", unit: "minutes", most: 1, ends_at } });
  expect(await told({ money: 3 })).toEqual({
    reached: { scope: "flow", unit: "money", most: 3, ends_at, currency: "EUR" },
  });
});

it("forgets a call that is not made after all", async () => {
  const [subject, other, id] = [randomUUID(), randomUUID(), randomUUID()];
  const proof = (of: string) =>
    JSON.stringify({ to: CHEAP, id, use: [{ scope: "flow", subject: of, calls: 1, ...DAY }] });
  const { owner } = database;
  for (const of of [subject, other])
    await owner.query("select patchcord_prove_ring($1, $2, $3)", [world.account, proof(of), AT]);
  await owner.query("select patchcord_uncount_ring($1, $2, null)", [world.account, proof(subject)]);
  const { rows } = await owner.query("select subject from open_ring where id = $1", [id]);
  expect(rows).toEqual([{ subject: other }]);
});

it("counts a forward from its ring to the document that follows it", async () => {
  const { owner } = database;
  const interaction = randomUUID();
  const subject = randomUUID();
  await owner.query(
    `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, state, expires_at, started_at)
     values ($1, $2::uuid, $2::uuid, $2::uuid, 'c', 1, 'running', '{"turn": 3}', $3, $3)`,
    [world.account, interaction, AT],
  );
  const proof = (turn: number) => ({
    ...{ to: CHEAP, id: randomUUID(), interaction, turn },
    use: [{ scope: "flow", subject, calls: 1, minutes: 10, ...DAY }],
  });
  const ask = async (turn: number) => {
    const text = "select patchcord_prove_ring($1, $2, $3) as forbids";
    return (await owner.query(text, [world.account, JSON.stringify(proof(turn)), AT])).rows[0].forbids;
  };
  expect(await ask(3)).toBeNull();
  expect(await ask(3)).toMatchObject({ reached: { unit: "calls" } });
  // It was answered 150 seconds before the next thing happened.
  await owner.query(
    `insert into leg (account_id, interaction_id, call_id, turn, to_number, status, sequence, answered_at)
     values ($1, $2, 'leg', 3, $3, 'in_progress', 1, $4::timestamptz - interval '150 seconds')`,
    [world.account, interaction, CHEAP, AT],
  );
  await owner.query(
    `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
     values ($1, $2, 1, $3, 'end', '{}', '[]', '1')`,
    [world.account, interaction, AT],
  );
  await owner.query(`update interaction set state = '{"turn": 4}' where id = $1`, [interaction]);
  expect(await ask(4)).toBeNull();
  const { rows } = await owner.query("select minutes from ring_use where subject = $1", [subject]);
  expect(rows).toEqual([{ minutes: 3 }]);
});
