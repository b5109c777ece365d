import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { SqlFunction } from "@/server/storage/batch";
import { type TestDatabase, testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

type Row = { doubled: number; of: string; within: string };
type Args = [account: string, n: number | null, more: unknown, seconds: number];
let double: (...args: Args) => Promise<Row[]>;
/** Another function, that somebody waits for: it returns the transaction it ran in. */
let within: (account: string) => Promise<string[]>;
let statements: () => Promise<number>;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const { owner } = database;
  setEnvironment({ DATABASE_URL: database.appUrl });
  await owner.query("create table double_statement (id xid8 primary key)");
  // Tells in which transaction it ran; nothing for 0, and two rows for 2.
  await owner.query(`create function double(p_account text, p_n int, p_more jsonb, p_for interval)
    returns table (doubled int, "of" text, within text) language plpgsql as $$
    begin
      insert into double_statement values (pg_current_xact_id()) on conflict do nothing;
      if p_n = 1000 then raise exception 'took too long' using errcode = 'query_canceled'; end if;
      if p_n < 0 then raise exception 'negative' using errcode = 'PC001'; end if;
      for i in 1..least(p_n, 2) loop
        return query select p_n * 2, p_account || coalesce(p_more ->> 'more', '-') || extract(epoch from p_for)::int, pg_current_xact_id()::text;
      end loop;
    end $$;
    create function within(p_account text) returns text language sql as 'select pg_current_xact_id()::text';
    grant select, insert on double_statement to patchcord_app`);
  afterAll(async () => {
    const { pool } = await import("@/server/platform/db");
    await pool().end();
    await database.drop();
  });
  const { query } = await import("@/server/platform/db");
  const { shareStatements } = await import("@/server/storage/batch");
  const declared: SqlFunction<Args, Row> = { name: "double", types: ["text", "int", "jsonb", "seconds"] };
  const other: SqlFunction<[account: string], string> = { name: "within", types: ["text"], first: true };
  ({ double, within } = shareStatements("doubling", { double: declared, within: other }, query));
  statements = async () => {
    const { rows } = await owner.query<{ count: number }>(
      "with gone as (delete from double_statement returning 1) select count(*)::int from gone",
    );
    return rows[0]?.count ?? 0;
  };
});

// A test that failed half-way does not take the next with it.
afterEach(async () => {
  vi.restoreAllMocks();
  await database.owner.query("rollback");
});

const of = (n: number) => double("a", n, null, 0);

const PATIENCE = { timeout: 45_000, interval: 5 };

/** Statements that wait for the table. */
async function waiting(): Promise<number> {
  const { rows } = await database.owner.query("select from pg_locks where not granted");
  return rows.length;
}

/** Statements that the locked table holds up, so many that the next waits for one of them. */
async function asManyAsGoBeside(): Promise<Promise<Row[]>[]> {
  const held: Promise<Row[]>[] = [];
  for (let statement = 1; statement <= 8; statement++) {
    held.push(of(1));
    await vi.waitUntil(async () => (await waiting()) === statement, PATIENCE);
  }
  return held;
}

describe("a shared function", () => {
  it("gives each call its own rows, whatever is asked with it", async () => {
    const [none, one, two] = await Promise.all([of(0), double("b", 1, { more: "+" }, 3), of(2)]);
    expect(none).toEqual([]);
    expect(one).toMatchObject([{ doubled: 2, of: "b+3" }]);
    expect(two).toMatchObject([
      { doubled: 4, of: "a-0" },
      { doubled: 4, of: "a-0" },
    ]);
  });

  it("takes null for null", async () => {
    expect(await double("a", null, null, 0)).toMatchObject([
      { doubled: null, of: "a-0" },
      { doubled: null, of: "a-0" },
    ]);
  });

  it("sends the calls of a moment in one statement, and those that come meanwhile in the next", async () => {
    await statements();
    const first = Promise.all([of(1), of(1)]);
    await new Promise(setImmediate);
    const meanwhile = Promise.all(Array.from({ length: 12 }, () => of(1)));
    const within = (await Promise.all([first, meanwhile])).map(
      (calls) => new Set(calls.flat().map((row) => row.within)).size,
    );
    expect(within).toEqual([1, 1]);
    expect(await statements()).toBe(2);
  });

  it("sends no more than 16 in one", async () => {
    await statements();
    await Promise.all(Array.from({ length: 40 }, () => of(1)));
    expect(await statements()).toBe(3);
  });

  it("lets only that call fail which the database refuses", async () => {
    const settled = await Promise.allSettled([of(1), of(-1), of(2)]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(settled[1]).toMatchObject({ reason: { code: "PC001" } });
  });

  it("sends calls of several functions together", async () => {
    const [doubled, [transaction]] = await Promise.all([of(1), within("a")]);
    expect(doubled[0]?.within).toBe(transaction);
  });

  it("does not wait long for a slow statement: the next goes beside it", async () => {
    const { owner } = database;
    await owner.query("begin; lock table double_statement in access exclusive mode");
    const slow = of(1);
    await vi.waitUntil(async () => (await waiting()) === 1, PATIENCE);
    expect(await within("a")).toHaveLength(1);
    await owner.query("commit");
    expect(await slow).toMatchObject([{ doubled: 2 }]);
  });

  it("sends what somebody on the phone waits for before the rest", async () => {
    const { owner } = database;
    await owner.query("begin; lock table double_statement in access exclusive mode");
    const held = await asManyAsGoBeside();
    const before = Array.from({ length: 16 }, () => of(1));
    const awaited = within("a");
    await owner.query("commit");
    await Promise.all(held);
    const transactions = (await Promise.all(before)).map(([row]) => row?.within);
    const [transaction] = await awaited;
    expect(transactions.map((one) => one === transaction)).toEqual([...Array(15).fill(true), false]);
  });

  it("gives up what could not be sent for two seconds, and sends what came later", async () => {
    const { owner } = database;
    const now = vi.spyOn(performance, "now");
    await owner.query("begin; lock table double_statement in access exclusive mode");
    now.mockReturnValue(0);
    const held = await asManyAsGoBeside();
    const late = expect(of(1)).rejects.toMatchObject({ code: "unavailable" });
    now.mockReturnValue(1500);
    const later = of(1);
    now.mockReturnValue(2001);
    await owner.query("commit");
    await late;
    expect(await Promise.all([...held, later])).toHaveLength(9);
  });

  it("lets all fail where the database cancels the statement: it is no call's own fault", async () => {
    const settled = await Promise.allSettled([of(1), of(1000), of(2)]);
    expect(settled.map((one) => one.status === "rejected" && one.reason.code)).toEqual(["57014", "57014", "57014"]);
    expect(await of(1)).toHaveLength(1);
  });
});
