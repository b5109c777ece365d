import type { Command } from "commander";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type DraftWithDocument, flowNamed, type RemoteFlow } from "../api/flows";
import { type FlowFile, slugOf, writeFlow } from "../files/flow-files";
import { keepSeen, readSeen, type SeenFlow } from "../files/seen";
import { progress, show } from "../output/show";
import { clientOf, commonOf, environmentOf } from "./common";

export function addPull(program: Command): void {
  program
    .command("pull [flow...]")
    .summary("write flows and their tests to files")
    .description(
      "Writes the drafts of all flows, or of those that are named, to <dir>/<flow>.flow.json and <flow>.tests.json. What is there is replaced: commit it before.",
    )
    .addHelpText("after", '\nExamples:\n  patchcord pull\n  patchcord pull "Report a problem" --env staging')
    .action(async (names: string[], _options: object, command: Command) => {
      const common = commonOf(command);
      const client = await clientOf(common.env);
      const flows =
        names.length === 0
          ? (await allFlows(client)).filter(({ archived_at }) => archived_at === null)
          : await Promise.all(names.map((name) => flowNamed(client, name)));
      const seen = await readSeen(common.dir, environmentOf(common));
      const changed: string[] = [];
      for (const [index, flow] of flows.entries()) {
        progress(`${index + 1}/${flows.length} ${flow.name}`);
        const slug = slugFor(flow, seen);
        const pulled = await pull(client, flow.flow_id, slug);
        if (await writeFlow(common.dir, pulled.file)) changed.push(slug);
        seen[slug] = pulled.seen;
      }
      await keepSeen(common.dir, environmentOf(common), seen);
      show(common, { pulled: flows.length, changed }, [
        `Pulled ${flows.length} flows to ${common.dir}; ${changed.length === 0 ? "nothing is new" : `new: ${changed.join(", ")}`}.`,
      ]);
    });
}

/** A flow keeps its files, also when it is renamed. */
function slugFor({ flow_id, name }: RemoteFlow, seen: Record<string, SeenFlow>): string {
  const known = Object.entries(seen).find(([, one]) => one.flow_id === flow_id);
  return known ? known[0] : slugOf(name, new Set(Object.keys(seen)));
}

/** A flow's draft and tests as they are at the server, and the marks by which it knows them. */
export async function pull(client: Client, flow: string, slug: string): Promise<{ file: FlowFile; seen: SeenFlow }> {
  const draft = await client.get<DraftWithDocument>(`/api/flows/${flow}/draft`);
  const tests = await client.get<{ tests: FlowTest[] }>(`/api/flows/${flow}/tests`);
  return {
    file: { slug, document: draft.body.document as FlowDefinition, tests: tests.body.tests },
    seen: { flow_id: flow, draft: draft.etag ?? "*", tests: tests.etag ?? "*" },
  };
}
