import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NEW_ACCOUNT_RULES, ringRules } from "@/engine/ring-rules/rules";
import { migrate } from "../../scripts/migrate.mjs";
import { dumpSchema } from "../../scripts/schema-dump.mjs";
import { migrationNames } from "../../scripts/sql-files.mjs";
import { fillAsBefore, migrateAsBefore, oldMigrations, recordedCalls } from "../support/before-baseline";
import { type OwnedDatabase, ownedDatabase } from "../support/owned-database";

type Columns = { name: string; columns: string };

/** Every table with its columns; what the upgrade itself writes down is not among them. */
async function tablesOf({ superuser }: OwnedDatabase): Promise<Columns[]> {
  const { rows } = await superuser.query<Columns>(
    `select relname as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
     where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not in ('_prisma_migrations', 'patchcord_applied')
     group by 1 order by 1`,
  );
  return rows;
}

/** Rows as they are, by table, in the columns that the version before had. */
async function contents({ superuser }: OwnedDatabase, tables: Columns[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, columns } of tables) {
    const { rows } = await superuser.query(
      `select coalesce(json_agg(t order by t::text)::text, '') as rows from (select ${columns} from ${name}) t`,
    );
    found.set(name, rows[0].rows);
  }
  return found;
}

async function upgradedDatabase(): Promise<OwnedDatabase> {
  const database = await ownedDatabase();
  await migrateAsBefore(database);
  await fillAsBefore(database);
  return database;
}

/** An account that had listed its countries, one of them as nobody names a country. */
const LISTING =
  "insert into account (id, name, allowed_countries) values (gen_random_uuid(), 'Lister', '{US,LV,nowhere}')";

describe("a database that migrations 0001 to 0023 have made", () => {
  let fresh: OwnedDatabase;
  let old: OwnedDatabase;
  let tables: Columns[];
  let before: Map<string, string>;
  beforeAll(async () => {
    [fresh, old] = await Promise.all([ownedDatabase(), upgradedDatabase()]);
    await old.superuser.query(LISTING);
    tables = await tablesOf(old);
    before = await contents(old, tables);
    await Promise.all([fresh, old].map(({ ownerUrl, appUrl }) => migrate(ownerUrl, appUrl)));
  });
  afterAll(async () => {
    await Promise.all([fresh.drop(), old.drop()]);
  });

  it("is upgraded to the very schema of a fresh one", async () => {
    expect(await dumpSchema(old.owner)).toBe(await dumpSchema(fresh.owner));
  });

  it("keeps every row", async () => {
    const after = await contents(old, tables);
    expect(after).toEqual(before);
    expect([...after].filter(([, rows]) => rows === "").map(([table]) => table)).toEqual([]);
  });

  it("lets accounts ring whom they could ring before, and new ones the countries of their own numbers", async () => {
    const { rows } = await old.superuser.query("select name, ring_rules from account order by name");
    const rules = new Map(rows.map((row) => [row.name, ringRules.parse(row.ring_rules)]));
    const unlimited = {
      per_number: { hour: null, day: null, week: null, pause_minutes: null },
      per_account: { hour: null, day: null },
    };
    expect(rules.get("Demo")).toMatchObject({ countries: { allow: "any" }, ...unlimited });
    expect(rules.get("Lister")).toMatchObject({
      countries: { allow: "listed", places: ["US", "LV"], confirmed: ["US", "LV"] },
      ...unlimited,
    });
    await old.superuser.query("insert into account (id, name) values (gen_random_uuid(), 'New')");
    const made = await old.superuser.query("select ring_rules from account where name = 'New'");
    expect(ringRules.parse(made.rows[0].ring_rules)).toEqual(NEW_ACCOUNT_RULES);
    await old.superuser.query("delete from account where name = 'New'");
  });

  it("still tells processes of the version before that their migrations are there", async () => {
    const { rows } = await old.owner.query("select migrations from patchcord_health()");
    expect([...rows[0].migrations].sort()).toEqual([...oldMigrations(), ...migrationNames()]);
  });

  it("has nothing left to do the second time", async () => {
    expect(await migrate(old.ownerUrl, old.appUrl)).toBe(false);
    expect(await migrate(fresh.ownerUrl, fresh.appUrl)).toBe(false);
  });
});

