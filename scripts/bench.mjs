// Builds what the bench needs, then runs it in a process of its own. `compare`, `reports` or `webhooks` as the first argument:
// bench/compare.ts and so on.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { bundle } from "./bundle.mjs";

const [which = "", ...rest] = process.argv.slice(2);
// These two show no pages.
if (which !== "reports" && which !== "webhooks") await build();
const outdir = path.join(root, ".patchcord", "test", "bench-programs");
const names = ["run", "compare", "load", "product", "event-loop", "reports", "webhooks"];
await bundle(Object.fromEntries(names.map((name) => [name, `bench/${name}.ts`])), outdir);
const [program, args] = ["compare", "reports", "webhooks"].includes(which) ? [which, rest] : ["run", []];
const { status } = spawnSync(process.execPath, ["--enable-source-maps", path.join(outdir, `${program}.mjs`), ...args], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
