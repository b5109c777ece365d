import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { type FlowTest, flowTest } from "@/engine/simulate";
import { EXIT, Fault } from "../output/fault";

const FLOW = ".flow.json";
const TESTS = ".tests.json";

/** A flow in the folder: `slug` is what its files' names begin with, `document` what is in the file, with no default filled in. */
export type FlowFile = { slug: string; document: FlowDefinition; tests: FlowTest[] };

/** The files of all flows in the folder, or of those that were named: by name, or by file. Throws a fault for one that is none. */
export async function readFlows(folder: string, wanted: readonly string[]): Promise<FlowFile[]> {
  const names = await readdir(folder).catch(() => []);
  const slugs = names.filter((name) => name.endsWith(FLOW)).map((name) => name.slice(0, -FLOW.length));
  const all = await Promise.all(slugs.sort().map((slug) => readFlow(folder, slug)));
  if (wanted.length === 0 && all.length === 0)
    throw new Fault(`There is no flow in ${folder}. Run: patchcord pull`, EXIT.usage);
  if (wanted.length === 0) return all;
  return wanted.map((name) => {
    const base = path.basename(name).replace(FLOW, "");
    const found = all.find(({ slug, document }) => document.name === name || slug === base);
    if (found) return found;
    throw new Fault(`There is no flow ${name} in ${folder}.`, EXIT.usage);
  });
}

/** A flow's files; null where there are none. Throws a fault for what is no flow. */
export async function readFlowOf(folder: string, slug: string): Promise<FlowFile | null> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.includes(slug + FLOW) ? readFlow(folder, slug) : null;
}

async function readFlow(folder: string, slug: string): Promise<FlowFile> {
  const file = path.join(folder, slug + FLOW);
  const document = await jsonIn(file);
  const parsed = parseDefinition(registry, document);
  // What is only unfinished the server takes as a draft; what no export could have written it would refuse.
  if (!parsed.ok && parsed.errors.some(({ unfinished }) => !unfinished))
    throw new Fault([`${file} is no flow:`, ...parsed.errors.map((one) => `  ${one.path} ${one.message}`)].join("\n"));
  return { slug, document: document as FlowDefinition, tests: await readTests(path.join(folder, slug + TESTS)) };
}

async function readTests(file: string): Promise<FlowTest[]> {
  const parsed = z.array(flowTest).safeParse(await jsonIn(file, []));
  if (parsed.success) return parsed.data;
  throw new Fault(`${file} holds no tests:\n${z.prettifyError(parsed.error)}`);
}

async function jsonIn(file: string, absent?: unknown): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && absent !== undefined) return null;
    throw new Fault(`${file} cannot be read: ${error.message}`);
  });
  if (text === null) return absent;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${file} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

/** Writes a flow's two files, in one order of keys, so that a diff shows meaning; says whether anything is new in them. */
export async function writeFlow(folder: string, { slug, document, tests }: FlowFile): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const written = await Promise.all([
    writeIfNew(path.join(folder, slug + FLOW), textOf(document)),
    writeIfNew(path.join(folder, slug + TESTS), textOf(tests.map((test) => flowTest.parse(test)))),
  ]);
  return written.some(Boolean);
}

export const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function writeIfNew(file: string, text: string): Promise<boolean> {
  const before = await readFile(file, "utf8").catch(() => null);
  if (before === text) return false;
  await writeFile(file, text);
  return true;
}

/** What a flow's files are called; `taken` are those of others. */
export function slugOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
  const base = plain || "flow";
  for (let nth = 1; ; nth += 1) {
    const slug = nth === 1 ? base : `${base}-${nth}`;
    if (!taken.has(slug)) return slug;
  }
}
