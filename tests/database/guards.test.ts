import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import { type TestDatabase, testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

let database: TestDatabase;
let app: pg.Client;
let ours: World;
let theirs: World;
beforeAll(async () => {
  database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl });
  ours = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1", email: "a@example.com" });
  theirs = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1", email: "b@example.com" });
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

async function as(
  account: string | null,
  sql: string,
  values: unknown[] = [],
  end: "rollback" | "commit" = "rollback",
): Promise<pg.QueryResult> {
  await app.query("begin");
  try {
    if (account) await app.query("select set_config('patchcord.account', $1, true)", [account]);
    return await app.query(sql, values);
  } finally {
    await app.query(end);
  }
}

describe("row-level security", () => {
  it.each(["account", "carrier", "number", "oauth_client", "flow", "flow_version", "deadline"])(
    "%s: own rows only, none without an account",
    async (table) => {
      const count = async (account: string | null) =>
        (await as(account, `select count(*)::int as found from ${table}`)).rows[0].found;
      expect(await count(ours.account)).toBe(1);
      expect(await count(null)).toBe(0);
      const { rows } = await as(ours.account, `select * from ${table}`);
      expect(JSON.stringify(rows)).not.toContain(theirs.account);
    },
  );
  it("does not let a row be written into, or moved to, another account", async () => {
    const insert = "insert into number (account_id, e164, label, carrier_id) values ($1, '+12025550177', 'x', $2)";
    await expect(as(ours.account, insert, [theirs.account, theirs.carrier])).rejects.toThrow(/row-level security/);
    await expect(as(ours.account, "update flow set account_id = $1", [theirs.account])).rejects.toThrow(
      /row-level security/,
    );
    expect(
      (await as(ours.account, "update flow set name = 'x' where account_id = $1", [theirs.account])).rowCount,
    ).toBe(0);
  });
});

describe("the app's role", () => {
  it.each([
    ["reads no users", "select * from app_user"],
    ["reads no memberships", "select * from membership"],
    ["reads no sessions", "select * from session"],
    ["does not set the clock", "update patchcord_clock set shift = '1 hour'"],
    ["does not change history", "update interaction_event set answer = ''"],
    ["does not clear the audit log", "delete from audit_log"],
    ["creates nothing", "create table mine (id int)"],
    ["creates nothing for a moment either", "create temporary table mine (id int)"],
    ["creates no function", "create function mine() returns int language sql as 'select 1'"],
    ["owns nothing it could open", "alter table flow disable row level security"],
  ])("%s", async (_name, sql) => {
    await expect(as(ours.account, sql)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe("what must hold whoever writes", () => {
  it("a published definition never changes", async () => {
    await expect(database.owner.query("update flow_version set definition = '{}'")).rejects.toThrow(/never change/);
  });
  it("an interaction that has ended absorbs everything", async () => {
    const values = [ours.account, ours.flow, ours.flowVersion];
    await database.owner.query(
      `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, state, expires_at, started_at)
       values ($1, gen_random_uuid(), $2, $3, 'c', 1, 'completed', 'ended', '{}', now(), now())`,
      values,
    );
    await expect(database.owner.query("update interaction set status = 'running', outcome = null")).rejects.toThrow(
      /has ended/,
    );
  });
  it("an event never changes, but for what a webhook is answered that still waits", async () => {
    const { owner } = database;
    const [account, interaction] = [ours.account, randomUUID()];
    await owner.query(
      `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, answer, engine)
       values ($1, $2, 1, now(), 'fresh', '{}', '[]', 'hold', 'e'), ($1, $2, 2, now() - interval '6 seconds', 'old', '{}', '[]', 'hold', 'e')`,
      [account, interaction],
    );
    for (const key of ["fresh", "old"])
      await as(
        account,
        `select patchcord_give_answer($1, $2, '${key}', 'said', now())`,
        [account, interaction],
        "commit",
      );
    const { rows } = await owner.query("select answer from interaction_event where interaction_id = $1 order by seq", [
      interaction,
    ]);
    expect(rows.map((row) => row.answer)).toEqual(["said", "hold"]);
    await expect(owner.query("update interaction_event set events = '[1]'")).rejects.toThrow(/never change/);
  });
  it("time moves only where the owner moves it", async () => {
    await database.owner.query("update patchcord_clock set shift = '1 hour'");
    const { rows } = await app.query("select extract(epoch from patchcord_now() - now())::int as ahead");
    expect(rows[0].ahead).toBe(3600);
    await database.owner.query("update patchcord_clock set shift = '0'");
  });
});
