// Brings a database to this checkout's schema: the queue's tables, ours, functions, triggers, policies, and the rights of the
// app's role (docs/decisions/0023-sql-has-a-home.md).
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migration, migrationNames, replacedParts } from "./sql-files.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** The migration that holds what earlier ones had made, and the last of those: whoever has the one has the other. */
const BASELINE = "0024_baseline";
const LAST_BEFORE_BASELINE = "0023_assigned";

/**
 * Migrates as the owner, then applies functions, triggers, policies and rights where they differ from what the database has.
 * The app's role is the user of `appUrl`.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function migrate(ownerUrl, appUrl) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`select current_user as owner,
      to_regclass('public._prisma_migrations') is not null as migrated,
      to_regclass('public.patchcord_applied') is not null as applied`);
    const [{ owner, migrated, applied }] = rows;
    const parts = replacedParts(appRole(client, appUrl, owner));
    const toMigrate = !migrated || missing(await appliedMigrations(client)).length > 0;
    if (!toMigrate && applied && differing(parts, await appliedParts(client)).length === 0) return false;
    if (toMigrate) await runMigrations(client, ownerUrl, migrated);
    await applyParts(client, parts, toMigrate);
    return true;
  } finally {
    await client.end();
  }
}

/** As an SQL identifier; null where the app is the owner itself. */
function appRole(client, appUrl, owner) {
  const app = decodeURIComponent(new URL(appUrl).username);
  return app && app !== owner ? client.escapeIdentifier(app) : null;
}

async function appliedMigrations(client) {
  const text = "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null";
  return new Set((await client.query(text)).rows.map((row) => row.migration_name));
}

const missing = (applied) => migrationNames().filter((name) => !applied.has(name));

async function runMigrations(client, ownerUrl, migrated) {
  const queue = await import("graphile-worker");
  await queue.runMigrations({ connectionString: ownerUrl });
  if (migrated) await recogniseBaseline(client);
  const prisma = spawnSync(
    process.execPath,
    [path.join(root, "node_modules/prisma/build/index.js"), "migrate", "deploy"],
    { cwd: root, env: { ...process.env, DATABASE_OWNER_URL: ownerUrl }, encoding: "utf8" },
  );
  // A Prisma command that prints nothing has not run at all.
  if (prisma.status !== 0 || !prisma.stdout.trim())
    throw new Error(`The migration failed:\n${prisma.stdout}${prisma.stderr}`);
}

/**
 * Records the baseline as applied in a database that the migrations before it have made: what it would create is there. The
 * rows of those migrations stay, since processes of the version before read them to know whether they are ready.
 */
