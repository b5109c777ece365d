// The quick loop: types, lint and borders of the whole tree; the tests without a database that what changed since main can
// break, and tests with one that were changed themselves. `npm test` runs everything.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { ofVitest, printSum } from "./test-report.mjs";

const testDir = path.join(root, ".patchcord", "test");
const modules = path.join(root, "node_modules");
const borders = "tests/rules/borders.test.ts";
/** What runs where nothing changed: the engine's own tests. */
const ENGINE = ["definition", "verify", "simulate", "edit", "components"].map((folder) => `tests/${folder}/`);
const began = Date.now();
const sum = { passed: 0, failed: 0, failures: [] };
mkdirSync(testDir, { recursive: true });

const git = (...args) => {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
};

/** Where this branch left main, as far as this clone knows main. */
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

async function run(name, args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const succeeded = (await new Promise((resolve) => child.once("close", resolve))) === 0;
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(`  ${succeeded ? "✓" : "✗"} ${name} (after ${seconds} s)`);
  if (!succeeded) console.log(output);
  return succeeded;
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

async function vitest(name, args) {
  const file = path.join(testDir, "check.json");
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const succeeded = await run(name, [path.join(modules, "vitest/vitest.mjs"), "run", ...reporters, ...args]);
  if (!existsSync(file)) return succeeded || failed(`${name}: it left no report`);
  const report = ofVitest(JSON.parse(readFileSync(file, "utf8")));
  sum.passed += report.passed;
  sum.failed += report.failed;
  sum.failures.push(...report.failures);
  if (!succeeded && report.failed === 0) failed(`${name}: no test failed, the run did`);
}

async function tests() {
  const since = branchPoint();
  const changed = since ? changedSince(since) : [];
  if (changed.length === 0) {
    console.log(
      since ? "Nothing has changed since main: the engine's tests." : "There is no main: the engine's tests.",
    );
    return vitest("borders and engine", ["--project", "unit", borders, ...ENGINE]);
  }
  console.log(`${changed.length} files differ from main (${since.slice(0, 7)}).`);
  const edited = changed.filter((file) => /^tests\/.*\.test\.ts$/.test(file) && existsSync(path.join(root, file)));
  await vitest(`borders, and ${edited.length} test files that were changed`, [borders, ...edited]);
  await vitest("tests without a database, of what was changed", [
    "--project",
    "unit",
    `--changed=${since}`,
    "--passWithNoTests",
    ...[borders, ...edited].flatMap((file) => ["--exclude", file]),
  ]);
}

await Promise.all([
  check("types", [path.join(modules, "typescript7/bin/tsc"), "--noEmit", "-p", "."]),
  check("lint and format", [path.join(root, "scripts/biome.mjs"), "check", "."]),
  tests(),
]);
printSum(sum);
process.exit(sum.failed === 0 ? 0 : 1);
