import type { Command } from "commander";
import { dequal } from "dequal";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type Draft, type Problem } from "../api/flows";
import { type FlowFile, readFlows } from "../files/flow-files";
import { keepSeen, readSeen, type SeenFlow, type SeenFlows } from "../files/seen";
import { EXIT, Fault } from "../output/fault";
import { progress, show } from "../output/show";
import { clientOf, commonOf, environmentOf } from "./common";
import { documentLines, remoteOf } from "./diff";
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
          pushed.push(marks ? await replace(client, file, marks, seen) : await create(client, file, seen));
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

async function replace(client: Client, file: FlowFile, marks: SeenFlow, seen: SeenFlows): Promise<Pushed> {
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
    const lines = documentLines(file.document, there.file.document);
    throw new Fault(
      [
        `${file.document.name} was changed by somebody else since it was pulled. There, and not in your file:`,
        ...lines,
        "Pull it and make your change again, or push with --force.",
      ].join("\n"),
      EXIT.conflict,
    );
  }
  return { flow: file.document.name, did: sameDraft && sameTests ? "unchanged" : "changed", problems };
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
