import type { Command } from "commander";
import { dequal } from "dequal";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type Draft, type Problem } from "../api/flows";
import { type FlowFile, readFlows } from "../files/flow-files";
import { merge } from "../files/merge";
import { keepSeen, keepSeenFile, readSeen, readSeenFile, type SeenFlow, type SeenFlows } from "../files/seen";
import { EXIT, Fault } from "../output/fault";
import { progress, show } from "../output/show";
import { clientOf, commonOf, environmentOf } from "./common";
import { documentLines, remoteOf, testLines } from "./diff";
import { pull } from "./pull";

type Pushed = { flow: string; did: "created" | "changed" | "unchanged"; problems: Problem[] };

export function addPush(program: Command): void {
  program
    .command("push [flow...]")
    .summary("make the drafts at the server what the files are")
    .description(
      "Replaces drafts and tests by what is in the files, and makes flows that are not there. Nothing is published. A draft that somebody else has changed since it was pulled is left alone (exit code 3); --force replaces it.",
    )
    .option("--force", "replace drafts whoever has changed them")
    .addHelpText("after", '\nExample:\n  patchcord test && patchcord push "Report a problem"')
    .action(async (names: string[], { force }: { force?: boolean }, command: Command) => {
      const common = commonOf(command);
      const files = await readFlows(common.dir, names);
      const client = await clientOf(common.env);
      const seen = await readSeen(common.dir, environmentOf(common));
      const flows = await allFlows(client);
      const pushed: Pushed[] = [];
      try {
        for (const file of files) {
          progress(file.document.name);
          const remote = remoteOf(file, flows, seen);
          const marks = remote && (force ? { flow_id: remote.flow_id, draft: "*", tests: "*" } : seen[file.slug]);
          if (remote && !marks) throw notPulled(file);
          const known = await readSeenFile(common.dir, environmentOf(common), file.slug);
          pushed.push(marks ? await replace(client, file, marks, seen, known) : await create(client, file, seen));
          await keepSeenFile(common.dir, environmentOf(common), file);
        }
      } finally {
        await keepSeen(common.dir, environmentOf(common), seen);
      }
      show(common, pushed, pushed.flatMap(linesOf));
    });
}

const notPulled = ({ document: { name } }: FlowFile) =>
  new Fault(`${name} is at the server, and was not pulled from there. Pull it, or push with --force.`, EXIT.conflict);

async function create(client: Client, file: FlowFile, seen: SeenFlows): Promise<Pushed> {
  const { etag, body } = await client.post<Draft & { flow_id: string }>("/api/flows", file.document);
  const marks = { flow_id: body.flow_id, draft: etag ?? "*", tests: "*" };
  seen[file.slug] = { ...marks, tests: await putTests(client, file, marks) };
  return { flow: file.document.name, did: "created", problems: body.problems };
}

/** `known`: what the flow was when it was last pulled or pushed; null: that is not known. */
async function replace(
  client: Client,
  file: FlowFile,
  marks: SeenFlow,
  seen: SeenFlows,
  known: FlowFile | null,
): Promise<Pushed> {
  const there = await pull(client, marks.flow_id, file.slug);
  const sameDraft = dequal(there.file.document, file.document);
  const sameTests = dequal(there.file.tests, file.tests);
  let problems: Problem[] = [];
  seen[file.slug] = { ...marks };
  try {
    if (!sameDraft) {
      const { etag, body } = await client.put<Draft>(`/api/flows/${marks.flow_id}/draft`, file.document, marks.draft);
      problems = body.problems;
      seen[file.slug] = { ...marks, draft: etag ?? "*" };
    }
    const tests = sameTests ? there.seen.tests : await putTests(client, file, marks);
    seen[file.slug] = { flow_id: marks.flow_id, draft: sameDraft ? there.seen.draft : seen[file.slug]!.draft, tests };
  } catch (error) {
    if (!(error instanceof Fault) || error.exitCode !== EXIT.conflict) throw error;
    throw new Fault(conflictLines(file, there.file, known).join("\n"), EXIT.conflict);
  }
  return { flow: file.document.name, did: sameDraft && sameTests ? "unchanged" : "changed", problems };
}

/** What both have made of the flow since it was pulled, and what to do about it. */
function conflictLines(mine: FlowFile, theirs: FlowFile, known: FlowFile | null): string[] {
  const { name } = mine.document;
  const moved = `${name} was changed by somebody else since it was pulled.`;
  const merging = `patchcord pull --merge ${JSON.stringify(name)}`;
  const lines = (before: FlowFile, after: FlowFile) => [
    ...documentLines(before.document, after.document),
    ...testLines(before.tests, after.tests),
  ];
  if (!known)
    return [`${moved} There, and not in your file:`, ...lines(mine, theirs), `Run ${merging}, or push with --force.`];
  const { conflicts } = merge(known, mine, theirs);
  const both = conflicts.length === 0 ? [] : ["Changed by both:", ...conflicts.map((place) => `  ! ${place}`)];
  const after = both.length === 0 ? "brings both together" : "brings the rest together, and keeps yours where both are";
  return [
    ...[moved, "Changed there:", ...lines(known, theirs)],
    ...["Changed in your file:", ...lines(known, mine), ...both],
    `${merging} ${after}; --force replaces what is there.`,
  ];
}

async function putTests(client: Client, { tests }: FlowFile, { flow_id, tests: mark }: SeenFlow): Promise<string> {
  const { etag } = await client.put<{ tests: FlowTest[] }>(`/api/flows/${flow_id}/tests`, { tests }, mark);
  return etag ?? "*";
}

function linesOf({ flow, did, problems }: Pushed): string[] {
  const errors = problems.filter(({ severity }) => severity === "error");
  const found = errors.map(({ path, message }) => `  ${path} ${message}`);
  const after = errors.length === 0 ? "" : `, and cannot be published yet (${errors.length} errors)`;
  return [`${flow}: ${did}${after}`, ...found];
}
