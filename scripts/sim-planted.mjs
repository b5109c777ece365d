// `npm run sim:planted [-- --seeds 2000] [--only <pattern>]`: a harness that finds nothing proves nothing. Plants each bug of
// tests/simulation/planted.ts in turn and says after how many seeds the simulation finds it, and by which invariant.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { PLANTED } from "../tests/simulation/planted.ts";
import { root } from "./bootstrap.mjs";
import { bundleSimulation } from "./simulation.mjs";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "2000" },
    only: { type: "string", default: "" },
    workers: { type: "string", default: "2" },
  },
});
const folder = path.join(root, ".patchcord", "test", "simulation");
const wanted = PLANTED.filter(({ name }) => name.includes(values.only));
const waiting = wanted.map((bug, nth) => ({ bug, nth }));
const missed = [];

await Promise.all(Array.from({ length: Number(values.workers) }, work));
const found = wanted.length - missed.length;
console.log(`${found} of ${wanted.length} planted bugs found within ${values.seeds} seeds each`);
for (const name of missed) console.log(`not found: ${name}`);
process.exit(found / wanted.length < 0.95 ? 1 : 0);

async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { bug, nth } = next;
    const isSql = bug.file.endsWith(".sql");
    const program = await bundleSimulation(path.join(folder, `planted-${nth}.mjs`), isSql ? [] : [bug]);
    const sql = path.join(folder, `planted-${nth}.json`);
    writeFileSync(sql, JSON.stringify(isSql ? [{ ...bug, file: path.basename(bug.file) }] : []));
    const output = await run(program, ["--seeds", values.seeds, "--first", "--sql", sql]);
    const first = /^seed (\d+): (.*)$/m.exec(output);
    if (first) console.log(`${bug.name}: seed ${first[1]}, ${first[2]}`);
    else missed.push(bug.name);
    if (!first && !/no invariant is broken/.test(output))
      console.log(`${bug.name}: the run failed\n${output.slice(-2000)}`);
  }
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--enable-source-maps", program, ...args], { cwd: root });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.on("exit", () => resolve(output));
  });
}