async function recogniseBaseline(client) {
  await inTransaction(client, async () => {
    await client.query("lock table _prisma_migrations in share row exclusive mode");
    const applied = await appliedMigrations(client);
    if (applied.size === 0 || applied.has(BASELINE)) return;
    if (!applied.has(LAST_BEFORE_BASELINE))
      throw new Error(
        `This database lacks migration ${LAST_BEFORE_BASELINE}: start the last version before ${BASELINE} once, then this one.`,
      );
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, now(), $3, now(), 0)`,
      [randomUUID(), migration(BASELINE).checksum, BASELINE],
    );
  });
}

async function appliedParts(client) {
  const { rows } = await client.query("select part, sha256 from patchcord_applied");
  return new Map(rows.map((row) => [row.part, row.sha256]));
}

const differing = (parts, applied) => parts.filter((part) => applied.get(part.name) !== part.sha256);

/**
 * What was applied last, by part; the rest of the schema may be read from the catalogue, this not. `earlier`: what was applied
 * before, oldest first. Processes of those versions go on with what stands here now.
 */
const RECORD = `create table if not exists patchcord_applied (
  part text primary key,
  sha256 text not null,
  applied_at timestamptz(3) not null default current_timestamp
);
alter table patchcord_applied add column if not exists earlier text[] not null default '{}'`;
/** Far more than versions whose processes can still be running. */
const EARLIER_KEPT = 50;
/** Whoever goes back to an earlier version takes away what later ones brought: their processes are told so. */
const APPLIED = `insert into patchcord_applied as was (part, sha256) values ($1, $2)
  on conflict (part) do update set sha256 = excluded.sha256, applied_at = now(), earlier = case
    when excluded.sha256 = was.sha256 then was.earlier
    when excluded.sha256 = any(was.earlier) then was.earlier[:array_position(was.earlier, excluded.sha256) - 1]
    else (was.earlier || was.sha256)[greatest(1, cardinality(was.earlier) + 2 - ${EARLIER_KEPT}):] end`;
const DEADLOCK = "40P01";
const LOCK_NOT_AVAILABLE = "55P03";
/** Sooner than PostgreSQL looks for deadlocks (1 s): where we and the product wait for each other, it is we who let go. */
const LOCK_TIMEOUT = "200ms";
const TRIES = 100;

/**
 * Applies in one transaction what differs, and policies and rights whenever there are new tables or functions, which have none
 * yet. The product may be running: where a lock does not come at once, all that we hold is let go, and all begins anew.
 */
async function applyParts(client, parts, migrated) {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(client, () => applyOnce(client, parts, migrated));
    } catch (error) {
      if (tries === TRIES || ![DEADLOCK, LOCK_NOT_AVAILABLE].includes((error.cause ?? error).code)) throw error;
    }
  }
}

async function applyOnce(client, parts, migrated) {
  // One program at a time: of two that start at once, the second finds nothing left to do.
  await client.query("select pg_advisory_xact_lock(hashtext('patchcord_applied'))");
  await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
  await client.query(RECORD);
  const changed = differing(parts, await appliedParts(client)).map((part) => part.name);
  if (changed.length === 0 && !migrated) return;
  const files = Object.fromEntries(parts.map((part) => [part.name, part.files]));
  if (changed.includes("functions")) await applyFunctions(client, files.functions);
  if (changed.includes("triggers")) await applyTriggers(client, files.triggers);
  // After the triggers, which may have used them; before the rights, which touch all that there are.
  if (changed.includes("functions")) await dropOtherFunctions(client);
  await run(client, files.policies);
  await run(client, files.rights);
  for (const { name, sha256 } of parts) await client.query(APPLIED, [name, sha256]);
}

const OURS = "p.pronamespace = 'public'::regnamespace and p.proname like 'patchcord\\_%'";
/** Everything that was just created or replaced carries this transaction's number. */
const NOT_OF_THIS_TRANSACTION = (row) => `${row}.xmin <> pg_current_xact_id()::xid`;

async function applyFunctions(client, files) {
  // They call each other in any order: each is checked once all are there.
  await client.query("set local check_function_bodies = off");
  await run(client, files);
  await client.query("set local check_function_bodies = on");
  const { rows } =
    await client.query(`select p.proname as name, format('select %s(%s)', l.lanvalidator::regproc, p.oid) as sql
    from pg_proc p join pg_language l on l.oid = p.prolang where ${OURS}`);
  await run(
    client,
    rows.map(({ name, sql }) => ({ name: `functions/${name}.sql`, sql })),
  );
}

async function applyTriggers(client, files) {
  await run(client, files);
  await dropAll(
    client,
    `select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) as text
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and ${NOT_OF_THIS_TRANSACTION("t")}`,
  );
}

/** Functions without a file go. */
function dropOtherFunctions(client) {
  return dropAll(
    client,
    `select format('drop function %s', p.oid::regprocedure) as text from pg_proc p where ${OURS} and ${NOT_OF_THIS_TRANSACTION("p")}`,
  );
}

async function dropAll(client, statements) {
  for (const { text } of (await client.query(statements)).rows) await client.query(text);
}

async function run(client, files) {
  for (const { name, sql } of files) {
    await client.query(sql).catch((cause) => {
      throw new Error(`prisma/${name}: ${cause.message}`, { cause });
    });
  }
}

async function inTransaction(client, work) {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
