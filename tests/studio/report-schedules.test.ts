import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { World } from "@/prisma/seed/world";
import type { AccountId } from "@/server/ports/ids";
import type { Role } from "@/server/resources/users/role";
import { auditOf, caller, fieldsOf } from "../support/accounts";
import { lockTable } from "../support/locked-table";
import { testMailServer } from "../support/mail-server";
import { recordCalls } from "../support/recorded-calls";
import { sessionAs } from "../support/session";
import { stubServer } from "../support/stub-server";
import { testWorld } from "../support/world";

/** A schedule's way from its turn to the file, the mail and the event, with a worker that runs. */
const mailServer = await testMailServer();
const { mails } = mailServer;
const receiver = await stubServer(() => ({}));
const world = await testWorld();
const account = world.account as AccountId;
const { owner } = world.database;
const { appRouter } = await import("@/server/trpc/router");
const as = (of: Pick<World, "account">, role: Role = "admin") =>
  appRouter.createCaller({ session: sessionAs(of, role) }).reports;
const reports = as(world);
const { webhooks } = (await caller())(world).admin;
const audit = auditOf(world.database);

const CALLS = 300;
const DAYS = 3;
let me: { id: string; name: string };
beforeAll(async () => {
  const { flow, flowVersion: version, clientId: client, carrier } = world;
  await recordCalls(owner, { account, flow, version, client, carrier }, CALLS, DAYS);
  me = (await reports.schedules()).members[0]!;
});

const pass = (seconds: number) =>
  owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
const DAY = 86_400;
const daily = (change: object = {}) => ({
  ...{ name: "Calls of the day", every: "day" as const, hour: 6, timeZone: "Europe/Lisbon", format: "csv" as const },
  ...{ filters: {}, variables: [] as string[], recipients: [me.id] },
  ...change,
});
const runs = async () => (await owner.query("select * from report_run order by turn_at")).rows;
const dueAt = async () =>
  (await owner.query("select due_at from deadline where subject = 'report_schedule'")).rows.map((row) => row.due_at);
const nextTurnAt = async () => (await reports.schedules()).schedules[0]!.nextAt!;
const lastOf = async () => (await reports.schedules()).schedules[0]?.last;

afterEach(async () => {
  for (const { id } of (await reports.schedules()).schedules) await reports.removeSchedule({ id });
  await expect.poll(async () => (await reports.exports()).filter(({ state }) => state === "running")).toEqual([]);
  for (const { id } of await reports.exports()) await reports.removeExport({ id });
  await owner.query("update deadline set due_at = patchcord_now() where subject = 'report_schedule'");
  await expect.poll(dueAt).toEqual([]);
  mails.length = 0;
  mailServer.refuses = false;
});

test("a turn writes the file of the day before, mails a link and no data, and tells webhook endpoints", async () => {
  // The worker that runs makes facts of the calls.
  const facts = "select count(*)::int as facts from interaction_fact";
  await expect.poll(async () => (await owner.query(facts)).rows[0].facts).toBe(CALLS);
  const { id: endpoint, secret } = await webhooks.add({
    ...{ name: "Ours", url: receiver.url, types: ["report.exported"], flows: [], headers: [] },
  });
  onTestFinished(() => webhooks.remove({ id: endpoint }));
  await reports.addSchedule(daily());
  const nextAt = await nextTurnAt();
  await pass(DAY);
  await expect.poll(lastOf).toMatchObject({ state: "done", mail: "sent", turnAt: nextAt });
  const [file] = await reports.exports();
  const { rows } = await owner.query(
    "select count(*)::int as rows from step_fact where accepted_at >= $1 and accepted_at < $2",
    [file!.startsAt, file!.endsAt],
  );
  expect(file).toMatchObject({ state: "done", rows: rows[0].rows, timeZone: "Europe/Lisbon", format: "csv" });
  expect(file!.name).toMatch(/^Calls of the day \d{4}-\d\d-\d\d$/);
  expect(file!.rows).toBeGreaterThan(0);
  expect(mails).toHaveLength(1);
  const { to, source } = mails[0]!;
  expect(to).toEqual(["admin@demo.example"]);
  expect(source).toMatch(/^Subject: Patchcord: Calls of the day \d{4}-\d\d-\d\d is ready/m);
  expect(source).toContain(`/reports/exports?file=${file!.id}`);
  expect(source).not.toMatch(/\+1202/);
  await expect.poll(() => receiver.received.length).toBe(1);
  const { body, headers } = receiver.received[0]!;
  const signed = { ...headers, "webhook-timestamp": String(headers["webhook-timestamp"]) };
  const event = new Webhook(secret).verify(body, signed as never) as { type: string; data: object };
  expect(event).toMatchObject({
    type: "report.exported",
    data: { job_id: file!.id, rows: file!.rows, sha256: file!.sha256, format: "csv", turn_at: nextAt.toISOString() },
  });
  expect((await nextTurnAt()).getTime() - nextAt.getTime()).toBe(DAY * 1000);
});

