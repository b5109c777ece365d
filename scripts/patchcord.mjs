// `npm run patchcord -- pull …`: bundles the command line to cli/dist, as its package holds it, and runs it. --build: bundles it only.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { bundleCommandLine } from "./bundle.mjs";

const outfile = path.join(root, "cli", "dist", "patchcord.mjs");
await bundleCommandLine(outfile);
chmodSync(outfile, 0o755);
const args = process.argv.slice(2);
if (args[0] !== "--build") {
  const { status } = spawnSync(process.execPath, [outfile, ...args], {
    cwd: process.env.INIT_CWD ?? root,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
