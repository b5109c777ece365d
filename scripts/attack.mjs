// Builds the product and what attacks it (tests/attack), then runs that in a process of its own.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { bundle } from "./bundle.mjs";

await build();
const outdir = path.join(root, ".patchcord", "test", "attack-programs");
const programs = {
  run: "tests/attack/run.ts",
  neighbour: "tests/attack/neighbour.ts",
  "event-loop": "bench/event-loop.ts",
};
await bundle(programs, outdir);
const args = ["--enable-source-maps", path.join(outdir, "run.mjs"), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exit(status ?? 1);
