// Measures the studio in a browser: `editor` or `pages`. Of a product started for it, or of the one at BASE_URL.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { bundle } from "./bundle.mjs";
import { findChromium } from "./chromium.mjs";
import { startProduct } from "./product.mjs";

const [what = "editor"] = process.argv.slice(2);
const outdir = path.join(root, ".patchcord", "test", "bench-programs");
await bundle({ [what]: `bench/studio/${what}.ts` }, outdir);

const { BASE_URL } = process.env;
const product = BASE_URL
  ? { up: true, BASE_URL, stop: async () => {} }
  : await startProduct(path.join(root, ".patchcord", "test", "bench-home"));
let status = 1;
if (product.up) {
  const env = { ...process.env, BASE_URL: product.BASE_URL, CHROMIUM: await findChromium() };
  const program = path.join(outdir, `${what}.mjs`);
  ({ status } = spawnSync(process.execPath, ["--enable-source-maps", program], { cwd: root, stdio: "inherit", env }));
} else {
  console.error("The product did not start. See above.");
}
await product.stop();
process.exit(status ?? 1);
