import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import type { FlowDefinition } from "@/engine/definition/schema";
import { writeDefinition } from "@/engine/definition/write";
import type { FlowTest } from "@/engine/simulate";
import type { Client } from "../api/client";
import { allFlows, type Draft, flowNamed, type Problem } from "../api/flows";
import { EXIT, Fault } from "../output/fault";
import { progress, show } from "../output/show";
import { clientOf, commonOf } from "./common";

/** `bindings/<environment>.json`: by kind, what a name of the flows is called there. */
const bindings = z.partialRecord(
  z.enum(["number", "prompt", "connection", "function", "calendar", "ring_group"] satisfies NamedKind[]),
  z.record(z.string(), z.string()),
);
type Bindings = z.infer<typeof bindings>;

type Ready = { name: string; document: FlowDefinition; tests: FlowTest[]; problems: Problem[] };

export function addPromote(program: Command): void {
  program
    .command("promote [flow...]")
    .summary("bring what is published in one environment into the drafts of another")
    .description(
      "Takes the published versions and their tests, names numbers, prompts, connections and ring groups as <bindings>/<to>.json says, and asks the target what it lacks. Only where nothing is missing in any flow are the drafts there replaced. Publish them with patchcord publish.",
    )
    .requiredOption("--from <environment>", "where they are published")
    .requiredOption("--to <environment>", "whose drafts are replaced")
    .option("--bindings <folder>", "where the files of names are", "bindings")
    .addHelpText("after", '\nExample:\n  patchcord promote --from staging --to production "Report a problem"')
    .action(async (names: string[], options: { from: string; to: string; bindings: string }, command: Command) => {
      const common = commonOf(command);
      const [source, target] = [await clientOf(options.from), await clientOf(options.to)];
      const called = await readBindings(path.join(options.bindings, `${options.to}.json`));
      const flows =
        names.length === 0 ? await allFlows(source) : await Promise.all(names.map((name) => flowNamed(source, name)));
      const ready: Ready[] = [];
      for (const { flow_id, name, published_version } of flows) {
        if (published_version === null && names.length > 0)
          throw new Fault(`${name} is not published in ${options.from}.`);
        if (published_version === null) continue;
        progress(`checking ${name}`);
        ready.push(await check(source, target, { flow_id, name, version: published_version }, called));
      }
      refuseMissing(ready, options.to);
      const did = await put(target, ready);
      show(
        common,
        did,
        did.map(({ flow, created }) => `${flow}: ${created ? "made" : "draft replaced"} in ${options.to}`),
      );
    });
}

async function readBindings(file: string): Promise<Bindings> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  try {
    return bindings.parse(JSON.parse(text));
  } catch (error) {
    throw new Fault(
      `${file} does not fit: ${error instanceof z.ZodError ? z.prettifyError(error) : error}`,
      EXIT.usage,
    );
  }
}

type Source = { flow_id: string; name: string; version: number };

async function check(
  source: Client,
  target: Client,
  { flow_id, name, version }: Source,
  called: Bindings,
): Promise<Ready> {
  const { body: published } = await source.get<{ document: FlowDefinition }>(
    `/api/flows/${flow_id}/versions/${version}`,
  );
  const { body: found } = await source.get<{ tests: FlowTest[] }>(`/api/flows/${flow_id}/tests`);
  const document = renamed(published.document, called);
  const { body: checked } = await target.post<{ problems: Problem[] }>("/api/flow-checks", document);
  return {
    name,
    document,
    tests: found.tests,
    problems: checked.problems.filter(({ severity }) => severity === "error"),
  };
}

/** The flow with each name as it is called at the target. */
function renamed(document: FlowDefinition, called: Bindings): FlowDefinition {
  const copy = structuredClone(document);
  for (const { kind, name, step, field } of namedReferences(registry, copy)) {
    const there = called[kind]?.[name];
    const last = field.at(-1);
    const holder = field
      .slice(0, -1)
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], copy.steps[step]);
    if (there !== undefined && last !== undefined && holder) (holder as Record<string, unknown>)[last] = there;
  }
  return writeDefinition(copy);
}

function refuseMissing(ready: readonly Ready[], to: string): void {
  const wrong = ready.filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return;
  const lines = wrong.flatMap(({ name, problems }) => [name, ...problems.map((one) => `  ${one.path} ${one.message}`)]);
  throw new Fault([`Nothing was changed in ${to}. It lacks:`, ...lines].join("\n"));
}

async function put(target: Client, ready: readonly Ready[]): Promise<{ flow: string; created: boolean }[]> {
  const there = await allFlows(target);
  const did: { flow: string; created: boolean }[] = [];
  for (const { name, document, tests } of ready) {
    progress(name);
    const known = there.find((flow) => flow.name === name);
    const flow = known?.flow_id ?? (await target.post<{ flow_id: string }>("/api/flows", document)).body.flow_id;
    if (known) await target.put<Draft>(`/api/flows/${flow}/draft`, document, "*");
    await target.put(`/api/flows/${flow}/tests`, { tests }, "*");
    did.push({ flow: name, created: !known });
  }
  return did;
}
