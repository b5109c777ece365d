import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import type { OwnedDatabase } from "./owned-database";

const folder = path.join(process.cwd(), "tests", "database", "before-baseline");
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

/** The table in which Prisma keeps applied migrations. */
const MIGRATIONS_TABLE = `create table _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0
)`;

/** One call of a statement by a process of that version: `now` is the database's moment at which it was made. */
export type RecordedCall = { statement: string; now: string; values: unknown[]; rows: unknown[] };
export type Recording = { statements: Record<string, string>; calls: RecordedCall[] };

export const recordedCalls = (): Recording => JSON.parse(read("calls.json"));

/** The migrations before the baseline, oldest first. */
export const oldMigrations = (): string[] =>
  readdirSync(folder)
    .filter((file) => /^\d/.test(file))
    .map((file) => path.basename(file, ".sql"))
    .sort();

/** Runs `migrations` on an empty database, as the last version before the baseline did. */
export async function migrateAsBefore({ owner, ownerUrl }: OwnedDatabase, migrations = oldMigrations()): Promise<void> {
  await runMigrations({ connectionString: ownerUrl });
  await owner.query(MIGRATIONS_TABLE);
  for (const name of migrations) {
    const sql = read(`${name}.sql`);
    await owner.query(sql);
    const checksum = createHash("sha256").update(sql).digest("hex");
    await owner.query(
      "insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, now(), $3, 1)",
      [randomUUID(), checksum, name],
    );
  }
  await owner.query(read("grants.sql").replaceAll(":role", '"patchcord_app"'));
}

/** Fills it with the recorded demo world, with triggers off so that the rows stay as recorded. */
export async function fillAsBefore({ superuser }: OwnedDatabase): Promise<void> {
  const world = JSON.parse(read("world.json")) as Record<string, unknown[]>;
  await superuser.query("begin");
  await superuser.query("set local session_replication_role = replica");
  await superuser.query("delete from patchcord_clock");
  for (const [table, rows] of Object.entries(world)) {
    await superuser.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
  await superuser.query("commit");
}
