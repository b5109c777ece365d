import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { freePort } from "../../scripts/postgres.mjs";
import { Clock } from "./clock";
import { type TestDatabase, testDatabase } from "./database";
import { setEnvironment } from "./environment";
import { heldAnswers } from "./foreign-server";
import { heldReads } from "./held-table";
import { type Visitor, visitor } from "./visitor";

export type TestWorld = World & Visitor & { database: TestDatabase };

/**
 * The whole product on real wires in one test file: a database of its own, the sandbox carrier under a clock that the
 * test drives, the front on a port, a worker. Torn down after the file.
 */
export async function testWorld(
  options: { ratePerSecond?: number; callsPerSecond?: number | null; worker?: boolean; ownApi?: boolean } = {},
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

  // Product modules read the environment when they load: after it was set.
  const { startFront } = await import("@/server/http/front");
  const { startMounted } = await import("./mounted");
  const { startWorker } = await import("@/server/worker/worker");
  const { handleDue } = await import("@/server/worker/due");
  const { runtime } = await import("@/server/wiring");
  const { pool, prisma } = await import("@/server/platform/db");
  const front = process.env.API_MOUNT === "framework" ? await startMounted({ port }) : await startFront({ port });
  const worker = options.worker === false ? null : await startWorker();
  const underWay = () => Math.max(0, runtime().dispatch.underWay - heldAnswers() - heldReads());
  const clock = new Clock(sandbox, database.owner, worker ? handleDue : null, underWay);

  afterAll(async () => {
    await worker?.stop();
    await front.close();
    await sandboxServer.close();
    await Promise.all([pool().end(), prisma().$disconnect()]);
    await database.drop();
  });
  return { ...world, database, ...visitor({ world, baseUrl, sandbox, clock }) };
}
