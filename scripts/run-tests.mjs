// Everything `npm test` runs, in order: types, lint, the tests of every kind, then the browser on a running product.
// Prints where its time went, and as its last lines what failed and the sum: N passed, N failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findChromium } from "./chromium.mjs";
import { startProduct } from "./product.mjs";
import { ofPlaywright, ofVitest, printSum, printTimes } from "./test-report.mjs";

const testDir = path.join(root, ".patchcord", "test");
const modules = path.join(root, "node_modules");
const sum = { passed: 0, failed: 0, failures: [] };
const phases = [];
const files = [];
mkdirSync(testDir, { recursive: true });

/** Does one phase's work, and keeps how long it took. */
async function phase(name, work) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const result = await work();
  phases.push({ name, seconds: (Date.now() - began) / 1000 });
  return result;
}

function run(name, args, env = {}) {
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } };
  return phase(name, () => spawnSync(process.execPath, args, options).status === 0);
}

function failed(what) {
  sum.failed += 1;
  sum.failures.push(what);
}

/** A check that is one test by itself. */
async function check(name, args) {
  if (await run(name, args)) sum.passed += 1;
  else failed(name);
}

/** A runner that counts its own tests into a JSON file; one that counted none has failed. */
async function runner(name, args, file, read, env) {
  rmSync(file, { force: true });
  const succeeded = await run(name, args, env);
  if (!existsSync(file)) return failed(`${name}: it left no report`);
  const report = read(JSON.parse(readFileSync(file, "utf8")));
  sum.passed += report.passed;
  sum.failed += report.failed;
  sum.failures.push(...report.failures);
  files.push(...report.files);
  if (!succeeded && report.failed === 0) failed(`${name}: no test failed, the run did`);
  if (succeeded && report.passed === 0) failed(`${name}: it ran no test`);
}

await check("types", [path.join(modules, "typescript7/bin/tsc"), "--noEmit", "-p", "."]);
await check("lint and format", [path.join(root, "scripts/biome.mjs"), "check", "."]);
const vitestJson = path.join(testDir, "vitest.json");
const vitest = [
  path.join(modules, "vitest/vitest.mjs"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${vitestJson}`,
];
await runner("engine, calls, API, crash, borders", vitest, vitestJson, ofVitest);

await check("npm start: first, killed, second, stopped, third", [path.join(root, "scripts/check-launcher.mjs")]);
const product = await phase("the product, as npm start runs it", () => startProduct(path.join(testDir, "home")));
if (product.up) {
  const { BASE_URL, DEMO_FILE } = product;
  const playwrightJson = path.join(testDir, "playwright.json");
  const env = { BASE_URL, DEMO_FILE, CHROMIUM: await findChromium() };
  await runner("browser", [path.join(modules, "@playwright/test/cli.js"), "test"], playwrightJson, ofPlaywright, env);
} else failed("The product did not start.");
await product.stop();

printTimes(phases, files);
printSum(sum);
process.exit(sum.failed === 0 ? 0 : 1);
