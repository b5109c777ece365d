// Everything `npm test` runs: types and lint, the tests of every kind, then the launcher and the browser on a running
// product. Prints where the time went, what failed and the sum as its last lines: N passed, N failed.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { findChromium } from "./chromium.mjs";
import { startProduct } from "./product.mjs";
import { ofPlaywright, ofVitest } from "./test-report.mjs";
import { LINT, modules, TestSteps, TYPES, UNUSED, vitest } from "./test-steps.mjs";

const testDir = path.join(root, ".patchcord", "test");
mkdirSync(testDir, { recursive: true });
const steps = new TestSteps();

await Promise.all([steps.check("types", TYPES), steps.check("lint and format", LINT)]);
await steps.check("nothing unused", UNUSED);
const vitestJson = path.join(testDir, "vitest.json");
await steps.runner("engine, calls, API, crash, borders", vitest(vitestJson), vitestJson, ofVitest);

await steps.check("npm start: first, killed, second, stopped, third, broken off", [
  path.join(root, "scripts/check-launcher.mjs"),
]);
const product = await steps.timed("the product starts", () => startProduct(path.join(testDir, "home")));
if (product.up) {
  const { BASE_URL, DEMO_FILE } = product;
  const playwrightJson = path.join(testDir, "playwright.json");
  const env = { BASE_URL, DEMO_FILE, CHROMIUM: await findChromium() };
  const playwright = [path.join(modules, "@playwright/test/cli.js"), "test"];
  await steps.runner("browser", playwright, playwrightJson, ofPlaywright, { env });
} else steps.failed("The product did not start.");
await product.stop();

process.exit(steps.finish());
