// The steps of a test run: each is a program, counted as one test or by its own JSON report, and timed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { printSum, printTimes } from "./test-report.mjs";

export const modules = path.join(root, "node_modules");
export const TYPES = [path.join(modules, "typescript7/bin/tsc"), "--noEmit", "-p", "."];
export const LINT = [path.join(root, "scripts/biome.mjs"), "check", "."];
/** Files, exports and dependencies that nothing uses (knip.jsonc). */
export const UNUSED = [path.join(modules, "knip/bin/knip.js"), "--no-config-hints"];

export class TestSteps {
  #sum = { passed: 0, failed: 0, failures: [] };
  #phases = [];
  #files = [];

  /** Runs `work` as a step, and says how long it took in the table at the end. */
  async timed(name, work) {
    const began = performance.now();
    const result = await work();
    this.#phases.push({ name, seconds: (performance.now() - began) / 1000 });
    return result;
  }

  failed(what) {
    this.#sum.failed += 1;
    this.#sum.failures.push(what);
  }

  /** A program that is one test by itself. Its output comes in one piece, so that two can run at once. */
  check(name, args) {
    return this.timed(name, async () => {
      const { status, output } = await run(args, {}, "pipe");
      console.log(`\n── ${name}\n${output}`);
      if (status === 0) this.#sum.passed += 1;
      else this.failed(name);
    });
  }

  /**
   * A runner that counts its own tests into a JSON file, as one or more runs at once: `runs` of { args, file, env? }. A run that
   * counted none has failed, unless it `mayBeEmpty`.
   */
  runner(name, runs, read, { mayBeEmpty = false } = {}) {
    return this.timed(name, async () => {
      console.log(`\n── ${name}`);
      await Promise.all(runs.map((one) => this.#count(name, one, read, mayBeEmpty)));
    });
  }

  async #count(name, { args, file, env = {} }, read, mayBeEmpty) {
    rmSync(file, { force: true });
    const { status } = await run(args, env, "inherit");
    if (!existsSync(file)) return this.failed(`${name}: it left no report`);
    const report = read(JSON.parse(readFileSync(file, "utf8")));
    this.#sum.passed += report.passed;
    this.#sum.failed += report.failed;
    this.#sum.failures.push(...report.failures);
    this.#files.push(...report.files);
    if (status !== 0 && report.failed === 0) this.failed(`${name}: no test failed, the run did`);
    if (status === 0 && report.passed === 0 && !mayBeEmpty) this.failed(`${name}: it ran no test`);
  }

  /** Prints where the time went, what failed, and the sum as the last line. Returns the exit status. */
  finish() {
    printTimes(this.#phases, this.#files);
    printSum(this.#sum);
    return this.#sum.failed === 0 ? 0 : 1;
  }
}

function run(args, env, output) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", output, output],
    env: { ...process.env, ...env },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, output: text })));
}

/** Vitest with its report in `file`; `more`: what to run. */
export function vitest(file, more = []) {
  const program = path.join(modules, "vitest/vitest.mjs");
  return [program, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...more];
}
