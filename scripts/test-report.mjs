// What the runners' JSON reports say, in one shape: { passed, failed, failures: ["file › test: first line of why"] }.
import { stripVTControlCharacters } from "node:util";

const firstLine = (text) => stripVTControlCharacters(text ?? "").split("\n", 1)[0];

/** Of Vitest's report. A file that could not be loaded has no test to name, and counts as one that failed. */
export function ofVitest({ testResults, numPassedTests }) {
  const failures = testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0) return [`${name}: ${firstLine(message)}`];
    return failed.map(({ fullName, failureMessages }) => `${name} › ${fullName}: ${firstLine(failureMessages[0])}`);
  });
  return { passed: numPassedTests, failed: failures.length, failures };
}

/** Of Playwright's report. A test that passed only when tried again has failed. */
export function ofPlaywright({ stats, suites }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
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
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, failures };
}

/** The last words of a run: what failed, by name, then the sum, so that the end of a log alone says both. */
export function printSum({ passed, failed, failures }) {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
}

/** Of Vitest's report: the slowest files with their seconds, the slowest first. */
export function slowestFiles({ testResults }, most, root) {
  return testResults
    .map(({ name, startTime, endTime }) => [name.replace(`${root}/`, ""), (endTime - startTime) / 1000])
    .sort(([, a], [, b]) => b - a)
    .slice(0, most);
}
