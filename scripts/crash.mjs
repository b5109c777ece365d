// The long crash run, bundled with the product it kills.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { bundle } from "./bundle.mjs";

const outdir = path.join(root, ".patchcord", "test", "programs");
await bundle({ long: "tests/crash/long.ts", product: "tests/crash/product.ts" }, outdir);
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", path.join(outdir, "long.mjs"), ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
