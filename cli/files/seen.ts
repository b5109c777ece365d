import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { FlowDefinition } from "@/engine/definition/schema";
import { flowTest } from "@/engine/simulate";
import { type FlowFile, textOf } from "./flow-files";

/** What was last read from or written to an environment: by it the server tells whether somebody else has changed a flow since. */
const seenFlow = z.strictObject({ flow_id: z.string(), draft: z.string(), tests: z.string() });
const seenFlows = z.record(z.string(), seenFlow);
export type SeenFlow = z.infer<typeof seenFlow>;
export type SeenFlows = z.infer<typeof seenFlows>;

const file = (folder: string, environment: string) => path.join(folder, ".seen", `${environment}.json`);

/** By a flow's slug. What cannot be read has not been seen. */
export async function readSeen(folder: string, environment: string): Promise<SeenFlows> {
  try {
    return seenFlows.parse(JSON.parse(await readFile(file(folder, environment), "utf8")));
  } catch {
    return {};
  }
}

export async function keepSeen(folder: string, environment: string, seen: SeenFlows): Promise<void> {
  await mkdir(path.dirname(file(folder, environment)), { recursive: true });
  // It is about this copy of the files, and would say something wrong of anybody else's.
  await writeFile(path.join(path.dirname(file(folder, environment)), ".gitignore"), "*\n");
  const sorted = Object.fromEntries(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(file(folder, environment), textOf(sorted));
}

/** What a flow was when it was last read from or written to an environment: what a merge begins with. */
const seenFile = z.object({ document: z.record(z.string(), z.unknown()), tests: z.array(flowTest) });

const base = (folder: string, environment: string, slug: string) =>
  path.join(folder, ".seen", environment, `${slug}.json`);

/** Null: nothing is known of it. */
export async function readSeenFile(folder: string, environment: string, slug: string): Promise<FlowFile | null> {
  try {
    const { document, tests } = seenFile.parse(JSON.parse(await readFile(base(folder, environment, slug), "utf8")));
    return { slug, document: document as FlowDefinition, tests };
  } catch {
    return null;
  }
}

export async function keepSeenFile(folder: string, environment: string, file: FlowFile): Promise<void> {
  const { slug, document, tests } = file;
  const at = base(folder, environment, slug);
  await mkdir(path.dirname(at), { recursive: true });
  await writeFile(at, textOf({ document, tests }));
}
