// `npm run sim`: bundles the simulation with the product that it runs, then lets it run on the bundled Node.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { bundleSimulation } from "./simulation.mjs";

const program = await bundleSimulation(path.join(root, ".patchcord", "test", "simulation", "main.mjs"));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", program, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
