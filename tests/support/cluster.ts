import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { startPostgres } from "../../scripts/postgres.mjs";

/** Tests, bench and crash runs are started from the root. */
const root = process.cwd();
/** Two runs side by side each need a folder, and so a cluster, of their own: PATCHCORD_TEST_DIR. */
export const testDir = path.resolve(root, process.env.PATCHCORD_TEST_DIR ?? ".patchcord/test");

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** Connected as the owner, who is above row-level security and alone may set the clock. */
  owner: pg.Client;
  drop: () => Promise<void>;
};

/** Whatever can name a database of one PostgreSQL; by default as its superuser. */
export type Postgres = { url: (database: string, user?: string) => string };

/** The tests' own cluster, beside whatever `npm start` runs; not durable unless told so (crash tests and bench). */
export async function startCluster(
  name: string,
  { durable }: { durable: boolean },
): Promise<Postgres & { stop: () => Promise<void> }> {
  mkdirSync(testDir, { recursive: true });
  return startPostgres({ dir: path.join(testDir, name), durable, maxConnections: 400 });
}

/** The migrated template's name in this cluster, made on first use; named by what is in it, so that it is never stale. */
export async function ensureTemplate(cluster: Postgres): Promise<string> {
  const { schemaHash } = (await script("sql-files")) as typeof import("../../scripts/sql-files.mjs");
  const name = `template_${schemaHash()}`;
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  try {
    const { rows } = await admin.query("select 1 from pg_database where datname = $1 and datistemplate", [name]);
    if (rows.length > 0) return name;
    await admin.query(`drop database if exists ${name}`);
    await admin.query(
      "do $$ begin create role patchcord_app login nosuperuser nobypassrls; exception when duplicate_object then null; end $$",
    );
    await admin.query(`create database ${name}`);
    const { migrate } = (await script("migrate")) as typeof import("../../scripts/migrate.mjs");
    await migrate(cluster.url(name), cluster.url(name, "patchcord_app"));
    // Nobody may stay connected to a template: it could not be cloned.
    await admin.query(`alter database ${name} with is_template true allow_connections false`);
    return name;
  } finally {
    await admin.end();
  }
}

/** A database of this name, cloned anew: for runs that bring up processes of their own. */
export async function freshDatabase(cluster: Postgres, name: string): Promise<TestDatabase> {
  const template = await ensureTemplate(cluster);
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name} template ${template}`);
  // Rights on a database itself do not come with its template: see prisma/grants.sql.
  await admin.query(`revoke temporary on database ${name} from public`);
  const owner = new pg.Client({ connectionString: cluster.url(name) });
  await owner.connect();
  const drop = async () => {
    await owner.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { ownerUrl: cluster.url(name), appUrl: cluster.url(name, "patchcord_app"), owner, drop };
}

/** By its address, not bundled: it finds the SQL beside itself. */
function script(name: string): Promise<unknown> {
  return import(pathToFileURL(path.join(root, "scripts", `${name}.mjs`)).href);
}

/** Where test processes find the cluster that the run's set-up started. */
export const handover = path.join(testDir, "cluster.json");

export function writeHandover(value: { url: string }): void {
  writeFileSync(handover, JSON.stringify(value));
}
