import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { freePort } from "../scripts/postgres.mjs";
import { freshDatabase, type Postgres, testDir } from "../tests/support/cluster";
import { setEnvironment } from "../tests/support/environment";
import { table } from "./table";
import { benchCluster } from "./world";

/**
 * `npm run bench:webhooks`: how late endpoints hear that a call was accepted, while one of a thousand takes every request and never
 * answers, against the same without that one. Starts come at a steady rate, account by account; each is told to all endpoints of its
 * account. Options: `--endpoints 1000 --each 20` (of one account) `--starts 12` (of one account) `--rate 8` (starts a second).
 */
const { values } = parseArgs({
  options: {
    endpoints: { type: "string", default: "1000" },
    each: { type: "string", default: "20" },
    starts: { type: "string", default: "12" },
    rate: { type: "string", default: "8" },
    dead: { type: "boolean" },
  },
});
const each = Number(values.each);
const accounts = Math.ceil(Number(values.endpoints) / each);
const starts = Number(values.starts) * accounts;
const rate = Number(values.rate);
const DEAD = "/0/0";
/** After the last start, until everybody who answers has heard. */
const PATIENCE_MS = 120_000;

/** Milliseconds from a 202 to an endpoint's first request: of the endpoints beside the one in question, and of all others. */
type Delays = { beside: number[]; others: number[]; missing: number; dead: number };
type Heard = { at: number; interaction: string };

if (process.send) {
  mkdirSync(testDir, { recursive: true });
  const cluster = await benchCluster();
  try {
    process.send(await measure(cluster, values.dead === true));
  } finally {
    await cluster.stop();
  }
  process.exit(0);
}
report(await apart([]), await apart(["--dead"]));

/** In a process of its own: the product's modules know one database. */
function apart(more: string[]): Promise<Delays> {
  const args = [...process.argv.slice(2), ...more];
  const child = fork(fileURLToPath(import.meta.url), args, { execArgv: ["--enable-source-maps"] });
  return new Promise((resolve, reject) => {
    child.once("message", (delays) => resolve(delays as Delays));
    child.once("exit", (code) => reject(new Error(`measuring ended with ${code}`)));
  });
}

async function measure(cluster: Postgres, dead: boolean): Promise<Delays> {
  const database = await freshDatabase(cluster, "webhooks");
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  setEnvironment({ DATABASE_URL: database.appUrl, PORT: String(port), PUBLIC_URL: baseUrl, WORKER: "in-process" });
  // Its clock stands still: a call that was accepted rings, and nothing more is told of it.
  const sandboxServer = await startSandbox({ controlSecret: "bench", clock: "manual" });
  const sandbox = new SandboxControl(sandboxServer.url, "bench");
  const worlds: World[] = [];
  for (let nth = 0; nth < accounts; nth += 1) {
    const options = { sandboxUrl: sandboxServer.url, ratePerSecond: 1_000_000, callsPerSecond: null };
    const world = await seedWorld(database.owner, { ...options, email: `admin-${nth}@demo.example` });
    await sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });
    worlds.push(world);
  }
  const product = fork(fileURLToPath(new URL("product.mjs", import.meta.url)), { env: process.env });
  await new Promise((resolve) => product.once("message", resolve));
  const receiver = await listen(dead);
  const tokens: string[] = [];
  for (const [nth, world] of worlds.entries()) {
    const token = await tokenOf(baseUrl, world);
    tokens.push(token);
    for (let one = 0; one < each; one += 1) {
      const endpoint = { name: `${one}`, url: `${receiver.url}/${nth}/${one}`, types: ["interaction.accepted"] };
      await post(`${baseUrl}/api/webhooks`, token, endpoint);
    }
  }
  const accepted = new Map<string, { account: number; at: number }>();
  const began = performance.now();
  for (let nth = 0; nth < starts; nth += 1) {
    await pause(began + (nth * 1000) / rate - performance.now());
    const account = nth % accounts;
    const to = { contact_1: `+1202555${1000 + nth}`, contact_2: "+12025550130" };
    const at = `${baseUrl}/api/flows/${worlds[account]?.flow}/interactions`;
    const { interaction_id } = (await post(at, tokens[account] as string, to)) as { interaction_id: string };
    accepted.set(interaction_id, { account, at: performance.now() });
  }
  const expected = starts * each - starts / accounts;
  const isOver = () => receiver.heard.filter(({ path }) => path !== DEAD).length >= expected;
  for (const until = performance.now() + PATIENCE_MS; !isOver() && performance.now() < until; ) await pause(100);
  const delays: Delays = { beside: [], others: [], missing: 0, dead: receiver.requests() };
  for (const { path, interaction, at } of receiver.heard.filter((one) => one.path !== DEAD)) {
    const start = accepted.get(interaction);
    if (start) delays[path.startsWith("/0/") ? "beside" : "others"].push(at - start.at);
  }
  delays.missing = expected - delays.beside.length - delays.others.length;
  product.kill("SIGKILL");
  receiver.close();
  await sandboxServer.close();
  await database.drop();
  return delays;
}

/** The endpoints' server: each path is one. What each heard first of a call. */
async function listen(dead: boolean) {
  const first = new Map<string, Heard & { path: string }>();
  let requests = 0;
  const server = http.createServer(async (request, response) => {
    const path = request.url ?? "";
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { data } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const key = `${path} ${data.interaction_id}`;
    if (!first.has(key)) first.set(key, { path, at, interaction: data.interaction_id });
    if (path === DEAD) requests += 1;
    if (dead && path === DEAD) return;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get heard() {
      return [...first.values()];
    },
    requests: () => requests,
    close,
  };
}

async function tokenOf(baseUrl: string, { clientId, clientSecret }: World): Promise<string> {
  const response = await fetch(`${baseUrl}/api/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function post(url: string, token: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

function report(without: Delays, withDead: Delays): void {
  const row = (what: string, a: number[], b: number[]) => {
    const figures = [0.5, 0.99].flatMap((share) => [quantile(a, share), quantile(b, share)]);
    const [p50 = 0, p50Dead = 0, p99 = 0, p99Dead = 0] = figures;
    const ratios = [p50Dead / p50, p99Dead / p99].map((ratio) => ratio.toFixed(2));
    return [what, String(b.length), ...figures.map((ms) => ms.toFixed(0)), ...ratios];
  };
  const head = ["delay in ms", "told", "p50", "with the dead", "p99", "with the dead", "p50 ratio", "p99 ratio"];
  const rows = [
    row("all other endpoints", [...without.beside, ...without.others], [...withDead.beside, ...withDead.others]),
    row("those of its account", without.beside, withDead.beside),
  ];
  console.log(table(head, rows));
  console.log(
    `${accounts * each} endpoints of ${accounts} accounts, ${starts} starts at ${rate} a second; not told ${without.missing} and ${withDead.missing}; ` +
      `the dead one was asked ${withDead.dead} times (${without.dead} where it answers)`,
  );
  process.exit(without.missing + withDead.missing === 0 ? 0 : 1);
}

function quantile(ms: number[], share: number): number {
  const sorted = ms.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
