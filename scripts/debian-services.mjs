// Debian's own PostgreSQL and Redis, each with data of the run's own in `dir`, stopped with it.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { freePort } from "./postgres.mjs";

/** The folder of PostgreSQL's programs, which Debian lays under its major version; the newest there is. */
export function postgresBin() {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base)
    ? readdirSync(base).filter((name) => existsSync(path.join(base, name, "bin", "initdb")))
    : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error("Debian's PostgreSQL is not installed: apt-get install postgresql redis-server");
  return path.join(base, newest, "bin");
}

/** PostgreSQL refuses to run as root: Debian has made a user for it. By its ids, so that signals reach PostgreSQL itself. */
function unprivileged() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

function must(command, args, options) {
  const { status, stderr, error } = spawnSync(command, args, { ...options, cwd: "/", encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stderr || error}`);
}

async function untilListening(port, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended`);
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @returns {Promise<{port: number, stop: () => Promise<void>}>} a cluster with the superuser `postgres`, as the user that Debian made for it */
export async function debianPostgres(dir) {
  const bin = postgresBin();
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const ids = unprivileged();
  if (ids.uid) chownSync(dir, ids.uid, ids.gid);
  const initdb = ["-D", dir, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"];
  must(path.join(bin, "initdb"), initdb, ids);
  const port = await freePort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200"];
  const child = spawn(path.join(bin, "postgres"), ["-D", dir, "-p", String(port), ...settings], {
    ...ids,
    cwd: "/",
    stdio: "ignore",
  });
  await untilListening(port, child);
  return { port, stop: () => end(child, "SIGINT") };
}

export async function debianRedis() {
  const port = await freePort();
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: "ignore" },
  );
  child.on("error", () => undefined);
  await untilListening(port, child);
  return { url: `redis://127.0.0.1:${port}`, stop: () => end(child, "SIGTERM") };
}

function end(child, signal) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once("exit", resolve);
    child.kill(signal);
  });
}
