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
  /** The product's own API. With it the world also has a connection to it, and the flow that uses every component. */
  apiUrl?: string;
  email?: string;
  ratePerSecond?: number;
  callsPerSecond?: number | null;
};

/**
 * Seeds the demo world, for the demo and the tests alike: an account with its admin, a sandbox carrier with a number, a
 * published flow, resources, an OAuth client. Secrets and ids are random. `client` is connected as the database's owner.
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
