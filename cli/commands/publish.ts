import type { Command } from "commander";
import { type Draft, flowNamed } from "../api/flows";
import { EXIT, Fault } from "../output/fault";
import { show } from "../output/show";
import { clientOf, commonOf } from "./common";

export function addPublish(program: Command): void {
  program
    .command("publish <flow>")
    .summary("publish a flow's draft")
    .description("Publishes the draft at the server, where the verifier finds no error and the flow's tests pass.")
    .option("-m, --message <note>", "what is new", "")
    .addHelpText("after", '\nExample:\n  patchcord publish "Report a problem" -m "Louder greeting"')
    .action(async (name: string, { message }: { message: string }, command: Command) => {
      const common = commonOf(command);
      const client = await clientOf(common.env);
      const { flow_id, name: flow } = await flowNamed(client, name);
      const { body: draft } = await client.get<Draft>(`/api/flows/${flow_id}/draft`);
      if (draft.published) {
        show(common, { flow, published: false }, [`${flow}: nothing has changed since it was published.`]);
        return;
      }
      const sent = { revision: draft.revision, note: message };
      const { body } = await client.post<{ number: number }>(`/api/flows/${flow_id}/publish`, sent);
      show(common, { flow, published: true, version: body.number }, [`${flow}: published as version ${body.number}.`]);
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
