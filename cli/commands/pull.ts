import type { Command } from "commander";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type DraftWithDocument, flowNamed, type RemoteFlow } from "../api/flows";
import { type FlowFile, readFlowOf, slugOf, writeFlow } from "../files/flow-files";
import { merge } from "../files/merge";
import { keepSeen, keepSeenFile, readSeen, readSeenFile, type SeenFlow } from "../files/seen";
import { EXIT } from "../output/fault";
import { progress, show } from "../output/show";
import { type Common, clientOf, commonOf, environmentOf } from "./common";

export function addPull(program: Command): void {
  program
    .command("pull [flow...]")
    .summary("write flows and their tests to files")
    .description(
      "Writes the drafts of all flows, or of those that are named, to <dir>/<flow>.flow.json and <flow>.tests.json. What is there is replaced: commit it before. With --merge, what you have changed since the last pull stays; where others have changed the same place, yours stays, the place is named, and the exit code is 3.",
    )
    .option("--merge", "keep what you have changed in the files")
    .addHelpText(
      "after",
      '\nExamples:\n  patchcord pull\n  patchcord pull "Report a problem" --env staging\n  patchcord pull --merge "Report a problem" && patchcord push',
    )
    .action(async (names: string[], { merge: keepsMine }: { merge?: boolean }, command: Command) => {
      const common = commonOf(command);
      const client = await clientOf(common.env);
      const flows =
        names.length === 0
          ? (await allFlows(client)).filter(({ archived_at }) => archived_at === null)
          : await Promise.all(names.map((name) => flowNamed(client, name)));
      const seen = await readSeen(common.dir, environmentOf(common));
      const changed: string[] = [];
      const conflicts: Conflict[] = [];
      for (const [index, flow] of flows.entries()) {
        progress(`${index + 1}/${flows.length} ${flow.name}`);
        const slug = slugFor(flow, seen);
        const pulled = await pull(client, flow.flow_id, slug);
        const wanted = keepsMine ? await merged(common, pulled.file) : { file: pulled.file, places: [] };
        if (await writeFlow(common.dir, wanted.file)) changed.push(slug);
        if (wanted.places.length > 0) conflicts.push({ flow: flow.name, places: wanted.places });
        await keepSeenFile(common.dir, environmentOf(common), pulled.file);
        seen[slug] = pulled.seen;
      }
      await keepSeen(common.dir, environmentOf(common), seen);
      show(common, { pulled: flows.length, changed, ...(keepsMine ? { conflicts } : {}) }, [
        `Pulled ${flows.length} flows to ${common.dir}; ${changed.length === 0 ? "nothing is new" : `new: ${changed.join(", ")}`}.`,
        ...conflicts.flatMap(({ flow, places }) => [
          `${flow}: others have changed these places, too; yours were kept:`,
          ...places.map((place) => `  ! ${place}`),
        ]),
      ]);
      if (conflicts.length > 0) process.exitCode = EXIT.conflict;
    });
}

/** Where two have changed a flow differently. */
type Conflict = { flow: string; places: string[] };

/** What is at the server, with what was changed in the files since it was last seen. */
async function merged(common: Common, there: FlowFile): Promise<{ file: FlowFile; places: string[] }> {
  const { slug } = there;
  const mine = await readFlowOf(common.dir, slug);
  const base = await readSeenFile(common.dir, environmentOf(common), slug);
  if (!mine) return { file: there, places: [] };
  // Without a common beginning, every difference is one that both have made.
  const { merged: content, conflicts } = merge(base ?? { document: {} as FlowDefinition, tests: [] }, mine, there);
  return { file: { slug, ...content }, places: conflicts };
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
