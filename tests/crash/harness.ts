import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { seedWorld, type World } from "@/prisma/seed/world";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";
import { freePort } from "../../scripts/postgres.mjs";
import { type TestDatabase, testDatabase } from "../support/database";
import type { Preparation } from "./prepare";

export type Harness = {
  port: number;
  world: World;
  database: TestDatabase;
  sandbox: SandboxControl;
  baseUrl: string;
  /** Starts the product (again); resolves when it answers. `more`: environment. */
  startProduct: (more?: Record<string, string>) => Promise<Product>;
  token: () => Promise<string>;
  close: () => Promise<void>;
};

export type Product = {
  process: ChildProcess;
  dead: Promise<void>;
  /** The points passed since it was armed. */
  points: () => Promise<string[]>;
  /** The point at which it will die; null: at none. False if it is dead. */
  arm: (at: string | null) => Promise<boolean>;
  /** Makes what a scenario needs and publishes its flow; returns the flow's id. */
  prepare: (preparation: Preparation) => Promise<string>;
  kill: () => Promise<void>;
};

/** A database, a sandbox that outlives every kill, and the product as a process of its own. `secrets` are set before seeding. */
export async function harness(
  database: TestDatabase,
  programDir: string,
  secrets: Record<string, string>,
): Promise<Harness> {
  const controlSecret = randomBytes(16).toString("hex");
  const sandboxServer = await startSandbox({ controlSecret, clock: "manual" });
  const port = await freePort();
  const world = await seedWorld(database.owner, {
    sandboxUrl: sandboxServer.url,
    ratePerSecond: 1_000_000,
    callsPerSecond: null,
  });
  const sandbox = new SandboxControl(sandboxServer.url, controlSecret);
  await sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });
  const baseUrl = `http://127.0.0.1:${port}`;
  const running = new Set<Product>();

  const startProduct = async (more: Record<string, string> = {}): Promise<Product> => {
    const child = fork(path.join(programDir, "product.mjs"), {
      env: {
        ...process.env,
        ...secrets,
        DATABASE_URL: database.appUrl,
        PORT: String(port),
        PUBLIC_URL: baseUrl,
        WORKER: "in-process",
        // Read and compiled once for all of a run's starts.
        NODE_COMPILE_CACHE: path.join(programDir, "compiled"),
        ...more,
      },
    });
    const dead = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const ask = <T>(message: object | string) =>
      new Promise<T>((resolve) => {
        child.once("message", (answer) => resolve(answer as T));
        child.send(message, () => undefined);
      });
    const points = async () => (await ask<{ points: string[] }>("points")).points;
    const arm = (armAt: string | null) => Promise.race([ask({ armAt }).then(() => true), dead.then(() => false)]);
    const prepare = async (preparation: Preparation) =>
      (await ask<{ flow: string }>({ account: world.account, preparation })).flow;
    const kill = async () => {
      child.kill("SIGKILL");
      await dead;
    };
    const product = { process: child, dead, points, arm, prepare, kill };
    running.add(product);
    dead.then(() => running.delete(product));
    await Promise.race([new Promise((resolve) => child.once("message", resolve)), dead]);
    return product;
  };

  const token = async () => {
    const credentials = Buffer.from(
      `${encodeURIComponent(world.clientId)}:${encodeURIComponent(world.clientSecret)}`,
    ).toString("base64");
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    const response = await fetch(`${baseUrl}/api/oauth/token`, {
      method: "POST",
      body,
      headers: { authorization: `Basic ${credentials}` },
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  const close = async () => {
    await Promise.all([...running].map((product) => product.kill()));
    await sandboxServer.close();
  };
  return { port, world, database, sandbox, baseUrl, startProduct, token, close };
}

const SECRETS = ["NEXTAUTH_SECRET", "ENCRYPTION_KEY", "BACKGROUND_SECRET", "METRICS_TOKEN"];

/** Does `work` in a harness with a database of its own; ends all of it afterwards. */
export async function inHarness<T>(programDir: string, work: (made: Harness) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  const secrets = Object.fromEntries(SECRETS.map((name) => [name, process.env[name] as string]));
  const made = await harness(database, programDir, secrets);
  try {
    return await work(made);
  } finally {
    await made.close();
    await database.drop();
  }
}
