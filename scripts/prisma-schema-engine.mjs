#!/usr/bin/env node
// Drop-in for Prisma's native `schema-engine` binary, for machines that cannot reach binaries.prisma.sh.
// It speaks the same JSON-RPC-over-stdio protocol, and forwards every call to the official
// @prisma/schema-engine-wasm build (same engine commit as the CLI) over @prisma/adapter-pg.
// Used through PRISMA_SCHEMA_ENGINE_BINARY=./scripts/prisma-schema-engine.mjs
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parse } from "pg-connection-string";

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const values = (flag) => argv.flatMap((a, i) => (a === flag ? [argv[i + 1]] : []));
if (argv.includes("--version") || argv.includes("-V")) {
  const { version } = JSON.parse(
    readFileSync(path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm")), "package.json"), "utf8"),
  );
  console.log(`schema-engine-wasm ${version}`);
  process.exit(0);
}
const url = JSON.parse(values("--datasource")[0] ?? "{}").url;

const cli = argv.indexOf("cli");
if (cli !== -1) {
  const target = new URL(url);
  const db = decodeURIComponent(target.pathname.slice(1));
  const fail = (error_code, message) => {
    // the CLI drops the first stderr line and parses the rest
    process.stderr.write(
      "\n" +
        JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields: { error_code, message } }) +
        "\n",
    );
    process.exit(1);
  };
  const probe = async (u) => {
    const c = new pg.Client({ connectionString: String(u) });
    await c.connect();
    return c;
  };
  try {
    if (argv[cli + 1] === "create-database") {
      target.pathname = "/postgres";
      const c = await probe(target);
      await c.query(`CREATE DATABASE ${c.escapeIdentifier(db)}`);
      await c.end();
    } else await (await probe(target)).end();
    process.exit(0);
  } catch (e) {
    if (e.code === "3D000") fail("P1003", `Database \`${db}\` does not exist`);
    else if (e.code === "28P01") fail("P1000", `Authentication failed against the database server`);
    else if (e.code === "42P04") fail("P1009", `Database \`${db}\` already exists`);
    else fail("P1001", `Can't reach database server at ${target.host}: ${e.message}`);
  }
}

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: "",
  set_message(m) {
    this.message = m;
    if (process.env.SCHEMA_ENGINE_DEBUG) console.error(m);
  },
};
const bg = await import("@prisma/schema-engine-wasm/schema_engine_bg");
const wasmFile = path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const { schema = "public", ...connection } = url ? parse(url) : {};
const open = async (database = connection.database) => {
  const pool = new pg.Pool({ ...connection, database, max: 1 });
  pools.push(pool); // the engine expects ONE session (advisory lock, search_path)
  // adapter-pg has no mapping for the catalogue type "char" (OID 18), which the engine reads from pg_constraint & co.
  let chars = [];
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    chars = [];
    result.fields?.forEach((f, i) => {
      if (f.dataTypeID === 18) {
        f.dataTypeID = 25;
        chars.push(i);
      }
    });
    return result;
  };
  const adapter = await new PrismaPg(pool, { schema }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (q) => {
    const set = await queryRaw(q);
    for (const i of chars) set.columnTypes[i] = ColumnTypeEnum.Character;
    return set;
  };
  // adapter-pg splits scripts at every ";": that breaks functions, triggers and string literals. Send the script whole.
  adapter.executeScript = (script) =>
    pool.query(script).then(
      () => undefined,
      (e) => adapter.onError(e),
    );
  adapter.dispose = async () => {};
  return adapter;
};
// Everything one RPC call opened is closed after it, shadow databases included.
const pools = [];
const shadows = [];
const cleanUp = async () => {
  await Promise.all(pools.splice(0).map((p) => p.end().catch(() => {})));
  if (shadows.length === 0) return;
  const admin = new pg.Client(connection);
  await admin.connect();
  for (const name of shadows.splice(0)) await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await admin.end();
};
const newAdapter = () =>
  bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => open(),
    // adapter-pg's own connectToShadowDb ignores the shadow name when it has a connection string: it would run on the REAL database.
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const admin = await open();
      await admin.executeScript(`CREATE DATABASE "${name}"`);
      shadows.push(name);
      return open(name);
    },
  });
const datamodels = values("--datamodels").map((f) => [f, readFileSync(f, "utf8")]);
if (datamodels.length === 0) datamodels.push(["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}']);
const call = async (method, params) => {
  const e = await bg.SchemaEngine.new({ datamodels }, () => {}, newAdapter());
  if (method === "getDatabaseVersion") return e.version(params);
  // The wasm build can replay migrations into a shadow database only inside devDiagnostic/diff; these two then find the result in its cache.
  if (method === "evaluateDataLoss" || method === "createMigration") {
    await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  if (typeof e[method] !== "function") throw new Error(`schema-engine-wasm has no ${method}`);
  const result = await e[method](params);
  if (method === "diff" && result?.stdout != null) {
    send({ jsonrpc: "2.0", id: `p${Date.now()}`, method: "print", params: { content: result.stdout } });
  }
  return result ?? {};
};
process.on("uncaughtException", (e) => {
  const message = PRISMA_WASM_PANIC_REGISTRY.message || e.stack;
  process.stderr.write(`${JSON.stringify({ level: "ERROR", target: "schema_engine", fields: { message } })}\n`);
  process.exit(101);
});
const send = (m) => process.stdout.write(`${JSON.stringify(m)}\n`);

let queue = Promise.resolve();
const rl = readline.createInterface({ input: process.stdin });
rl.on("line", (line) => {
  const msg = JSON.parse(line);
  if (!msg.method) return; // ack of a print
  queue = queue.then(async () => {
    let reply;
    try {
      reply = { result: await call(msg.method, msg.params) };
    } catch (e) {
      if (process.env.SCHEMA_ENGINE_DEBUG) console.error(e);
      reply = {
        error: {
          code: 4466,
          message: "An error happened. Check the data field for details.",
          data: { is_panic: false, message: e.message, meta: null, error_code: e.code ?? null },
        },
      };
    }
    await cleanUp(); // before the reply: the CLI kills this process right after its last one
    send({ jsonrpc: "2.0", id: msg.id, ...reply });
  });
});
rl.on("close", () => queue.then(() => process.exit(0)));
