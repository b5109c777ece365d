// `npm run check`, the quick loop: types, lint and borders of the whole tree; the tests without a database that what changed
// since main can break, and tests with one that were changed themselves. `npm test` runs everything.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { ofVitest } from "./test-report.mjs";
import { LINT, TestSteps, TYPES, UNUSED, vitest } from "./test-steps.mjs";

const BORDERS = "tests/rules/";
/** What runs where nothing changed: the engine's own tests. */
const ENGINE = ["definition", "verify", "simulate", "edit", "components"].map((folder) => `tests/${folder}/`);
const testDir = path.join(root, ".patchcord", "test");
mkdirSync(testDir, { recursive: true });
const steps = new TestSteps();

const git = (...args) => {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
};

/** Where this branch left main, as far as this clone knows main; on main itself, its last commit. */
function branchPoint() {
  for (const main of ["origin/main", "main"]) {
    const commit = git("merge-base", "HEAD", main);
    if (commit) return commit;
  }
  return null;
}

/** Files that differ from `commit`, those that nobody has added yet among them. */
function changedSince(commit) {
  const [tracked, added] = [git("diff", "--name-only", commit), git("ls-files", "--others", "--exclude-standard")];
  return `${tracked}\n${added}`.split("\n").filter(Boolean);
}

function tests(name, args, more) {
  const file = path.join(testDir, "check.json");
  return steps.runner(name, [{ args: vitest(file, args), file }], ofVitest, more);
}

async function changedTests() {
  const since = branchPoint();
  const changed = since ? changedSince(since) : [];
  if (changed.length === 0) {
    console.log(`${since ? "Nothing has changed since main" : "There is no main"}: the engine's tests.`);
    return tests("borders and engine", ["--project", "unit", BORDERS, ...ENGINE]);
  }
  console.log(`${changed.length} files differ from main (${since.slice(0, 7)}).`);
  const edited = changed.filter((file) => /^tests\/.*\.test\.ts$/.test(file) && existsSync(path.join(root, file)));
  await tests(`borders, and ${edited.length} test files that were changed`, [BORDERS, ...edited]);
  const others = [`${BORDERS}**`, ...edited].flatMap((file) => ["--exclude", file]);
  const related = ["--project", "unit", `--changed=${since}`, "--passWithNoTests", ...others];
  await tests("tests without a database, of what was changed", related, { mayBeEmpty: true });
}

await Promise.all([steps.check("types", TYPES), steps.check("lint and format", LINT)]);
await steps.check("nothing unused", UNUSED);
await changedTests();
process.exit(steps.finish());
