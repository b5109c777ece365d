import type { Command } from "commander";
import type { Client } from "../api/client";
import { type Draft, flowNamed } from "../api/flows";
import { readFlows } from "../files/flow-files";
import { EXIT, Fault } from "../output/fault";
import { show } from "../output/show";
import { clientOf, commonOf } from "./common";

type Published = { flow: string; version: number | null };

export function addPublish(program: Command): void {
  program
    .command("publish [flow...]")
    .summary("publish the drafts of flows")
    .description(
      "Publishes the draft of each flow that is named, or that has a file, where the verifier finds no error and the flow's tests pass. What has not changed since it was published stays.",
    )
    .option("-m, --message <note>", "what is new", "")
    .addHelpText("after", '\nExample:\n  patchcord publish "Report a problem" -m "Louder greeting"')
    .action(async (names: string[], { message }: { message: string }, command: Command) => {
      const common = commonOf(command);
      const client = await clientOf(common.env);
      const wanted = names.length > 0 ? names : (await readFlows(common.dir, [])).map(({ document }) => document.name);
      const published: Published[] = [];
      for (const name of wanted) published.push(await publish(client, name, message));
      show(common, published, published.map(lineOf));
    });

  program
    .command("rollback <flow> <version>")
    .summary("publish an earlier version again")
    .option("-m, --message <note>", "why", "")
    .action(async (name: string, version: string, { message }: { message: string }, command: Command) => {
      const common = commonOf(command);
      if (!/^[1-9]\d{0,8}$/.test(version)) throw new Fault(`${version} is no version's number.`, EXIT.usage);
      const client = await clientOf(common.env);
      const { flow_id, name: flow } = await flowNamed(client, name);
      const sent = { version: Number(version), note: message };
      const { body } = await client.post<{ number: number }>(`/api/flows/${flow_id}/rollback`, sent);
      show(common, { flow, version: body.number }, [
        `${flow}: version ${version} is published again, as ${body.number}.`,
      ]);
    });
}

async function publish(client: Client, name: string, note: string): Promise<Published> {
  const { flow_id, name: flow } = await flowNamed(client, name);
  const { body: draft } = await client.get<Draft>(`/api/flows/${flow_id}/draft`);
  if (draft.published) return { flow, version: null };
  const sent = { revision: draft.revision, note };
  const { body } = await client.post<{ number: number }>(`/api/flows/${flow_id}/publish`, sent);
  return { flow, version: body.number };
}

const lineOf = ({ flow, version }: Published): string =>
  version === null
    ? `${flow}: nothing has changed since it was published.`
    : `${flow}: published as version ${version}.`;
