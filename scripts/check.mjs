// `npm run check`, the quick loop: types, lint, and of the tests that need no product those that a change since main can
// break, the borders always. Ends with N passed, N failed, as `npm test` does, which runs everything.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { ofVitest } from "./test-report.mjs";
import { LINT, TestSteps, TYPES, vitest } from "./test-steps.mjs";

/** Folders of tests that answer within seconds, most of them without a database. */
const QUICK = [
  ...["calendars", "canvas", "carriers", "components", "definition", "edit", "flows", "form", "http", "outbound"],
  ...["secrets", "simulate", "storage", "verify"],
].map((name) => `tests/${name}/`);
const BORDERS = "tests/rules/";

/** Where this branch left main; null where git does not know a main. On main itself only what is not committed counts. */
function base() {
  for (const main of ["origin/main", "main"]) {
    const { status, stdout } = spawnSync("git", ["merge-base", "HEAD", main], { cwd: root, encoding: "utf8" });
    if (status === 0) return stdout.trim();
  }
  return null;
}

const testDir = path.join(root, ".patchcord", "test");
mkdirSync(testDir, { recursive: true });
const since = base();
const steps = new TestSteps();
await Promise.all([steps.check("types", TYPES), steps.check("lint and format", LINT)]);

const bordersJson = path.join(testDir, "borders.json");
await steps.runner("borders", vitest(bordersJson, ["--project", "all", BORDERS]), bordersJson, ofVitest);

const json = path.join(testDir, "check.json");
const changed = since ? [`--changed=${since}`, "--passWithNoTests"] : [];
console.log(
  since ? `\nWhat has changed since ${since.slice(0, 8)} decides what is run.` : "\nThere is no main: all is run.",
);
const quick = vitest(json, ["--project", "all", ...changed, ...QUICK]);
await steps.runner("unit and engine", quick, json, ofVitest, { mayBeEmpty: since !== null });
process.exit(steps.finish());
