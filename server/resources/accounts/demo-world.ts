import { readFile } from "node:fs/promises";
import { z } from "zod";
import { env } from "../../platform/env";

const demoWorld = z.object({
  base_url: z.string(),
  email: z.string(),
  password: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  flow_id: z.string(),
});
export type DemoWorld = z.infer<typeof demoWorld>;

/** The demo world that the launcher seeded, on the embedded default only; null elsewhere. It holds secrets: send no more than a page needs. */
export async function readDemoWorld(): Promise<DemoWorld | null> {
  const file = env().DEMO_FILE;
  if (!file) return null;
  try {
    return demoWorld.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}
