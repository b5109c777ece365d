import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleSimulation } from "../../scripts/simulation.mjs";
import { testDir } from "../support/cluster";
import { PLANTED } from "./planted";
import kept from "./seeds.json" with { type: "json" };

/** Worlds of one run of the tests (SIM_SEEDS): about half a second of processor time each; `npm run sim` lets thousands live. */
const SEEDS = Number(process.env.SIM_SEEDS ?? 50);
const AGAIN = Math.min(8, SEEDS);

/** Planted bugs, the seed in whose world each shows, and what it breaks there: a harness that finds nothing proves nothing. */
const FOUND = [{ name: "a create that failed with 5xx is sent again", seed: 24, by: "S2 no phone rings twice" }];

let program: string;
beforeAll(async () => {
  program = await bundleSimulation(path.join(testDir, "simulation", "of-the-tests.mjs"));
});

async function simulate(program: string, ...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, ["--enable-source-maps", program, ...args], { maxBuffer: 1 << 26 });
  const { stdout, stderr } = await run.catch((failed: { stdout: string; stderr: string }) => failed);
  return stdout + stderr;
}

describe("the product on virtual time", { timeout: 900_000 }, () => {
  it(`breaks no invariant in ${SEEDS} worlds, and lives the same world twice where the seed is the same`, async () => {
    const hashesOf = (output: string) => output.match(/^seed \d+: [0-9a-f]{16}$/gm) ?? [];
    const output = await simulate(program, "--seeds", String(SEEDS), "--hashes");
    expect(output).toContain("no invariant is broken");
    expect(hashesOf(output)).toHaveLength(SEEDS);
    const again = await simulate(program, "--seeds", String(AGAIN), "--hashes");
    expect(hashesOf(again)).toEqual(hashesOf(output).slice(0, AGAIN));
  });

  it("breaks no invariant in the worlds that once showed a bug", async () => {
    const output = await simulate(program, "--seed", kept.map(({ seed }) => seed).join(","));
    expect(output).toContain("no invariant is broken");
  });

  it.each(FOUND)("finds in seed $seed: $name", async ({ name, seed, by }) => {
    const changes = PLANTED.filter((bug) => bug.name === name);
    expect(changes).toHaveLength(1);
    const planted = path.join(testDir, "simulation", `planted-in-${seed}.mjs`);
    await bundleSimulation(planted, changes);
    expect(await simulate(planted, "--seed", String(seed))).toContain(`seed ${seed}: ${by}`);
  });
});