test("a file that cannot be written is told as well, and the next turn is not touched", async () => {
  await owner.query("alter table report_export_part add constraint full_disk check (content is null) not valid");
  onTestFinished(
    async () => void (await owner.query("alter table report_export_part drop constraint if exists full_disk")),
  );
  await reports.addSchedule(daily());
  await pass(DAY);
  await expect.poll(async () => (await runs()).length).toBe(1);
  const { failExport } = await import("@/server/reports/exports/mutations");
  // What the job's fifth failure does.
  await failExport(account, (await runs())[0].id);
  await failExport(account, (await runs())[0].id);
  await expect.poll(lastOf).toMatchObject({ state: "failed", mail: "sent" });
  expect(mails.map(({ source }) => /^Subject: (.*) \S+ (.*)$/m.exec(source)?.slice(1))).toEqual([
    ["Patchcord: Calls of the day", "failed"],
  ]);
});

test("mail that is refused is tried again, and the schedule says why; who has left is not written to", async () => {
  mailServer.refuses = true;
  await reports.addSchedule(daily());
  await pass(DAY);
  await expect
    .poll(lastOf)
    .toMatchObject({ mail: "waiting", mailError: expect.stringContaining("The mail server refused it") });
  mailServer.refuses = false;
  await expect.poll(lastOf).toMatchObject({ mail: "sent", mailError: null });
  const stranger = "00000000-0000-7000-8000-000000000000";
  await owner.query("update report_schedule set recipients = array[$1::uuid]", [stranger]);
  await pass(DAY);
  await expect.poll(async () => (await runs()).map(({ mail }) => mail)).toEqual(["sent", "none"]);
  expect(mails).toHaveLength(1);
});

describe("a turn", () => {
  /** A schedule whose turn has come, and no worker takes it but who is told to. */
  async function dueSchedule() {
    const { id } = await reports.addSchedule(daily({ recipients: [] }));
    await owner.query("update report_schedule set next_at = next_at - interval '1 day'");
    const { scheduleDue } = await import("@/server/reports/schedules/mutations");
    return { id, take: () => scheduleDue(account, id) };
  }

  test("that two workers take is taken once", async () => {
    const { take } = await dueSchedule();
    await Promise.all(Array.from({ length: 6 }, take));
    expect(await runs()).toHaveLength(1);
    expect(await reports.exports()).toHaveLength(1);
  });

  test("whose worker dies in it is taken by the next one, and once", async () => {
    const { take } = await dueSchedule();
    const unlock = await lockTable(owner, "report_export");
    const died = take().catch(() => "died");
    const kill = `select count(pg_terminate_backend(pid))::int as killed from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%report_export%'`;
    await expect.poll(async () => (await owner.query(kill)).rows[0].killed).toBeGreaterThan(0);
    expect(await died).toBe("died");
    await unlock();
    expect(await runs()).toEqual([]);
    await take();
    await take();
    expect(await runs()).toHaveLength(1);
  });

  test("waits while as many exports are under way as may be", async () => {
    const { take } = await dueSchedule();
    await owner.query(
      `insert into report_export (account_id, id, name, format, time_zone, starts_at, ends_at, filters, state, requested_at, requested_by, expires_at)
        select $1, gen_random_uuid(), 'Busy', 'csv', 'UTC', now(), now(), '{}', 'running', now(), '', now() + interval '1 day' from generate_series(1, 3)`,
      [account],
    );
    await take();
    expect(await runs()).toEqual([]);
    await owner.query("delete from report_export");
    await take();
    expect(await runs()).toHaveLength(1);
  });

  test("of a day that no worker ran in is made up for", async () => {
    await reports.addSchedule(daily({ recipients: [] }));
    await owner.query("update report_schedule set next_at = next_at - interval '3 days'");
    await owner.query("update deadline set due_at = patchcord_now() where subject = 'report_schedule'");
    await expect.poll(async () => (await runs()).map(({ state }) => state)).toEqual(["done", "done", "done"]);
    const [first, second, third] = await reports.exports();
    expect([first!.startsAt, second!.startsAt]).toEqual([second!.endsAt, third!.endsAt]);
  });
});

