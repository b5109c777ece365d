// Builds what the bench needs, then runs it in a process of its own. `compare` as the first argument: bench/compare.ts.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { build } from "./build.mjs";
import { bundle } from "./bundle.mjs";

await build();
const outdir = path.join(root, ".patchcord", "test", "bench-programs");
const names = ["run", "compare", "load", "product", "event-loop"];
await bundle(Object.fromEntries(names.map((name) => [name, `bench/${name}.ts`])), outdir);
const [which, ...rest] = process.argv.slice(2);
const [program, args] = which === "compare" ? ["compare", rest] : ["run", []];
const { status } = spawnSync(process.execPath, ["--enable-source-maps", path.join(outdir, `${program}.mjs`), ...args], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
