import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { freePort } from "../../scripts/postgres.mjs";
import { Clock } from "./clock";
import { type TestDatabase, testDatabase } from "./database";
import { setEnvironment } from "./environment";
import { blockedReads } from "./locked-table";
import { pendingResponses } from "./stub-server";
import { type Visitor, visitor } from "./visitor";

export type TestWorld = World & Visitor & { database: TestDatabase };

/**
 * The whole product for one test file: a database of its own, the sandbox carrier under a clock that the test drives, the
 * HTTP front on a port, a worker. Torn down after the file.
 */
export async function testWorld(
  options: {
    ratePerSecond?: number;
    callsPerSecond?: number | null;
    worker?: boolean;
    ownApi?: boolean;
    traces?: boolean;
  } = {},
): Promise<TestWorld> {
  const database = await testDatabase();
  const controlSecret = randomBytes(16).toString("hex");
  const sandboxServer = await startSandbox({ controlSecret, clock: "manual" });
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  setEnvironment({ DATABASE_URL: database.appUrl, PORT: String(port), PUBLIC_URL: baseUrl });
  const world = await seedWorld(database.owner, {
    sandboxUrl: sandboxServer.url,
    ...(options.ownApi ? { apiUrl: `${baseUrl}/api` } : {}),
    ratePerSecond: options.ratePerSecond ?? 1_000_000,
    callsPerSecond: options.callsPerSecond === undefined ? null : options.callsPerSecond,
  });
  const sandbox = new SandboxControl(sandboxServer.url, controlSecret);
  await sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });

  // Imported only now: product modules read the environment when they load.
  const { startFront } = await import("@/server/http/front");
  const { startMounted } = await import("./mounted");
  const { startWorker } = await import("@/server/worker/worker");
  const { handleDue } = await import("@/server/worker/due");
  const { runtime } = await import("@/server/wiring");
  const { pool, prisma } = await import("@/server/platform/db");
  const { endTraces } = await import("@/server/platform/tracing/trace");
  if (options.traces) await (await import("@/server/platform/tracing/otlp")).startTracing("web");
  const front = process.env.API_MOUNT === "framework" ? await startMounted({ port }) : await startFront({ port });
  const worker = options.worker === false ? null : await startWorker();
  const underWay = () => Math.max(0, runtime().dispatch.underWay - pendingResponses() - blockedReads());
  const clock = new Clock(sandbox, database.owner, worker ? handleDue : null, underWay);

  const ends = [
    () => worker?.stop(),
    () => front.close(),
    () => endTraces(),
    () => sandboxServer.close(),
    () => Promise.all([pool().end(), prisma().$disconnect()]),
    () => database.drop(),
  ];
  // One that fails keeps none of the others from ending: what is left open would fail the next file.
  afterAll(async () => {
    const faults: unknown[] = [];
    for (const end of ends) await Promise.resolve(end()).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  });
  return { ...world, database, ...visitor({ world, baseUrl, sandbox, clock }) };
}
