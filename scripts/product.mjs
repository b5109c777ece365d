// The whole product as `npm start` runs it, beside one that runs already: for what needs a browser.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { freePort } from "./postgres.mjs";

/** Starts it with an empty data folder, and the tests' build of its own; `up` says whether it came up. */
export async function startProduct(home) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(path.dirname(home), { recursive: true });
  const port = await freePort();
  const env = {
    ...process.env,
    PATCHCORD_DATA: home,
    PATCHCORD_DIST: ".patchcord/test/dist",
    NEXT_DIST_DIR: ".next-test",
    PORT: String(port),
    SANDBOX_PORT: String(await freePort()),
    LOG_LEVEL: "warn",
    // Tests stand in for services that accounts ask, at ports of their own.
    OUTBOUND_ALLOW: "127.0.0.1",
  };
  for (const name of ["DATABASE_URL", "REDIS_URL", "PUBLIC_URL"]) delete env[name];
  const child = spawn(process.execPath, [path.join(root, "scripts", "launch.mjs")], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const ready = new Promise((resolve) => {
    child.stdout.on("data", (chunk) => {
      if (String(chunk).includes("Ready in")) resolve(true);
    });
    ended.then(() => resolve(false));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { up: await ready, BASE_URL: `http://localhost:${port}`, DEMO_FILE: path.join(home, "demo.json"), stop };
}
