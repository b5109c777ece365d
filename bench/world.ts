import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { seedWorld } from "@/prisma/seed/world";
import { debianPostgres } from "../scripts/debian-services.mjs";
import { freePort } from "../scripts/postgres.mjs";
import { freshDatabase, type Postgres, startCluster, testDir } from "../tests/support/cluster";
import { setEnvironment } from "../tests/support/environment";
import type { Latencies } from "./keep-busy";
import type { LoadRequest } from "./load";
import { parentOf } from "./processor-time";

/** What whole calls came to, in milliseconds where they are times. */
export type CallFigures = Latencies & {
  documents: { p50: number; p99: number; longest: number };
  toDial: { p50: number; p99: number };
};

/** The PostgreSQL that a bench measures on, durable. BENCH_POSTGRES=debian takes Debian's. */
export function benchCluster(): ReturnType<typeof startCluster> {
  if (process.env.BENCH_POSTGRES === "debian") return debianCluster();
  return startCluster("postgres-durable", { durable: true });
}

/**
 * What a bench measures on: a database with a seeded account, and the load (website and carrier) in a process of its own.
 * `programs`: the folder of the bundled programs. `name`: the database's.
 */
export async function benchWorld(programs: string, cluster: Postgres, name = "bench") {
  mkdirSync(programs, { recursive: true });
  const database = await freshDatabase(cluster, name);
  const { owner } = database;
  const { rows: backend } = await owner.query("select pg_backend_pid() as pid");
  const postmaster = parentOf(backend[0].pid);

  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  setEnvironment({
    DATABASE_URL: database.appUrl,
    PORT: String(port),
    PUBLIC_URL: baseUrl,
    WORKER: "in-process",
    NODE_ENV: "production",
  });
  // As it is now: the next world sets its own.
  const environment = { ...process.env };
  const children: ChildProcess[] = [];

  /** Starts a program by its name in `programs`, or by its path; resolves when it says that it is ready. */
  const start = async (
    program: string,
    env: Record<string, string> = {},
    execArgv: string[] = [],
  ): Promise<ChildProcess> => {
    const file = path.isAbsolute(program) ? program : path.join(programs, `${program}.mjs`);
    const child = fork(file, { env: { ...environment, ...env }, execArgv: ["--enable-source-maps", ...execArgv] });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", (code) => reject(new Error(`${file} exited with ${code} before it was ready`)));
    });
    return child;
  };

  const load = await start("load");
  const ask = <T>(question: LoadRequest): Promise<T> =>
    new Promise((resolve) => {
      load.once("message", (answer) => resolve(answer as T));
      load.send(question);
    });

  const seeded = await seedWorld(owner, {
    sandboxUrl: "http://127.0.0.1:1",
    ratePerSecond: 1_000_000,
    callsPerSecond: null,
  });
  const carrierUrl = await ask<string>({
    do: "carrier",
    publicUrl: baseUrl,
    accountSid: seeded.accountSid,
    token: seeded.authToken,
  });
  await owner.query("update carrier set base_url = $1", [carrierUrl]);

  const token = async (): Promise<string> => {
    const authorization = `Basic ${Buffer.from(`${seeded.clientId}:${seeded.clientSecret}`).toString("base64")}`;
    const response = await fetch(`${baseUrl}/api/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials" }),
      headers: { authorization },
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  const close = async (): Promise<void> => {
    for (const child of children) child.kill("SIGKILL");
    await database.drop();
  };

  return { database, owner, postmaster, baseUrl, seeded, load, children, start, ask, token, close };
}

/** Debian's PostgreSQL, built for speed; the embedded one is built for size. */
async function debianCluster(): ReturnType<typeof startCluster> {
  const { port, stop } = await debianPostgres(path.join(testDir, "debian-bench"));
  const url = (name: string, user = "postgres") => `postgresql://${user}@127.0.0.1:${port}/${name}`;
  return { url, stop };
}
