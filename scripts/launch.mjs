// Starts everything in order, keeps it together, and stops it in order: database, migrations, demo world, sandbox
// carrier, web server with its worker. Runs on the bundled Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { dataDir, root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { migrate } from "./migrate.mjs";
import { startPostgres } from "./postgres.mjs";
import { keptSecrets } from "./settings.mjs";

const began = Date.now();
const step = (text) => console.log(`  ${text} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT ?? 3000);
const embedded = !process.env.DATABASE_URL;
const dist = process.env.PATCHCORD_DIST ?? "dist";
const nextDir = process.env.NEXT_DIST_DIR ?? ".next";
const demoFile = path.join(dataDir, "demo.json");

const env = {
  ...keptSecrets(dataDir),
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  PORT: String(port),
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}`,
};
const children = [];
let database;
let stopping = false;

console.log("Patchcord");
try {
  if (embedded) await startEmbedded();
  else env.DATABASE_OWNER_URL ??= env.DATABASE_URL;
  if (await migrate(env.DATABASE_OWNER_URL, env.DATABASE_URL)) step("database migrated");
  if (await build({ dist, nextDir, next: !dev })) step("built");
  if (embedded) await startSandbox();
  await startWeb();
  announce();
} catch (error) {
  console.error(`\nPatchcord could not start: ${error.message}`);
  await stop(1);
}

async function startEmbedded() {
  database = await startPostgres({ dir: path.join(dataDir, "postgres"), maxConnections: 200 });
  step(database.reused ? "database was running" : "database started");
  const owner = new pg.Client({ connectionString: database.url("postgres") });
  await owner.connect();
  const there = await owner.query(
    "select (select count(*) from pg_database where datname = 'patchcord')::int as database, (select count(*) from pg_roles where rolname = 'patchcord_app')::int as role",
  );
  // The app's role owns nothing: it may not even create a table.
  if (!there.rows[0].role) await owner.query("create role patchcord_app login nosuperuser nobypassrls");
  if (!there.rows[0].database) await owner.query("create database patchcord");
  await owner.end();
  env.DATABASE_OWNER_URL = database.url("patchcord");
  env.DATABASE_URL = database.url("patchcord", "patchcord_app");
}

async function startSandbox() {
  const sandboxPort = Number(process.env.SANDBOX_PORT ?? port + 1);
  Object.assign(env, {
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    DEMO_FILE: demoFile,
  });
  env.OUTBOUND_ALLOW = [process.env.OUTBOUND_ALLOW, "127.0.0.1"].filter(Boolean).join(",");
  const seeded = spawnSync(process.execPath, ["--enable-source-maps", path.join(root, dist, "seed.mjs")], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (seeded.status !== 0) throw new Error(seeded.stderr.trim());
  const { carrier } = JSON.parse(readFileSync(demoFile, "utf8"));
  const sandbox = {
    SANDBOX_ACCOUNT_SID: carrier.account_sid,
    SANDBOX_AUTH_TOKEN: carrier.auth_token,
    SANDBOX_LOG: path.join(dataDir, "sandbox-log.jsonl"),
  };
  await child(
    "sandbox-carrier",
    ["--enable-source-maps", path.join(root, dist, "sandbox-carrier.mjs")],
    { ...env, ...sandbox },
    "listening",
  );
  step("sandbox carrier started");
}

async function startWeb() {
  const count = Number(env.WEB_CONCURRENCY ?? 1);
  const args = dev
    ? [path.join(root, "node_modules/next/dist/bin/next"), "dev", "-p", String(port)]
    : ["--enable-source-maps", path.join(root, dist, "front.mjs")];
  await Promise.all(
    Array.from({ length: count }, (_, index) => child(`web ${index + 1}`, args, env, dev ? "Ready" : "listening")),
  );
  step("web server started");
}

/** Starts a program and waits until it says `ready`. One that ends by itself takes everything down with it. */
function child(name, args, childEnv, ready) {
  const { DATABASE_OWNER_URL: _owner, ...withoutOwner } = childEnv;
  // Its own process group: Ctrl-C comes to the launcher alone, which stops things in order. The channel closes with the
  // launcher, so that a kill -9 of it leaves nobody behind.
  const made = spawn(process.execPath, args, {
    cwd: root,
    env: withoutOwner,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: true,
  });
  children.push({ name, process: made });
  return new Promise((resolve, reject) => {
    made.stdout.on("data", (chunk) => {
      if (String(chunk).includes(ready)) resolve();
      process.stdout.write(chunk);
    });
    made.on("exit", (code, signal) => {
      reject(new Error(`${name} ended (${code ?? signal}).`));
      if (!stopping) {
        console.error(`${name} ended (${code ?? signal}); stopping everything.`);
        stop(1);
      }
    });
  });
}

/** Web first, so that what is in flight ends on a living database; the database last. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const { process: running } of children.reverse()) {
    if (running.exitCode !== null || running.signalCode !== null) continue;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    const late = setTimeout(() => running.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(late);
  }
  await database?.stop();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

function announce() {
  const lines = ["", `Open ${env.PUBLIC_URL}`];
  if (embedded && existsSync(demoFile)) {
    const demo = JSON.parse(readFileSync(demoFile, "utf8"));
    lines.push(
      `Sign in with ${demo.email} and ${demo.password}`,
      "",
      `Ring the test phones: open ${env.PUBLIC_URL}/phone, then`,
      "",
      `  token=$(curl -s -u '${demo.client_id}:${demo.client_secret}' -d grant_type=client_credentials \\`,
      `    ${env.PUBLIC_URL}/api/oauth/token | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')`,
      `  curl -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \\`,
      `    -d '{"contact_1": "+12025550140", "contact_2": "+12025550141"}' \\`,
      `    ${env.PUBLIC_URL}/api/flows/${demo.flow_id}/interactions`,
    );
  } else {
    lines.push("Make the first account with: npm run account:create -- --name … --email …");
  }
  lines.push("", `Ready in ${((Date.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything.`);
  console.log(lines.join("\n"));
}
