import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { twoAccounts } from "../support/accounts";

const { as, audit, database, ours, theirs } = await twoAccounts();
const { jobs } = as(ours).admin;
const { owner } = database;

type Given = { task?: string; payload?: object; attempts?: number; error?: string; locked?: boolean; due?: string };

/** Puts a job into the queue as the queue's own worker would leave it; its id. */
async function queued(account: string, { task = "dial", payload = {}, attempts = 0, error, locked, due }: Given) {
  const { rows } = await owner.query<{ id: string }>(
    `insert into graphile_worker._private_jobs (task_id, payload, attempts, max_attempts, last_error, locked_at, locked_by, run_at)
     select id, $2, $3, 5, $4, case when $5 then now() end, case when $5 then 'a worker' end, coalesce($6::timestamptz, now())
     from graphile_worker._private_tasks where identifier = $1 returning id`,
    [task, JSON.stringify({ account, ...payload }), attempts, error ?? null, locked ?? false, due ?? null],
  );
  return String(rows[0]?.id);
}

const stateOf = async (id: string) => (await jobs.list({})).jobs.find((job) => job.id === id)?.state;
const refused = { code: "CONFLICT", message: expect.stringContaining("Look again") };

beforeEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
  await owner.query("delete from port_call");
});

describe("jobs", () => {
  test("of each state are told apart and counted, failed ones first; and only our own", async () => {
    const waiting = await queued(ours.account, { due: "2100-01-01" });
    const running = await queued(ours.account, { locked: true, attempts: 1 });
    const retrying = await queued(ours.account, { attempts: 2, error: "The carrier was away" });
    const dead = await queued(ours.account, {
      task: "update_call",
      attempts: 5,
      error: "No such call",
      due: "2100-02-01",
    });
    await queued(theirs.account, { attempts: 5 });
    const { jobs: listed, counts, total } = await jobs.list({});
    expect(listed.map(({ id }) => id)).toEqual([dead, running, retrying, waiting]);
    expect(counts).toEqual({ waiting: 1, running: 1, retrying: 1, dead: 1 });
    expect(total).toBe(4);
    expect(listed[0]).toMatchObject({
      task: "update_call",
      state: "dead",
      attempts: 5,
      maxAttempts: 5,
      lastError: "No such call",
    });
    expect((await jobs.list({ state: "retrying" })).jobs.map(({ id }) => id)).toEqual([retrying]);
    expect((await as(theirs).admin.jobs.list({})).counts).toEqual({ waiting: 0, running: 0, retrying: 0, dead: 1 });
  });

  test("are found by their interaction and by words of their error, in pages", async () => {
    const [call] = (
      await owner.query<{ id: string; interaction_id: string }>(
        `insert into port_call (account_id, id, interaction_id, visit, port, timeout_seconds, status, created_at)
         values ($1, $2, $3, 1, 'http', 5, 'pending', now()) returning id, interaction_id`,
        [ours.account, randomUUID(), randomUUID()],
      )
    ).rows;
    const asked = await queued(ours.account, { task: "port_call", payload: { port_call: call?.id } });
    for (let number = 0; number < 60; number += 1) await queued(ours.account, { attempts: 1, error: `Odd ${number}%` });
    const found = await jobs.list({ search: ` ${call?.interaction_id.toUpperCase()} ` });
    expect(found.jobs).toMatchObject([{ id: asked, interactionId: call?.interaction_id }]);
    expect((await jobs.list({ search: "odd 7%" })).jobs).toMatchObject([{ lastError: "Odd 7%" }]);
    const second = await jobs.list({ search: "odd", page: 1 });
    expect(second).toMatchObject({ total: 60, size: 50 });
    expect(second.jobs).toHaveLength(10);
    expect((await jobs.list({ search: "'; drop table flow; --" })).jobs).toEqual([]);
  });

  test("that hold nonsense are listed like others", async () => {
    const poison = await queued(ours.account, { payload: { attempt: "no id" }, attempts: 5, error: "ZodError" });
    expect(await stateOf(poison)).toBe("dead");
  });

  test("that failed are retried and removed; others are left alone, and every change is told", async () => {
    const dead = await queued(ours.account, { attempts: 5, error: "Gone", due: "2100-01-01" });
    await jobs.retry({ id: dead });
    expect((await jobs.list({})).jobs[0]).toMatchObject({ id: dead, state: "waiting", attempts: 0 });
    expect((await jobs.list({})).jobs[0]?.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    const retrying = await queued(ours.account, { attempts: 1, error: "Gone" });
    await jobs.remove({ id: retrying });
    expect(await stateOf(retrying)).toBeUndefined();
    expect((await audit(ours)).slice(0, 2)).toMatchObject([
      { action: "job.remove", subject: "dial", before: { id: retrying } },
      { action: "job.retry", subject: "dial", after: { id: dead } },
    ]);

    const running = await queued(ours.account, { locked: true, attempts: 1 });
    const waiting = await queued(ours.account, {});
    const foreign = await queued(theirs.account, { attempts: 5 });
    for (const id of [running, waiting, foreign, "999999999"]) {
      await expect(jobs.retry({ id })).rejects.toMatchObject(refused);
      await expect(jobs.remove({ id })).rejects.toMatchObject(refused);
    }
    expect((await as(theirs).admin.jobs.list({})).jobs).toMatchObject([{ id: foreign, state: "dead", attempts: 5 }]);
  });
});

test("port calls are listed while they are under way, and when they have failed", async () => {
  const interaction = randomUUID();
  const put = (account: string, status: string, result: string | null) =>
    owner.query(
      `insert into port_call (account_id, id, interaction_id, visit, port, timeout_seconds, status, result, created_at)
       values ($1, $2, $3, 1, 'salesforce', 5, $4, $5, now())`,
      [account, randomUUID(), interaction, status, result],
    );
  await put(ours.account, "pending", null);
  await put(ours.account, "running", null);
  for (const result of ["ok", "late", "timeout", "salesforce_malformed_query"])
    await put(ours.account, "ended", result);
  await put(theirs.account, "ended", "http_status");
  const going = await jobs.portCalls({});
  expect(going.calls.map(({ status }) => status).toSorted()).toEqual(["pending", "running"]);
  const failed = await jobs.portCalls({ failed: true });
  expect(failed).toMatchObject({ total: 2, size: 50 });
  expect(failed.calls.map(({ result }) => result).toSorted()).toEqual(["salesforce_malformed_query", "timeout"]);
  expect((await jobs.portCalls({ failed: true, search: "malformed" })).calls).toHaveLength(1);
  expect((await jobs.portCalls({ failed: true, search: interaction })).total).toBe(2);
});
