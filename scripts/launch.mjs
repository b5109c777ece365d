// Starts everything in order, keeps it together, and stops it in order: database, migrations, demo world, sandbox
// carrier, web server with its worker. The studio's pages are built beside all that, where they are not yet: calls and the
// API do not wait for them. Runs on the bundled Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { dataDir, root } from "./bootstrap.mjs";
import { arePagesBuilt, buildPages, buildPrograms } from "./build.mjs";
import { migrate } from "./migrate.mjs";
import { startPostgres } from "./postgres.mjs";
import { keptSecrets, ownPlaces } from "./settings.mjs";

const began = Date.now();
const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
const step = (text) => console.log(`  ${text} (${seconds()} s)`);
/** How often the terminal says that the pages are still being built. */
const PROGRESS_MS = 15_000;
/** Longer than a process may need to end what it began: a port call of 30 seconds, and its answer written down. */
const KILL_MS = 45_000;
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
/** The embedded database, from when it begins to start. */
let starting;
let stopping = false;

// Before anything is started: a start that is broken off leaves nothing behind either.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop(0));

console.log("Patchcord");
try {
  const pagesWereBuilt = dev || arePagesBuilt(nextDir);
  const pagesBuilt = pagesWereBuilt ? null : buildPages(nextDir);
  // A failed build is reported where it is awaited below; until then the rejection must not count as unhandled.
  pagesBuilt?.catch(() => undefined);
  const [, programsBuilt] = await Promise.all([startDatabase(), buildPrograms(dist)]);
  if (programsBuilt) step("programs built");
  if (await migrate(env.DATABASE_OWNER_URL, env.DATABASE_URL)) step("database migrated");
  if (embedded) await startSandbox();
  const web = startWeb(pagesWereBuilt);
  await web.listening;
  step("web server started");
  announce();
  if (pagesBuilt) await sayProgress(pagesBuilt);
  for (const { process: running } of pagesBuilt ? web.processes : []) running.send("pages built");
  await web.pages;
  console.log(`\nReady in ${seconds()} s. Ctrl-C stops everything.`);
} catch (error) {
  // Ctrl-C in a terminal ends the build of the pages, too.
  if (!stopping) console.error(`\nPatchcord could not start: ${error.message}`);
  await stop(1);
}

async function startDatabase() {
  if (embedded) await startEmbedded();
  else env.DATABASE_OWNER_URL ??= env.DATABASE_URL;
}

async function sayProgress(pagesBuilt) {
  console.log("");
  const say = () => step("calls and the API are answered; the studio's pages are being built");
  say();
  const again = setInterval(say, PROGRESS_MS);
  try {
    await pagesBuilt;
  } finally {
    clearInterval(again);
  }
  step("pages built");
}

async function startEmbedded() {
  starting = startPostgres({ dir: path.join(dataDir, "postgres"), maxConnections: 200 });
  const database = await starting;
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
  env.OUTBOUND_ALLOW = [process.env.OUTBOUND_ALLOW, ...ownPlaces(port, sandboxPort)].filter(Boolean).join(",");
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
  const args = ["--enable-source-maps", path.join(root, dist, "sandbox-carrier.mjs")];
  await child("sandbox-carrier", args, { ...env, ...sandbox }, ["listening"]).says.listening;
  step("sandbox carrier started");
}

/** `listening`: calls and the API are answered. `pages`: the studio is, too. */
function startWeb(pagesAreBuilt) {
  const count = Number(env.WEB_CONCURRENCY ?? 1);
  const [listening, pages] = dev ? ["Ready", "Ready"] : ["listening", "pages are answered"];
  const args = dev
    ? [
        path.join(root, "node_modules/next/dist/bin/next"),
        "dev",
        "-p",
        String(port),
        "-H",
        process.env.HOST ?? "127.0.0.1",
      ]
    : ["--enable-source-maps", path.join(root, dist, "front.mjs")];
  if (!pagesAreBuilt) args.push("--pages-are-being-built");
  const all = Array.from({ length: count }, (_, index) => child(`web ${index + 1}`, args, env, [listening, pages]));
  return {
    processes: all,
    listening: Promise.all(all.map(({ says }) => says[listening])),
    pages: Promise.all(all.map(({ says }) => says[pages])),
  };
}

/**
 * Starts a program. `says` has a promise for each of `phrases`, kept once it has printed that. One that ends by itself takes
 * everything down with it.
 */
function child(name, args, childEnv, phrases) {
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
  const waiting = new Map(phrases.map((phrase) => [phrase, Promise.withResolvers()]));
  made.stdout.on("data", (chunk) => {
    for (const [phrase, { resolve }] of waiting) if (String(chunk).includes(phrase)) resolve();
    process.stdout.write(chunk);
  });
  made.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended (${code ?? signal}).`));
    if (!stopping) {
      console.error(`${name} ended (${code ?? signal}); stopping everything.`);
      stop(1);
    }
  });
  // One phrase is waited for after another: what nobody waits for yet is no unhandled rejection.
  for (const { promise } of waiting.values()) promise.catch(() => undefined);
  return { process: made, says: Object.fromEntries([...waiting].map(([phrase, { promise }]) => [phrase, promise])) };
}

/** Web first, so that what is in flight ends on a living database; the database last. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const { process: running } of children.reverse()) {
    if (running.exitCode !== null || running.signalCode !== null) continue;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGTERM");
    const late = setTimeout(() => running.kill("SIGKILL"), KILL_MS);
    await ended;
    clearTimeout(late);
  }
  await starting?.then((database) => database.stop()).catch(() => undefined);
  process.exit(code);
}

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
  console.log(lines.join("\n"));
}
