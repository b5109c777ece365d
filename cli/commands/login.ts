import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { Client } from "../api/client";
import { keepCredentials } from "../api/credentials";
import { allFlows } from "../api/flows";
import { EXIT, Fault } from "../output/fault";
import { show } from "../output/show";
import { commonOf, environmentOf } from "./common";

type Options = { url?: string; clientId?: string };

export function addLogin(program: Command): void {
  program
    .command("login")
    .summary("keep the credentials of an environment")
    .description(
      "Keeps a client's id and secret in a file that only you may read. Make the client under Admin → OAuth clients; the secret is asked for, or read from PATCHCORD_CLIENT_SECRET or the standard input.",
    )
    .option("--url <url>", "the address of the studio")
    .option("--client-id <id>", "the client's id")
    .addHelpText(
      "after",
      "\nExample:\n  patchcord login --env staging --url https://studio.example.com --client-id pc_1a2b",
    )
    .action(async ({ url, clientId }: Options, command: Command) => {
      const common = commonOf(command);
      const ask = questions();
      const given = {
        url: url ?? process.env.PATCHCORD_URL ?? (await ask("Address of the studio: ")),
        client_id: clientId ?? process.env.PATCHCORD_CLIENT_ID ?? (await ask("Client id: ")),
        client_secret: process.env.PATCHCORD_CLIENT_SECRET ?? (await ask("Client secret: ")),
      };
      if (!URL.canParse(given.url))
        throw new Fault(`${given.url} is no address, like https://studio.example.com.`, EXIT.usage);
      const flows = await allFlows(new Client(given));
      const environment = environmentOf(common);
      const file = await keepCredentials(environment, given);
      show(common, { environment, flows: flows.length }, [
        `Logged in to ${given.url} as ${environment}: ${flows.length} flows. Kept in ${file}.`,
      ]);
    });
}

/** Asks at a terminal; where there is none, the answers are the lines of the standard input. */
function questions(): (question: string) => Promise<string> {
  if (stdin.isTTY)
    return async (question) => {
      const terminal = createInterface({ input: stdin, output: stdout });
      const answer = await terminal.question(question);
      terminal.close();
      return answer.trim();
    };
  let lines: AsyncIterator<string> | null = null;
  return async (question) => {
    lines ??= createInterface({ input: stdin })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done) throw new Fault(`There is nobody to ask: ${question.replace(/: $/, "")}.`, EXIT.usage);
    return value.trim();
  };
}
