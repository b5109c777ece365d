import { EXIT, Fault } from "../output/fault";
import type { Client } from "./client";

export type RemoteFlow = {
  flow_id: string;
  name: string;
  published_version: number | null;
  archived_at: string | null;
};
export type Problem = { severity: "error" | "warning"; code: string; path: string; message: string };
export type Draft = { revision: number; published: boolean; problems: Problem[] };
export type DraftWithDocument = Draft & { document: object };

/** All flows of the account. */
export async function allFlows(client: Client): Promise<RemoteFlow[]> {
  const flows: RemoteFlow[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body } = await client.get<{ flows: RemoteFlow[]; next_cursor: string | null }>(
      `/api/flows?limit=100${after}`,
    );
    flows.push(...body.flows);
    cursor = body.next_cursor;
  }
  return flows;
}

/** The flow of this name. Throws a fault where there is none. */
export async function flowNamed(client: Client, name: string): Promise<RemoteFlow> {
  const flows = await allFlows(client);
  const found = flows.find((flow) => flow.name === name || flow.flow_id === name);
  if (found) return found;
  const names = flows.map((flow) => `  ${flow.name}`).join("\n");
  throw new Fault(`There is no flow ${name}. There are:\n${names}`, EXIT.usage);
}
