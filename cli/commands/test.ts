import type { Command } from "commander";
import { registry } from "@/components/flow/registry";
import { runFlowTest } from "@/engine/simulate";
import { readFlows } from "../files/flow-files";
import { EXIT } from "../output/fault";
import { show } from "../output/show";
import { commonOf } from "./common";

export function addTest(program: Command): void {
  program
    .command("test [flow...]")
    .summary("run the flows' tests here, without a server")
    .description(
      "Plays the tests in <flow>.tests.json on <flow>.flow.json with the engine that calls run on. Nothing is asked and nothing rings; the account's own rules are for the server, which runs the tests again before it publishes.",
    )
    .action(async (names: string[], _options: object, command: Command) => {
      const common = commonOf(command);
      const flows = await readFlows(common.dir, names);
      const runs = flows.flatMap(({ document, tests }) =>
        tests.map((test) => {
          const { ok, message } = runFlowTest(registry, document, test);
          return { flow: document.name, test: test.name, passed: ok, message };
        }),
      );
      const failed = runs.filter(({ passed }) => !passed);
      show(common, { passed: runs.length - failed.length, failed: failed.length, runs }, [
        ...runs.map(
          ({ flow, test, passed, message }) => `${passed ? "✓" : "✗"} ${flow}: ${test}${passed ? "" : `: ${message}`}`,
        ),
        `${runs.length - failed.length} passed, ${failed.length} failed`,
      ]);
      if (failed.length > 0) process.exitCode = EXIT.failed;
    });
}
