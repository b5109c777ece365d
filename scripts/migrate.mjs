// Brings a database to this checkout's schema: the queue's tables, ours, and the rights of the app's role.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const migrations = path.join(root, "prisma", "migrations");

export function migrationNames() {
  return readdirSync(migrations).filter((name) => /^\d/.test(name));
}

/** True if every migration of this checkout has been applied: the common case, told without Prisma's second of start-up. */
async function isCurrent(client) {
  const found = await client.query("select to_regclass('public._prisma_migrations') as there");
  if (!found.rows[0].there) return false;
  const applied = await client.query("select migration_name from _prisma_migrations where finished_at is not null");
  const names = new Set(applied.rows.map((row) => row.migration_name));
  return migrationNames().every((name) => names.has(name));
}

/**
 * Migrates as the owner, then grants the app's role what it needs. The app's role is the user of `appUrl`.
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function migrate(ownerUrl, appUrl) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    if (await isCurrent(client)) return false;
    const { runMigrations } = await import("graphile-worker");
    await runMigrations({ connectionString: ownerUrl });
    const prisma = spawnSync(
      process.execPath,
      [path.join(root, "node_modules/prisma/build/index.js"), "migrate", "deploy"],
      {
        cwd: root,
        env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
        encoding: "utf8",
      },
    );
    // A Prisma command that prints nothing has not run at all.
    if (prisma.status !== 0 || !prisma.stdout.trim())
      throw new Error(`The migration failed:\n${prisma.stdout}${prisma.stderr}`);
    await grant(client, appUrl);
    return true;
  } finally {
    await client.end();
  }
}

async function grant(client, appUrl) {
  const app = decodeURIComponent(new URL(appUrl).username);
  const { rows } = await client.query("select current_user as owner");
  if (!app || app === rows[0].owner) return;
  const role = client.escapeIdentifier(app);
  const text = readFileSync(path.join(root, "prisma", "grants.sql"), "utf8");
  await client.query(text.replaceAll(":role", role.replaceAll("'", "''")));
}
