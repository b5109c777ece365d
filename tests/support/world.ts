import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { Clock } from "./clock";
import { type TestDatabase, testDatabase } from "./database";
import { setEnvironment } from "./environment";
import { type Interaction, interactionOf } from "./interaction";

export type TestWorld = World & {
  baseUrl: string;
  database: TestDatabase;
  sandbox: SandboxControl;
  clock: Clock;
  token: (scope?: string) => Promise<string>;
  start: (args: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  read: (interaction: string) => Promise<Interaction>;
  /** Lets time pass until the interaction is over; throws after `limit` seconds of the world's time. */
  untilOver: (interaction: string, limit?: number) => Promise<Interaction>;
};

/**
 * The whole product on real wires in one test file: a database of its own, the sandbox carrier under a clock that the
 * test drives, the front on a port, a worker. Torn down after the file.
 */
export async function testWorld(
  options: { ratePerSecond?: number; callsPerSecond?: number | null; worker?: boolean } = {},
): Promise<TestWorld> {
  const database = await testDatabase();
  const controlSecret = randomBytes(16).toString("hex");
  const sandboxServer = await startSandbox({ controlSecret, clock: "manual" });
  const port = await freePort();
  setEnvironment({ DATABASE_URL: database.appUrl, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
  const world = await seedWorld(database.owner, {
    sandboxUrl: sandboxServer.url,
    ratePerSecond: options.ratePerSecond ?? 1_000_000,
    callsPerSecond: options.callsPerSecond === undefined ? null : options.callsPerSecond,
  });
  const sandbox = new SandboxControl(sandboxServer.url, controlSecret);
  await sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });

  const { startFront } = await import("@/server/http/front");
  const front = await startFront({ port });
  const { startWorker } = await import("@/server/jobs/worker");
  const worker = options.worker === false ? null : await startWorker();
  const { workOffDue } = await import("@/server/jobs/due");
  const { backlog } = await import("@/server/jobs/queue");
  const clock = new Clock(sandbox, database.owner, workOffDue, options.worker === false ? async () => 0 : backlog);
  const { pool, prisma } = await import("@/server/db");

  afterAll(async () => {
    await worker?.stop();
    await front.close();
    await sandboxServer.close();
    await Promise.all([pool().end(), prisma().$disconnect()]);
    await database.drop();
  });

  const baseUrl = `http://127.0.0.1:${port}`;
  const token = async (scope?: string) => {
    const body = new URLSearchParams({ grant_type: "client_credentials", ...(scope ? { scope } : {}) });
    const authorization = `Basic ${Buffer.from(`${encodeURIComponent(world.clientId)}:${encodeURIComponent(world.clientSecret)}`).toString("base64")}`;
    const response = await fetch(`${baseUrl}/api/oauth/token`, { method: "POST", body, headers: { authorization } });
    if (!response.ok) throw new Error(`No token: ${await response.text()}`);
    return ((await response.json()) as { access_token: string }).access_token;
  };
  let bearer: string | undefined;
  const authorized = async () => {
    bearer ??= await token();
    return { authorization: `Bearer ${bearer}` };
  };
  const start: TestWorld["start"] = async (args, headers = {}) =>
    fetch(`${baseUrl}/api/flows/${world.flow}/interactions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await authorized()), ...headers },
      body: JSON.stringify(args),
    });
  const read: TestWorld["read"] = async (interaction) => {
    const response = await fetch(`${baseUrl}/api/flows/${world.flow}/interactions/${interaction}`, {
      headers: await authorized(),
    });
    if (!response.ok) throw new Error(`Cannot read ${interaction}: ${await response.text()}`);
    return interactionOf(await response.json());
  };
  const untilOver: TestWorld["untilOver"] = async (interaction, limit = 600) => {
    for (let passed = 0; passed <= limit; ) {
      const found = await read(interaction);
      if (found.status !== "running") return found;
      passed += await clock.next(limit - passed);
    }
    throw new Error(`Still running after ${limit} s: ${JSON.stringify(await read(interaction))}`);
  };
  return { ...world, baseUrl, database, sandbox, clock, token, start, read, untilOver };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