describe("processes of the version before, while they still run", () => {
  let database: OwnedDatabase;
  let app: pg.Client;
  beforeAll(async () => {
    database = await upgradedDatabase();
    await migrate(database.ownerUrl, database.appUrl);
    // Connected as their pool was.
    app = new pg.Client({
      connectionString: database.appUrl,
      options: "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan",
    });
    await app.connect();
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it("are answered as they were, call by call", async () => {
    const { statements, calls } = recordedCalls();
    for (const [nth, { statement, now, values, rows }] of calls.entries()) {
      // The clock stands where it stood.
      await database.owner.query("update patchcord_clock set shift = $1::timestamptz - now()", [now]);
      const result = await app.query({ name: statement, text: statements[statement]!, values });
      // As it is recorded: a moment is a text there.
      const answer = JSON.parse(JSON.stringify(result.rows));
      expect(asRecorded(answer, rows), `call ${nth}: ${statement}`).toEqual(rows);
    }
  });
});

/** The answer, with its moments as they were recorded where they differ by no more than what a statement takes. */
function asRecorded(answer: unknown, recorded: unknown): unknown {
  if (typeof answer === "string" && typeof recorded === "string" && TIME.test(answer) && TIME.test(recorded))
    return Math.abs(Date.parse(answer) - Date.parse(recorded)) < TOLERANCE_MS ? recorded : answer;
  if (Array.isArray(answer) && Array.isArray(recorded)) return answer.map((each, at) => asRecorded(each, recorded[at]));
  if (isObject(answer) && isObject(recorded))
    return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, asRecorded(value, recorded[key])]));
  return answer;
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;
const TOLERANCE_MS = 15_000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("a database that is between versions", () => {
  let database: OwnedDatabase;
  beforeAll(async () => {
    database = await ownedDatabase();
  });
  afterAll(() => database.drop());

  it("is refused where it was never brought to 0023", async () => {
    await migrateAsBefore(database, oldMigrations().slice(0, -1));
    await expect(migrate(database.ownerUrl, database.appUrl)).rejects.toThrow(/lacks migration 0023_assigned/);
  });
});

describe("what is replaced as a whole", () => {
  let database: OwnedDatabase;
  beforeAll(async () => {
    database = await ownedDatabase();
    await migrate(database.ownerUrl, database.appUrl);
  });
  afterAll(() => database.drop());
  const again = () => migrate(database.ownerUrl, database.appUrl);
  /** As if the text of all of it had changed. */
  const outdate = () => database.owner.query("update patchcord_applied set sha256 = ''");

  it("is applied anew where its text has changed, and what has none any more is dropped", async () => {
    const { owner } = database;
    await owner.query(`create function patchcord_gone() returns trigger language plpgsql as 'begin return new; end';
      create function somebodys() returns int language sql as 'select 1';
      create trigger gone before update on flow for each row execute function patchcord_gone();
      create or replace function patchcord_now() returns timestamptz language sql stable as 'select now()'`);
    expect(await again()).toBe(false);
    await outdate();
    expect(await again()).toBe(true);
    const { rows } =
      await owner.query(`select to_regproc('patchcord_gone') as gone, to_regproc('somebodys')::text as somebodys,
      (select count(*)::int from pg_trigger where tgname = 'gone') as triggers,
      (select prosrc like '%patchcord_clock%' from pg_proc where proname = 'patchcord_now') as anew`);
    expect(rows).toEqual([{ gone: null, somebodys: "somebodys", triggers: 0, anew: true }]);
  });

  it("is applied once by two that start at the same time", async () => {
    await outdate();
    // Both have found it outdated before either may begin.
    const lock = "(hashtext('patchcord_applied'))";
    await database.superuser.query(`select pg_advisory_lock${lock}`);
    const both = Promise.all([again(), again()]);
    const waiting = async () => {
      const text = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      return (await database.superuser.query<{ n: number }>(text)).rows[0]?.n;
    };
    await vi.waitUntil(async () => (await waiting()) === 2, PATIENCE);
    await database.superuser.query(`select pg_advisory_unlock${lock}`);
    expect(await both).toEqual([true, true]);
    const { rows } = await database.owner.query(
      "select count(distinct applied_at)::int as times from patchcord_applied",
    );
    expect(rows).toEqual([{ times: 1 }]);
  });

  it("remembers what it stood in for, and forgets it when that is gone back to", async () => {
    const record = async () => {
      const text = "select sha256, earlier from patchcord_applied where part = 'functions'";
      return (await database.owner.query<{ sha256: string; earlier: string[] }>(text)).rows[0]!;
    };
    const { sha256: ours } = await record();
    const set = (sha256: string, earlier: string[]) =>
      database.owner.query("update patchcord_applied set sha256 = $1, earlier = $2 where part = 'functions'", [
        sha256,
        earlier,
      ]);
    const many = Array.from({ length: 50 }, (_, index) => `version ${index}`);
    for (const [applied, earlier, then] of [
      ["before", [], ["before"]],
      ["before", ["long ago"], ["long ago", "before"]],
      ["later", ["before", ours, "between"], ["before"]],
      ["before", many, [...many.slice(1), "before"]],
    ] as const) {
      await set(applied, [...earlier]);
      expect(await again()).toBe(true);
      expect(await record()).toEqual({ sha256: ours, earlier: then });
    }
  });

  it("lets go and begins anew while the product holds a table", async () => {
    await outdate();
    await database.superuser.query("begin; lock table interaction in row exclusive mode");
    const begun = async () => {
      const text = `select a.xact_start::text from pg_stat_activity a join pg_locks l on l.pid = a.pid
        where not l.granted and l.relation = 'interaction'::regclass`;
      return (await database.owner.query<{ xact_start: string }>(text)).rows[0]?.xact_start;
    };
    const applied = again();
    const first = await vi.waitUntil(begun, PATIENCE);
    await vi.waitUntil(async () => ((await begun()) ?? first) !== first, PATIENCE);
    await database.superuser.query("rollback");
    expect(await applied).toBe(true);
    expect(await again()).toBe(false);
  });
});
const PATIENCE = { timeout: 45_000, interval: 20 };
