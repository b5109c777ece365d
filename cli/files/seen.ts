import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { textOf } from "./flow-files";

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
