import type { Command } from "commander";
import { allFlows } from "../api/flows";
import { show } from "../output/show";
import { clientOf, commonOf } from "./common";

export function addList(program: Command): void {
  program
    .command("flows")
    .summary("list the account's flows")
    .action(async (_options: object, command: Command) => {
      const common = commonOf(command);
      const flows = await allFlows(await clientOf(common.env));
      const wide = Math.max(0, ...flows.map(({ name }) => name.length));
      show(
        common,
        flows,
        flows.map(({ name, published_version, archived_at }) => {
          const standing = published_version === null ? "never published" : `version ${published_version}`;
          return `${name.padEnd(wide)}  ${archived_at === null ? standing : "archived"}`;
        }),
      );
    });
}
