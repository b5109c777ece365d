import { beforeAll, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { connectLike, lockTable } from "../support/locked-table";
import { type TestWorld, testWorld } from "../support/world";

/** What reports are made from is made from the log: once, whoever dies meanwhile, and the same when it is made anew. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

const rows = async (text: string, values: unknown[] = []) => (await world.database.owner.query(text, values)).rows;

async function call(contact_1: string, contact_2: string): Promise<string> {
  const response = await world.start({ contact_1, contact_2 });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  return (await world.untilOver(interaction_id)).interaction_id;
}

async function project(): Promise<void> {
  const { projectNext } = await import("@/server/reports/projection/mutations");
  while (await projectNext([world.account as AccountId], 2, true));
}

/** Holds the account's mark, so that nobody projects, until it is given back. */
async function takeMark(): Promise<() => Promise<void>> {
  const holder = await connectLike(world.database.owner);
  await holder.query("begin");
  await holder.query("select from report_mark where account_id = $1 for update", [world.account]);
  return () => holder.end();
}

const TABLES = {
  interaction_fact: "id",
  step_fact: "interaction_id, visit, part",
  report_count: "half_hour, flow_version_id, client_id, measure, key",
  version_step: "flow_version_id, step",
  alert_count: "slot, flow_id",
};
async function facts(): Promise<Record<string, unknown[]>> {
  const all = Object.entries(TABLES).map(async ([table, order]) => [
    table,
    await rows(`select to_jsonb(t) as row from ${table} t order by ${order}`),
  ]);
  return Object.fromEntries(await Promise.all(all));
}

const JOINED = ["+12025550120", "+12025550130"] as const;
const CALLS = [
  JOINED,
  ["+12025550121", "+12025550130"],
  ["+12025550122", "+12025550130"],
  ["+12025550120", "+12025550131"],
] as const;

test("what came of each call is projected, counted once, and the same when it is made anew", async () => {
  const made: string[] = [];
  for (const [contact, agent] of CALLS) made.push(await call(contact, agent));
  await expect
    .poll(async () => {
      await project();
      return (await rows("select id from interaction_fact where is_settled order by id")).map(({ id }) => id);
    })
    .toEqual(made);

  const seen = await rows(
    `select call_result, answered_by, outcome, is_joined, tries, contact, contact_end, agent, ring_seconds > 0 as rang, talk_seconds > 0 as talked
     from interaction_fact order by id`,
  );
  expect(seen[0]).toEqual({
    ...{ call_result: "answered", answered_by: "person", outcome: "forwarded", is_joined: true, tries: 1 },
    ...{ contact: JOINED[0], contact_end: "02105552021", agent: JOINED[1], rang: true, talked: true },
  });
  expect(seen.map(({ answered_by, is_joined }) => [answered_by, is_joined])).toEqual([
    ["person", true],
    ["nobody", false],
    ["nobody", false],
    ["person", false],
  ]);
  const steps = await rows(
    "select kind, step_name, component_name, exit, exit_name, agent from step_fact where interaction_id = $1 order by visit, part",
    [made[0]],
  );
  expect(steps.map(({ kind, exit }) => [kind, exit])).toContainEqual(["leg", "answered"]);
  expect(steps.find(({ component_name }) => component_name === "Make outbound call")).toMatchObject({
    exit_name: "Answered",
  });
  const counts = await rows(
    "select measure, key, sum(number)::int as number from report_count where measure <> 'exit' group by 1, 2",
  );
  expect(counts).toEqual(
    expect.arrayContaining([
      { measure: "started", key: "", number: 4 },
      { measure: "joined", key: "", number: 1 },
      { measure: "answered_by", key: "nobody", number: 2 },
    ]),
  );

  const before = await facts();
  const { forgetFacts } = await import("@/server/reports/projection/mutations");
  await forgetFacts(world.account as AccountId);
  // The worker may be at it, too.
  await expect
    .poll(async () => {
      await project();
      return await facts();
    })
    .toEqual(before);
});

test.each(["interaction_fact", "step_fact", "report_count", "report_mark"])(
  "a worker that dies before it has written %s has written nothing, and the next makes it once",
  async (table) => {
    const counted = async () =>
      (await rows("select sum(number)::int as number from report_count where measure = 'started'"))[0]?.number;
    const giveBack = await takeMark();
    const id = await call(...JOINED);
    const unlock = await lockTable(world.database.owner, table, "share");
    await giveBack();
    // The worker or this: whoever takes the mark waits for the table.
    const dying = project().catch(() => "died");
    const kill = `select count(pg_terminate_backend(pid))::int as killed from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%project_next%'`;
    try {
      await expect.poll(async () => (await rows(kill))[0].killed).toBeGreaterThan(0);
    } finally {
      await unlock();
      await dying;
    }
    await expect
      .poll(async () => {
        await project();
        return await rows("select id from interaction_fact where id = $1 and is_settled", [id]);
      })
      .toEqual([{ id }]);
    const [{ made }] = await rows("select count(*)::int as made from interaction_fact");
    expect(await counted()).toBe(made);
  },
);

test("a live call's facts follow its log, and are settled with it", async () => {
  const response = await world.start({ contact_1: JOINED[0], contact_2: JOINED[1] });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  const live = async () =>
    (await rows("select status, is_settled from interaction_fact where id = $1", [interaction_id]))[0];
  // The worker may hold the mark at the moment, and then does it itself.
  const projected = () => expect.poll(async () => project().then(live));
  await projected().toEqual({ status: "running", is_settled: false });
  await world.untilOver(interaction_id);
  await projected().toEqual({ status: "completed", is_settled: true });
});

test("a month's table takes its rows over, and goes when nobody keeps any of them", async () => {
  const { turnMonths } = await import("@/server/reports/projection/mutations");
  await turnMonths([world.account as AccountId]);
  const tables = async () =>
    (
      await rows(
        "select relname as name from pg_class where relnamespace = 'report_month'::regnamespace and relkind = 'r' order by 1",
      )
    ).map(({ name }) => name);
  const month = new Date().toISOString().slice(0, 7).replace("-", "");
  expect(await tables()).toContain(`interaction_fact_${month}`);
  const [{ parts }] = await rows("select count(distinct tableoid)::int as parts from interaction_fact");
  expect(parts).toBe(1);
  await rows("select patchcord_fact_months('2020-03-01', '-infinity')");
  expect(await tables()).toContain("step_fact_202003");
  await turnMonths([world.account as AccountId]);
  expect(await tables()).not.toContain("step_fact_202003");
});
