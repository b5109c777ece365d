// Everything `npm test` runs, in order: types, lint, the tests of every kind, then the browser on a running product.
// Prints the sum as its last line: N passed, N failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findChromium } from "./chromium.mjs";
import { startProduct } from "./product.mjs";

const testDir = path.join(root, ".patchcord", "test");
const modules = path.join(root, "node_modules");
const sum = { passed: 0, failed: 0 };
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

/** A check that is one test by itself. */
function check(name, args) {
  if (run(name, args)) sum.passed += 1;
  else sum.failed += 1;
}

/** A runner that counts its own tests into a JSON file; one that counted none has failed. */
function runner(name, args, file, count, env) {
  rmSync(file, { force: true });
  const succeeded = run(name, args, env);
  const counted = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 1 };
  sum.passed += counted.passed;
  sum.failed += counted.failed;
  if ((!succeeded && counted.failed === 0) || counted.passed === 0) sum.failed += 1;
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
runner("engine, calls, API, crash, borders", vitest, vitestJson, (json) => ({
  passed: json.numPassedTests,
  failed: json.numFailedTests,
}));

check("npm start: first, killed, second, stopped", [path.join(root, "scripts/check-launcher.mjs")]);
console.log("\n── the product, as npm start runs it");
const product = await startProduct(path.join(testDir, "home"));
if (product.up) {
  const { BASE_URL, DEMO_FILE } = product;
  const playwrightJson = path.join(testDir, "playwright.json");
  const env = { BASE_URL, DEMO_FILE, CHROMIUM: await findChromium() };
  const counted = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky });
  runner("browser", [path.join(modules, "@playwright/test/cli.js"), "test"], playwrightJson, counted, env);
} else {
  console.error("The product did not start.");
  sum.failed += 1;
}
await product.stop();

console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed === 0 ? 0 : 1);
