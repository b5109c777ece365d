// Everything `npm test` runs: types and lint, the tests of every kind, then the launcher and the browser on a running
// product. Prints where the time went, what failed and the sum as its last lines: N passed, N failed.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findChromium } from "./chromium.mjs";
import { findFirefox } from "./firefox.mjs";
import { startProduct } from "./product.mjs";
import { ofPlaywright, ofVitest } from "./test-report.mjs";
import { LINT, modules, TestSteps, TYPES, UNUSED, vitest } from "./test-steps.mjs";

const testDir = path.join(root, ".patchcord", "test");
mkdirSync(testDir, { recursive: true });
const steps = new TestSteps();
/** The browser's tests share a product and its account, so they run one after another; two products use both cores. */
const PARTS = 2;

await Promise.all([steps.check("types", TYPES), steps.check("lint and format", LINT)]);
await steps.check("nothing unused", UNUSED);
const vitestJson = path.join(testDir, "vitest.json");
await steps.runner("engine, calls, API, crash, borders", [{ args: vitest(vitestJson), file: vitestJson }], ofVitest);

await steps.check("npm start: first, killed, second, stopped, third, broken off", [
  path.join(root, "scripts/check-launcher.mjs"),
]);
const browsers = { CHROMIUM: await findChromium() };
const firefox = findFirefox();
if (firefox) browsers.FIREFOX = firefox;
else console.log("There is no Firefox on this machine (FIREFOX): only Chromium does the journeys.");
const products = await steps.timed("two products start", startProducts);
const browserRuns = products.filter(({ up }) => up).map(browserRun);
if (browserRuns.length === PARTS) await steps.runner("browser, in two parts at once", browserRuns, ofPlaywright);
else steps.failed("A product did not start.");
await Promise.all(products.map((product) => product.stop()));

process.exit(steps.finish());

/** One after the other: the first builds what both run. */
async function startProducts() {
  const started = [];
  for (let part = 1; part <= PARTS; part++) started.push(await startProduct(path.join(testDir, `home-${part}`)));
  return started;
}

function browserRun({ BASE_URL, DEMO_FILE }, index) {
  const part = `${index + 1}/${PARTS}`;
  const out = path.join(testDir, `playwright-${index + 1}`);
  const file = `${out}.json`;
  const env = { BASE_URL, DEMO_FILE, ...browsers, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const args = [path.join(modules, "@playwright/test/cli.js"), "test", `--shard=${part}`, `--output=${out}`];
  return { args, file, env };
}
