import { expect, onTestFinished, test } from "vitest";
import { twoAccounts } from "../support/accounts";
import { lockTable } from "../support/locked-table";

const { ours, theirs, database } = await twoAccounts();
const { matchingInteractions } = await import("@/server/reports/data");
const { stepsCsv } = await import("@/server/reports/csv");

const COUNT = 2450;
/** Made at different times, so that the order of their ids is known: the ids of the export, newest first. */
const idOf = (number: number) => `0190${String(number).padStart(4, "0")}-0000-7000-8000-000000000000`;

await database.owner.query(
  `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, state, expires_at, started_at, finished_at)
    select f.account_id, ('0190' || lpad(g::text, 4, '0') || '-0000-7000-8000-000000000000')::uuid, f.flow_id, f.id, 'c', 2,
      'completed', case when g % 1000 = 7 then 'expired' else 'ended' end, '{"variables": {}}', now(), now(), now()
    from flow_version f, generate_series(1, $3::int) g where f.account_id = $1 and f.flow_id = $2 and f.number = 1`,
  [ours.account, ours.flow, COUNT],
);
await database.owner.query(
  `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
    select i.account_id, i.id, 1, now(), 'a', '{}', jsonb_build_array(
      jsonb_build_object('event', 'step_entered', 'visit', 1, 'step', s.key, 'component', s.value ->> 'component', 'at', '2026-01-01T00:00:00Z')), 'e'
    from interaction i join flow_version v on v.id = i.flow_version_id,
      lateral (select * from jsonb_each(v.definition -> 'steps') limit 1) s`,
);

const exported = async (stream: ReadableStream<Uint8Array>) => {
  const rows = (await new Response(stream).text()).trim().split("\n");
  return rows.map((row) => row.split(",")[2]);
};
const newest = (numbers: number[]) => ["interaction_id", ...numbers.map(idOf)];
const all = Array.from({ length: COUNT }, (_, index) => COUNT - index);

test("13.20 an export has every interaction of the account once, newest first, over all its pages", async () => {
  expect(await exported(stepsCsv(ours.account as never, {}))).toEqual(newest(all));
  expect(await exported(stepsCsv(theirs.account as never, {}))).toEqual(newest([]));
});

test("a filter that matches few interactions finds them in every page", async () => {
  const few = all.filter((number) => number % 1000 === 7);
  expect(await exported(stepsCsv(ours.account as never, { outcome: "expired" }))).toEqual(newest(few));
});

test("13.20 one transaction looks at so many interactions, however rare a match is", async () => {
  const looked = await matchingInteractions(ours.account as never, { outcome: "expired" }, null, 100);
  expect(looked).toEqual({ ids: [], last: idOf(COUNT - 99) });
  const last = await matchingInteractions(ours.account as never, {}, idOf(3), 100);
  expect(last).toEqual({ ids: [idOf(2), idOf(1)], last: null });
});

test("13.20 no transaction is open while the reader rests", async () => {
  const reader = stepsCsv(ours.account as never, {}).getReader();
  onTestFinished(() => reader.cancel());
  await reader.read();
  await reader.read();
  const open =
    "select count(*)::int as open from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()";
  await expect.poll(async () => (await database.owner.query(open)).rows[0].open).toBe(0);
});

test("13.20 an export whose database fails in the middle fails, and does not end as if it were whole", async () => {
  const reader = stepsCsv(ours.account as never, {}).getReader();
  await reader.read();
  await reader.read();
  const unlock = await lockTable(database.owner, "interaction_event");
  onTestFinished(unlock);
  const rest = (async () => {
    for (;;) if ((await reader.read()).done) return "whole";
  })().catch(() => "broken off");
  const kill = `select count(pg_terminate_backend(pid))::int as killed from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%interaction_event%'`;
  await expect.poll(async () => (await database.owner.query(kill)).rows[0].killed).toBeGreaterThan(0);
  expect(await rest).toBe("broken off");
});
