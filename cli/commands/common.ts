import type { Command } from "commander";
import { Client } from "../api/client";
import { credentialsOf, DEFAULT_ENVIRONMENT } from "../api/credentials";

/** What every command is given: `env` and `json` stand before or after the command's name. */
export type Common = { env?: string; dir: string; json: boolean };

export function commonOf(command: Command): Common {
  const { env, dir, json } = command.optsWithGlobals<{ env?: string; dir: string; json?: boolean }>();
  const environment = env ?? process.env.PATCHCORD_ENV;
  return { dir, json: json === true, ...(environment ? { env: environment } : {}) };
}

export const environmentOf = ({ env }: Common): string => env ?? DEFAULT_ENVIRONMENT;

export async function clientOf(environment: string | undefined): Promise<Client> {
  return new Client(await credentialsOf(environment));
}
