import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import type { Client } from "../api/client";
import { allFlows } from "../api/flows";
import { clientOf, commonOf } from "./common";

type Line = { interaction_id: string; flow_id: string; status: string; outcome: string | null; started_at: string };

const LOOK_MS = 2000;

export function addTail(program: Command): void {
  program
    .command("interactions")
    .summary("what happens now")
    .command("tail")
    .summary("print each interaction as it begins and ends, until Ctrl-C")
    .option("--for <seconds>", "end by itself after so long")
    .action(async (options: { for?: string }, command: Command) => {
      const { env, json } = commonOf(command);
      const client = await clientOf(env);
      const ends = options.for ? Date.now() + Number(options.for) * 1000 : Number.POSITIVE_INFINITY;
      const names = new Map((await allFlows(client)).map(({ flow_id, name }) => [flow_id, name]));
      const said = new Map<string, string>((await newest(client)).map((line) => [line.interaction_id, line.status]));
      while (Date.now() < ends) {
        for (const line of (await newest(client)).reverse()) {
          if (said.get(line.interaction_id) === line.status) continue;
          said.set(line.interaction_id, line.status);
          console.log(json ? JSON.stringify(line) : textOf(line, names.get(line.flow_id)));
        }
        await pause(LOOK_MS);
      }
    });
}

async function newest(client: Client): Promise<Line[]> {
  const { body } = await client.get<{ interactions: Line[] }>("/api/interactions?limit=100");
  return body.interactions;
}

const textOf = ({ started_at, interaction_id, flow_id, status, outcome }: Line, name: string | undefined): string =>
  `${started_at}  ${interaction_id}  ${name ?? flow_id}  ${status}${outcome ? ` (${outcome})` : ""}`;
