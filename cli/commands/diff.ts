import type { Command } from "commander";
import { dequal } from "dequal";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type RemoteFlow } from "../api/flows";
import { changesBetween, lineOf } from "../files/changes";
import { type FlowFile, readFlows } from "../files/flow-files";
import { readSeen, type SeenFlows } from "../files/seen";
import { show } from "../output/show";
import { clientOf, commonOf, environmentOf } from "./common";
import { pull } from "./pull";

type Difference = { flow: string; isNew: boolean; lines: string[] };

export function addDiff(program: Command): void {
  program
    .command("diff [flow...]")
    .summary("what a push would change, step by step")
    .action(async (names: string[], _options: object, command: Command) => {
      const common = commonOf(command);
      const client = await clientOf(common.env);
      const seen = await readSeen(common.dir, environmentOf(common));
      const flows = await allFlows(client);
      const found: Difference[] = [];
      for (const file of await readFlows(common.dir, names)) found.push(await difference(client, file, flows, seen));
      show(
        common,
        found,
        found.flatMap(({ flow, isNew, lines }) => {
          if (isNew) return [`${flow}: is new`];
          return lines.length === 0 ? [] : [flow, ...lines];
        }),
      );
    });
}

async function difference(client: Client, file: FlowFile, flows: RemoteFlow[], seen: SeenFlows): Promise<Difference> {
  const { name } = file.document;
  const remote = remoteOf(file, flows, seen);
  if (!remote) return { flow: name, isNew: true, lines: [] };
  const { file: there } = await pull(client, remote.flow_id, file.slug);
  return {
    ...{ flow: name, isNew: false },
    lines: [...documentLines(there.document, file.document), ...testLines(there.tests, file.tests)],
  };
}

/** The flow that a file is of: the one it was pulled from, else the one of its name. */
export function remoteOf(
  { slug, document }: FlowFile,
  flows: readonly RemoteFlow[],
  seen: SeenFlows,
): RemoteFlow | null {
  const known = seen[slug]?.flow_id;
  return flows.find(({ flow_id }) => flow_id === known) ?? flows.find(({ name }) => name === document.name) ?? null;
}

export function documentLines(before: FlowDefinition, after: FlowDefinition): string[] {
  const lines = changesBetween(before, after).map((change) => lineOf(change, after));
  if (lines.length > 0 || dequal(before, after)) return lines;
  return ["  ~ positions or notes only"];
}

export function testLines(before: readonly FlowTest[], after: readonly FlowTest[]): string[] {
  const added = after.filter(({ name }) => !before.some((one) => one.name === name));
  const removed = before.filter(({ name }) => !after.some((one) => one.name === name));
  const changed = after.filter((test) => before.some((one) => one.name === test.name && !dequal(one, test)));
  return [
    ...added.map(({ name }) => `  + test ${name}`),
    ...removed.map(({ name }) => `  - test ${name}`),
    ...changed.map(({ name }) => `  ~ test ${name}`),
  ];
}
