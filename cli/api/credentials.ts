import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { EXIT, Fault } from "../output/fault";

const credentials = z.strictObject({ url: z.url(), client_id: z.string().min(1), client_secret: z.string().min(1) });
const stored = z.record(z.string(), credentials);
export type Credentials = z.infer<typeof credentials>;

const file = () =>
  path.join(process.env.XDG_CONFIG_HOME || path.join(homedir(), ".config"), "patchcord", "credentials.json");

/**
 * Of an environment: what PATCHCORD_URL, PATCHCORD_CLIENT_ID and PATCHCORD_CLIENT_SECRET say, where they are set and no environment
 * was named; else what `login` has kept. Throws a fault where there is nothing.
 */
export async function credentialsOf(environment: string | undefined): Promise<Credentials> {
  const { PATCHCORD_URL: url, PATCHCORD_CLIENT_ID: client_id, PATCHCORD_CLIENT_SECRET: client_secret } = process.env;
  if (environment === undefined && url && client_id && client_secret) return { url, client_id, client_secret };
  const name = environment ?? DEFAULT_ENVIRONMENT;
  const found = (await readAll())[name];
  if (found) return found;
  throw new Fault(`Nobody is logged in to ${name}. Run: patchcord login --env ${name}`, EXIT.refused);
}

export const DEFAULT_ENVIRONMENT = "default";

/** Keeps them in a file that only this user may read. */
export async function keepCredentials(environment: string, given: Credentials): Promise<string> {
  const all = { ...(await readAll()), [environment]: given };
  await mkdir(path.dirname(file()), { recursive: true, mode: 0o700 });
  await writeFile(file(), `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  // A file that was there keeps its mode when it is written.
  await chmod(file(), 0o600);
  return file();
}

async function readAll(): Promise<Record<string, Credentials>> {
  const text = await readFile(file(), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  const parsed = stored.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new Fault(`${file()} is damaged. Delete it and log in again.`, EXIT.refused);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
