// What the runners' JSON reports say, in one shape: { passed, failed, failures: ["file › test: first line of why"],
// files: [{ name, seconds }] }.
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const firstLine = (text) => stripVTControlCharacters(text ?? "").split("\n", 1)[0];

/** Of Vitest's report. A file that could not be loaded has no test to name, and counts as one that failed. */
export function ofVitest({ testResults, numPassedTests }) {
  const failures = testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0)
      return [`${name}: ${firstLine(message) || "its process ended before its tests did; see above"}`];
    return failed.map(({ fullName, failureMessages }) => `${name} › ${fullName}: ${firstLine(failureMessages[0])}`);
  });
  const files = testResults.map(({ name, startTime, endTime }) => ({
    name: path.relative(process.cwd(), name),
    seconds: (endTime - startTime) / 1000,
  }));
  return { passed: numPassedTests, failed: failures.length, failures, files };
}

const milliseconds = (tests) =>
  tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0);
const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];

/** Of Playwright's report. A test that passed only when tried again has failed. */
export function ofPlaywright({ stats, suites }) {
  const failures = suites
    .flatMap(specs)
    .flatMap(({ file, line, title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(
          ({ results }) =>
            `${file}:${line} › ${title}: ${firstLine(results.find(({ error }) => error)?.error.message)}`,
        ),
    );
  const files = suites.map((suite) => ({
    name: `tests/e2e/${suite.file}`,
    seconds: specs(suite).reduce((sum, { tests }) => sum + milliseconds(tests), 0) / 1000,
  }));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, failures, files };
}

const SLOWEST_FILES = 10;

/** Where a run's time went: each of its phases, and the slowest files. Files run side by side, so theirs is not the phases' sum. */
export function printTimes(phases, files) {
  const row = ({ name, seconds }) => `  ${seconds.toFixed(1).padStart(7)} s  ${name}`;
  const total = { name: "in all", seconds: phases.reduce((sum, { seconds }) => sum + seconds, 0) };
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_FILES);
  console.log(`\nWhere the time went:\n${[...phases, total].map(row).join("\n")}`);
  console.log(`\nThe slowest files:\n${slowest.map(row).join("\n")}`);
}

/** The last words of a run: what failed, by name, then the sum, so that the end of a log alone says both. */
export function printSum({ passed, failed, failures }) {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
}
