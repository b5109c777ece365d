import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import pg from "pg";
import { freePort } from "../scripts/postgres.mjs";
import { keepBusy } from "./keep-busy";

/** T: durable transactions a second, one small insert each, over `connections`. */
export async function durableTransactions(url: string, connections: number, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  await pool.query(
    "drop table if exists bench_durable; create table bench_durable (id bigint generated always as identity primary key, text text)",
  );
  const { perSecond } = await keepBusy(connections, seconds, async () => {
    await pool.query({ name: "durable", text: "insert into bench_durable (text) values ('a durable row')" });
    return true;
  });
  await pool.query("drop table bench_durable");
  await pool.end();
  return perSecond;
}

/** For R and L: starts Next in production mode, and returns the address of a route that does nothing. */
export async function startTrivialRoute(root: string): Promise<{ process: ChildProcess; url: string }> {
  const port = await freePort();
  const program = path.join(root, "node_modules/next/dist/bin/next");
  const next = spawn(process.execPath, [program, "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: root,
    env: { ...process.env, WORKER: "off" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve) => next.stdout.on("data", (chunk) => String(chunk).includes("Ready") && resolve()));
  return { process: next, url: `http://127.0.0.1:${port}/api/health/live` };
}
