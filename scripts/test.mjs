// Everything `npm test` runs, in order: types, lint, the tests of every kind, then the browser on a running product.
// Prints what failed and the sum as its last lines: N passed, N failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findChromium } from "./chromium.mjs";
import { startProduct } from "./product.mjs";
import { ofPlaywright, ofVitest, printSum } from "./test-report.mjs";

const testDir = path.join(root, ".patchcord", "test");
const modules = path.join(root, "node_modules");
const sum = { passed: 0, failed: 0, failures: [] };
mkdirSync(testDir, { recursive: true });

function run(name, args, env = {}) {
  console.log(`\n── ${name}`);
  return (
    spawnSync(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    }).status === 0
  );
}

function failed(what) {
  sum.failed += 1;
  sum.failures.push(what);
}

/** A check that is one test by itself. */
function check(name, args) {
  if (run(name, args)) sum.passed += 1;
  else failed(name);
}

/** A runner that counts its own tests into a JSON file; one that counted none has failed. */
function runner(name, args, file, read, env) {
  rmSync(file, { force: true });
  const succeeded = run(name, args, env);
  if (!existsSync(file)) return failed(`${name}: it left no report`);
  const report = read(JSON.parse(readFileSync(file, "utf8")));
  sum.passed += report.passed;
  sum.failed += report.failed;
  sum.failures.push(...report.failures);
  if (!succeeded && report.failed === 0) failed(`${name}: no test failed, the run did`);
  if (succeeded && report.passed === 0) failed(`${name}: it ran no test`);
}

check("types", [path.join(modules, "typescript7/bin/tsc"), "--noEmit", "-p", "."]);
check("lint and format", [path.join(root, "scripts/biome.mjs"), "check", "."]);
const vitestJson = path.join(testDir, "vitest.json");
const vitest = [
  path.join(modules, "vitest/vitest.mjs"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${vitestJson}`,
];
runner("engine, calls, API, crash, borders", vitest, vitestJson, ofVitest);

check("npm start: first, killed, second, stopped", [path.join(root, "scripts/check-launcher.mjs")]);
console.log("\n── the product, as npm start runs it");
const product = await startProduct(path.join(testDir, "home"));
if (product.up) {
  const { BASE_URL, DEMO_FILE } = product;
  const playwrightJson = path.join(testDir, "playwright.json");
  const env = { BASE_URL, DEMO_FILE, CHROMIUM: await findChromium() };
  runner("browser", [path.join(modules, "@playwright/test/cli.js"), "test"], playwrightJson, ofPlaywright, env);
} else failed("The product did not start.");
await product.stop();

printSum(sum);
process.exit(sum.failed === 0 ? 0 : 1);
