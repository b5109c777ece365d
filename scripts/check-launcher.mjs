// Starts the product as a new user would, breaks it, and starts it again: what `npm start` promises. Run by npm test.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { freePort } from "./postgres.mjs";

/** How many times as long as after an orderly stop a start may take after kill -9, the database's recovery included. */
const TIMES_AS_LONG = 3;
const home = path.join(root, ".patchcord", "test", "launcher");
rmSync(home, { recursive: true, force: true });
const env = {
  ...process.env,
  PATCHCORD_DATA: home,
  PATCHCORD_DIST: ".patchcord/test/dist",
  NEXT_DIST_DIR: ".next-test",
  PORT: String(await freePort()),
  SANDBOX_PORT: String(await freePort()),
  LOG_LEVEL: "warn",
};
for (const name of ["DATABASE_URL", "REDIS_URL", "PUBLIC_URL"]) delete env[name];
const base = `http://localhost:${env.PORT}`;
const problems = [];
const expect = (condition, text) => {
  if (!condition) problems.push(text);
  console.log(`  ${condition ? "✓" : "✗"} ${text}`);
};

/** Starts the launcher; `up` once it has printed `phrase`. */
async function start(phrase = "Ready in") {
  const began = Date.now();
  const child = spawn(process.execPath, [path.join(root, "scripts", "launch.mjs")], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  let text = "";
  const ready = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        text += chunk;
        if (text.includes(phrase)) resolve(true);
      });
    }
    ended.then(() => resolve(false));
  });
  return { up: await ready, seconds: (Date.now() - began) / 1000, child, ended, printed: () => text };
}

/** A healthy start has nothing to warn of: what it logs at LOG_LEVEL=warn or above, and every line of a stack trace. */
function complaints(text) {
  return text.split("\n").filter((line) => /"level":[456]0|\bwarn(ing)?\b|^\s+at .+:\d+/i.test(line));
}

/** `known`: what this start has to tell although nothing is wrong with it. */
function expectNoComplaint(which, { printed }, known = /^$/) {
  const found = complaints(printed()).filter((line) => !known.test(line));
  const listed = found.map((line) => `\n    ${line}`).join("");
  expect(found.length === 0, `nothing to warn of in the log of the ${which} start${listed}`);
}

async function bearer(demo) {
  const authorization = `Basic ${Buffer.from(`${demo.client_id}:${demo.client_secret}`).toString("base64")}`;
  const response = await fetch(`${base}/api/oauth/token`, {
    method: "POST",
    headers: { authorization },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (await response.json()).access_token;
}

/** Every process whose environment names this data folder: the launcher and all it has started, the database included. */
function everything(launcher) {
  const { stdout } = spawnSync("ps", ["-eo", "pid,ppid,args"], { encoding: "utf8" });
  const rows = stdout
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(Boolean)
    .map(([, pid, ppid, args]) => ({ pid: Number(pid), ppid: Number(ppid), args }));
  const found = new Set([launcher]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, ppid, args } of rows) {
      if (found.has(pid) || !(found.has(ppid) || args.includes(home))) continue;
      found.add(pid);
      grew = true;
    }
  }
  return [...found];
}

const first = await start();
expect(first.up, "the first start comes up");
const demo = JSON.parse(readFileSync(path.join(home, "demo.json"), "utf8"));
expect(
  first.printed().includes(demo.password) && first.printed().includes("curl"),
  "it prints how to sign in and a curl",
);
const token = await bearer(demo);
const accepted = await fetch(`${base}/api/flows/${demo.flow_id}/interactions`, {
  method: "POST",
  headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  body: JSON.stringify(demo.examples.busy.arguments),
});
const { interaction_id } = await accepted.json();
expect(accepted.status === 202, "an interaction is accepted");
expectNoComplaint("first", first);
for (const pid of everything(first.child.pid)) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone already.
  }
}
await first.ended;

const second = await start();
expect(second.up, "after kill -9 of everything it starts again");
expect(second.printed().includes(demo.password), "it prints how to sign in again");
// Of the worker that was killed.
expectNoComplaint("second", second, /freed the jobs of workers that went silent/);
const again = await bearer(demo);
const read = await fetch(`${base}/api/flows/${demo.flow_id}/interactions/${interaction_id}`, {
  headers: { authorization: `Bearer ${again}` },
});
expect(read.status === 200, "the interaction accepted just before is there");
second.child.kill("SIGTERM");
expect((await second.ended) === 0, "SIGTERM stops everything in order");

const third = await start();
expect(
  third.up && second.seconds < TIMES_AS_LONG * third.seconds,
  `kill -9 costs a start of ${second.seconds.toFixed(1)} s, an orderly stop one of ${third.seconds.toFixed(1)} s`,
);
third.child.kill("SIGTERM");
expect((await third.ended) === 0, "SIGTERM stops it again");

const brokenOff = await start("database started");
brokenOff.child.kill("SIGTERM");
expect(brokenOff.up && (await brokenOff.ended) === 0, "SIGTERM in the middle of a start stops what has started");
const left = everything(-1).filter((pid) => pid !== -1);
expect(left.length === 0, `nobody is left behind (${left.length})`);
process.exit(problems.length === 0 ? 0 : 1);
