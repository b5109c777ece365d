import { Command } from "commander";
import { addCompletion } from "./commands/completion";
import { addDiff } from "./commands/diff";
import { addList } from "./commands/list";
import { addLogin } from "./commands/login";
import { addPromote } from "./commands/promote";
import { addPublish } from "./commands/publish";
import { addPull } from "./commands/pull";
import { addPush } from "./commands/push";
import { addStart } from "./commands/start";
import { addTail } from "./commands/tail";
import { addTest } from "./commands/test";
import { EXIT } from "./output/fault";
import own from "./package.json" with { type: "json" };

const EXIT_CODES = `
Exit codes:
  0  done
  ${EXIT.failed}  a test failed, or a flow has errors
  ${EXIT.usage}  the command was not understood
  ${EXIT.conflict}  somebody else has changed it since
  ${EXIT.refused}  not logged in, or not allowed
  ${EXIT.unavailable}  the server does not answer`;

/** The whole command line. What a command cannot do it throws as a fault. */
export function program(): Command {
  const all = new Command("patchcord")
    .description("Flows as files: pulled, tested without a server, pushed, published and followed.")
    .version(own.version)
    .option("-e, --env <name>", "the environment that was logged in to, else PATCHCORD_ENV or `default`")
    .option("-d, --dir <folder>", "where the flows' files are", "flows")
    .option("--json", "print what was found as JSON")
    .addHelpText("after", EXIT_CODES)
    .exitOverride();
  for (const add of [
    addLogin,
    addList,
    addPull,
    addDiff,
    addTest,
    addPush,
    addPublish,
    addPromote,
    addStart,
    addTail,
    addCompletion,
  ])
    add(all);
  for (const command of all.commands) command.exitOverride();
  return all;
}