test("a schedule that is paused has no turns; resumed, it goes on with the next one", async () => {
  const { id } = await reports.addSchedule(daily());
  await reports.pauseSchedule({ id, isPaused: true });
  await pass(3 * DAY);
  await expect.poll(dueAt).toEqual([]);
  await reports.pauseSchedule({ id, isPaused: false });
  const nextAt = await nextTurnAt();
  const [{ now }] = (await owner.query("select patchcord_now() as now")).rows;
  expect(nextAt.getTime()).toBeGreaterThan(now.getTime());
  expect(await runs()).toEqual([]);
  const told = (await audit(world)).slice(0, 3).map(({ action, subject }) => `${action} ${subject}`);
  expect(told).toEqual(["resume", "pause", "add"].map((verb) => `report_schedule.${verb} Calls of the day`));
});

describe("who may have what exported", () => {
  test("names, zones and recipients that are not valid are refused at their fields", async () => {
    await reports.addSchedule(daily());
    const many = Array.from({ length: 21 }, () => me.id);
    const stranger = "00000000-0000-7000-8000-000000000000";
    for (const [change, fields] of [
      [{}, ["name"]],
      [{ name: " " }, ["name"]],
      [{ name: "x".repeat(81) }, ["name"]],
      [{ name: "A", timeZone: "Nowhere/Land" }, ["timeZone"]],
      [{ name: "A", recipients: many }, ["recipients"]],
      [{ name: "A", recipients: [stranger] }, ["recipients"]],
    ] as const)
      expect(Object.keys(await fieldsOf(reports.addSchedule(daily(change))))).toEqual(fields);
  });

  test("an account has no more schedules than may be", async () => {
    const { MAX_SCHEDULES } = await import("@/server/reports/schedules/schema");
    for (let nth = 0; nth < MAX_SCHEDULES; nth += 1) await reports.addSchedule(daily({ name: `Schedule ${nth}` }));
    await expect(reports.addSchedule(daily({ name: "One more" }))).rejects.toThrow("at most");
  });

  test("viewers see schedules and change none", async () => {
    const { id } = await reports.addSchedule(daily());
    const viewer = as(world, "viewer");
    expect((await viewer.schedules()).schedules).toHaveLength(1);
    for (const change of [
      () => viewer.addSchedule(daily({ name: "Mine" })),
      () => viewer.editSchedule({ id, ...daily() }),
      () => viewer.pauseSchedule({ id, isPaused: true }),
      () => viewer.removeSchedule({ id }),
    ])
      await expect(change()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a schedule of another account is not there", async () => {
    const { id } = await reports.addSchedule(daily());
    const theirs = as({ account: "00000000-0000-7000-8000-000000000001" });
    expect((await theirs.schedules()).schedules).toEqual([]);
    for (const change of [
      () => theirs.editSchedule({ id, ...daily({ recipients: [] }) }),
      () => theirs.pauseSchedule({ id, isPaused: true }),
      () => theirs.removeSchedule({ id }),
    ])
      await expect(change()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("what is changed holds from the next turn on", async () => {
  const { id } = await reports.addSchedule(daily());
  await reports.editSchedule({ id, ...daily({ name: "Of the month", every: "month", hour: 0, format: "json" }) });
  const [schedule] = (await reports.schedules()).schedules;
  expect(schedule).toMatchObject({ name: "Of the month", every: "month", hour: 0, format: "json", recipients: [me] });
  const local = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Lisbon", day: "numeric", hour: "numeric" });
  expect(local.format(schedule!.nextAt!)).toMatch(/^1, 0?0$/);
});

test("erasing a person takes away schedules and views that ask for their number", async () => {
  const agent = "+12025550130";
  await reports.addSchedule(daily({ name: "One agent", filters: { agent } }));
  await reports.addSchedule(daily());
  await reports.saveView({ name: "Agent", page: "flow-execution", query: "agent=%2B12025550130", isShared: true });
  await reports.saveView({ name: "All", page: "flow-execution", query: "period=7d", isShared: false });
  await owner.query("select set_config('patchcord.account', $1, false)", [account]);
  await owner.query("select patchcord_erase_rest($1, false)", [agent]);
  expect((await reports.schedules()).schedules.map(({ name }) => name)).toEqual(["Calls of the day"]);
  expect((await owner.query("select name from report_view")).rows).toEqual([{ name: "All" }]);
});
