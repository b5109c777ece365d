import path from "node:path";
import { pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { type Actor, actAs } from "./actor";
import { Session, type Statement } from "./session";

const APP_ROLE = "patchcord_app";

// By its address, not bundled: it finds the SQL beside itself.
type SqlFiles = typeof import("../../../scripts/sql-files.mjs");

class OwnerPool extends pg.Pool {
  readonly #session: Session;

  constructor(session: Session) {
    super({ max: 1 });
    this.#session = session;
  }

  override connect = (async () => {
    const listen = () => undefined;
    const query = async (given: string | Statement, values?: unknown[]) =>
      this.#session.run(typeof given === "string" ? { text: given, values } : given);
    return { query, release: listen, on: listen, off: listen, once: listen, removeListener: listen };
  }) as never;
}

/** A change of an SQL function's text, for planted bugs. */
export type SqlChange = { file: string; from: string; to: string };

/** A PostgreSQL in this process, with this checkout's schema as `migrate` makes it. */
export async function makeDatabase(actor: Actor): Promise<Database> {
  const sql = await sqlFiles();
  const database = await PGlite.create();
  const session = new Session(database);
  const run = (text: string) => session.run({ text });
  run(`create role ${APP_ROLE} login nosuperuser nobypassrls`);
  await runMigrations({ pgPool: new OwnerPool(session), logger: new Logger(() => () => undefined) });
  // The books that `migrate` keeps; nothing here reads them.
  run("create table _prisma_migrations (id text primary key)");
  run("create table patchcord_applied (part text primary key)");
  for (const name of sql.migrationNames()) run(sql.migration(name).sql);
  run("set check_function_bodies = off");
  for (const { files } of sql.replacedParts(APP_ROLE)) for (const part of files) run(part.sql);
  return opened(database, session, actor);
}

/** One that was kept by `dump`. */
export async function loadDatabase(actor: Actor, kept: Buffer): Promise<Database> {
  const database = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(kept)]) });
  return opened(database, new Session(database), actor);
}

function opened(database: PGlite, session: Session, actor: Actor): Database {
  session.run({
    text: "set enable_seqscan = off; set jit = off; set plan_cache_mode = force_generic_plan; set timezone = 'UTC'",
  });
  session.run({ text: `set role ${APP_ROLE}` });
  return new Database(session, actor, async () =>
    Buffer.from(await (await database.dumpDataDir("none")).arrayBuffer()),
  );
}

/** One name for all that a database is made of. */
export async function schemaName(): Promise<string> {
  return (await sqlFiles()).schemaHash();
}

/** Puts planted bugs in place of functions. */
export async function plantFunctions(database: Database, changes: readonly SqlChange[]): Promise<void> {
  for (const { files } of (await sqlFiles()).replacedParts(APP_ROLE))
    for (const { name, sql } of files)
      if (changes.some(({ file }) => name === `functions/${file}`)) database.asOwner(changed(name, sql, changes));
}

const sqlFiles = async () =>
  (await import(pathToFileURL(path.join(process.cwd(), "scripts/sql-files.mjs")).href)) as SqlFiles;

function changed(name: string, sql: string, changes: readonly SqlChange[]): string {
  return changes
    .filter(({ file }) => name === `functions/${file}`)
    .reduce((text, { from, to }) => {
      if (text.split(from).length !== 2) throw new Error(`${name} does not hold exactly once: ${from}`);
      return text.replace(from, () => to);
    }, sql);
}

/** What a world's rows are in; the rest (account, flows, keys) is the same in every world. */
const OF_A_WORLD = [
  ...["interaction", "interaction_event", "dial_attempt", "callback", "leg", "port_call", "start_request"],
  ...["deadline", "deadline_failure", "worker_heartbeat", "carrier_pace", "ring_count", "open_ring", "ring_use"],
  ...["refused_ring", "do_not_call", "graphile_worker._private_jobs", "audit_log"],
  ...["interaction_fact", "step_fact", "version_step", "report_count", "report_mark", "alert_count"],
  ...["webhook_outbox", "webhook_event", "webhook_delivery"],
];

export class Database {
  /** Something may have been written since it was last asked what is due. */
  dirty = true;
  statements = 0;

  /** `actor`: whose clock it has; each world sets its own. */
  constructor(
    readonly session: Session,
    public actor: Actor,
    readonly dump: () => Promise<Buffer>,
  ) {}

  /** As the app's role. */
  run(statement: Statement) {
    this.dirty = true;
    this.statements += 1;
    return actAs(this.actor, () => this.session.run(statement));
  }

  /** As the owner, above row-level security. Under a `name` the statement is prepared once. */
  asOwner<Row>(text: string, values?: unknown[], name?: string): Row[] {
    return actAs(this.actor, () => {
      this.session.run({ text: "reset role" });
      try {
        return this.session.run({ text, values, name }).rows as Row[];
      } finally {
        this.session.run({ text: `set role ${APP_ROLE}` });
      }
    });
  }

  /** For code that is written against a connected client of the owner's. */
  ownerClient(): pg.Client {
    const query = async (text: string, values?: unknown[]) => {
      this.session.run({ text: "reset role" });
      return this.session.run({ text, ...(values ? { values } : {}) });
    };
    return { query } as unknown as pg.Client;
  }

  asApp(): void {
    this.session.run({ text: `set role ${APP_ROLE}` });
  }

  /** As after the base world was made: no call was ever made. */
  clear(): void {
    this.asOwner(`truncate ${OF_A_WORLD.join(", ")} restart identity cascade`);
    this.asOwner("update oauth_client set last_used_at = null");
    // Accounts are known by their sweeps, which are due in no world.
    this.asOwner(
      "insert into deadline (account_id, subject, id, due_at) select id, 'account', id, '2030-01-01' from account",
    );
    this.dirty = true;
  }
}
