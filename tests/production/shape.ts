import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { freePort } from "../../scripts/postgres.mjs";
import { Clock } from "../support/clock";
import { setEnvironment } from "../support/environment";
import { loadBalancer } from "../support/load-balancer";
import { metricSum } from "../support/metric-sum";
import { type Visitor, visitor } from "../support/visitor";

export type Shape = World &
  Visitor & {
    owner: pg.Client;
    webs: string[];
    workers: ChildProcess[];
    startWorker: () => Promise<ChildProcess>;
    close: () => Promise<void>;
  };

/** Two web processes behind a load balancer that takes turns, two workers, one PostgreSQL, one Redis: the built programs. */
export async function productionShape(options: { ratePerSecond?: number } = {}): Promise<Shape> {
  const { PRODUCTION_OWNER_URL, PRODUCTION_SUPER_URL, PRODUCTION_APP_URL, PRODUCTION_REDIS_URL, PRODUCTION_DIST } =
    process.env;
  if (!PRODUCTION_OWNER_URL || !PRODUCTION_APP_URL || !PRODUCTION_REDIS_URL || !PRODUCTION_DIST)
    throw new Error("Run npm run test:production.");
  const controlSecret = randomBytes(16).toString("hex");
  const sandboxServer = await startSandbox({ controlSecret, clock: "manual" });
  const ports = [await freePort(), await freePort()];
  const port = await freePort();
  const balancer = await loadBalancer(port, inTurns(ports));
  const baseUrl = `http://127.0.0.1:${port}`;
  setEnvironment({
    DATABASE_URL: PRODUCTION_APP_URL,
    REDIS_URL: PRODUCTION_REDIS_URL,
    PUBLIC_URL: baseUrl,
    WEB_CONCURRENCY: "2",
    LOG_LEVEL: "warn",
  });

  // Seeded as the owner, who is no superuser: row-level security is forced on it, too.
  const seeder = new pg.Client({ connectionString: PRODUCTION_OWNER_URL });
  await seeder.connect();
  const email = `admin-${randomBytes(4).toString("hex")}@example.com`;
  const world = await seedWorld(seeder, {
    sandboxUrl: sandboxServer.url,
    callsPerSecond: null,
    email,
    ratePerSecond: options.ratePerSecond ?? 1_000_000,
  });
  await seeder.end();
  const owner = new pg.Client({ connectionString: PRODUCTION_SUPER_URL });
  await owner.connect();
  const sandbox = new SandboxControl(sandboxServer.url, controlSecret);
  await sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });

  const children = new Map<ChildProcess, { metricsPort: number }>();
  const start = async (program: string, ready: string, metricsPort: number, env: Record<string, string>) => {
    const child = spawn(process.execPath, ["--enable-source-maps", path.join(PRODUCTION_DIST, `${program}.mjs`)], {
      env: { ...process.env, LOG_LEVEL: "info", ...env },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    children.set(child, { metricsPort });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on("data", (chunk) => String(chunk).includes(ready) && resolve());
      child.once("exit", (code) => reject(new Error(`${program} ended (${code})`)));
    });
    return child;
  };
  const startWorker = async () => {
    const metricsPort = await freePort();
    return start("worker", "worker started", metricsPort, { METRICS_PORT: String(metricsPort) });
  };
  const web = { HOST: "0.0.0.0", WORKER: "off" };
  await Promise.all(ports.map((port) => start("front", "pages are answered", port, { ...web, PORT: String(port) })));
  const workers = await Promise.all([startWorker(), startWorker()]);
  const underWay = async () => {
    const living = [...children].filter(([child]) => !child.killed);
    const counts = await Promise.all(
      living.map(([, { metricsPort }]) => metricSum(`http://127.0.0.1:${metricsPort}`, "patchcord_work_under_way")),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const clock = new Clock(sandbox, owner, async () => undefined, underWay);

  const close = async () => {
    await Promise.all([...children.keys()].map(terminate));
    balancer.close();
    await sandboxServer.close();
    await owner.end();
  };
  const webs = ports.map((port) => `http://127.0.0.1:${port}`);
  return { ...world, owner, webs, workers, startWorker, close, ...visitor({ world, baseUrl, sandbox, clock }) };
}

function terminate(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Each request to the next of them, the others after it. */
function inTurns(ports: number[]): () => number[] {
  let turn = 0;
  return () => {
    const first = turn++ % ports.length;
    return [...ports.slice(first), ...ports.slice(0, first)];
  };
}
