import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import { seedAccount } from "./account";
import { seedCalendars } from "./calendars";
import { seedCarrier } from "./carrier";
import { seedClient } from "./client";
import { seedConnection } from "./connection";
import { seedFlow } from "./flow";
import { seedFunctions } from "./functions";
import { seedPrompt } from "./prompts";
import { seedRingGroup } from "./ring-groups";
import { seedServiceDesk } from "./service-desk";

export type World = {
  account: string;
  email: string;
  password: string;
  clientId: string;
  clientSecret: string;
  flow: string;
  flowVersion: string;
  carrier: string;
  accountSid: string;
  authToken: string;
  /** The company's own number, from which customers are called. */
  number: string;
};

export type WorldOptions = {
  sandboxUrl: string;
  /** Where our own API is reached from here: with it, the world has a connection to it, and the flow that uses everything. */
  apiUrl?: string;
  email?: string;
  ratePerSecond?: number;
  callsPerSecond?: number | null;
};

/**
 * A small world to begin with: an account with its admin, a sandbox carrier with numbers, the seed flow published, an
 * OAuth client. The same for the demo and the tests; only secrets and ids differ. `client` is connected as the owner.
 */
export async function seedWorld(client: pg.Client, options: WorldOptions): Promise<World> {
  const account = v7();
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [account]);
  const email = options.email ?? "admin@demo.example";
  const password = randomBytes(9).toString("base64url");
  await seedAccount(client, { account, email, password, ratePerSecond: options.ratePerSecond ?? 2 });
  const carrier = await seedCarrier(client, {
    account,
    url: options.sandboxUrl,
    callsPerSecond: options.callsPerSecond === undefined ? 50 : options.callsPerSecond,
  });
  const flow = await seedFlow(client, { account, carrier: carrier.id });
  await seedCalendars(client, account);
  const oauth = await seedClient(client, account);
  await seedPrompt(client, account);
  await seedRingGroup(client, account);
  await seedFunctions(client, account);
  if (options.apiUrl) {
    await seedConnection(client, { account, apiUrl: options.apiUrl, ...oauth });
    await seedServiceDesk(client, account);
  }
  await client.query("commit");
  return {
    account,
    email,
    password,
    ...oauth,
    flow: flow.id,
    flowVersion: flow.version,
    carrier: carrier.id,
    accountSid: carrier.accountSid,
    authToken: carrier.authToken,
    number: flow.number,
  };
}
