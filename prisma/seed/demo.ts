import { existsSync, writeFileSync } from "node:fs";
import pg from "pg";
import { seedButton } from "./button";
import { seedWorld, type World } from "./world";

/** Example calls of the demo, by outcome: sandbox numbers for contact and agent (server/sandbox-carrier/README.md). */
const EXAMPLES = {
  answered: [
    "+12025550120",
    "+12025550130",
    "forwarded",
    "trigger.ok call_customer.answered announce.ok call_agent.ok",
  ],
  invalid_number: ["+12025550124", "+12025550130", "ended", "trigger.ok call_customer.invalid_number end."],
  busy: ["+12025550121", "+12025550130", "ended", "trigger.ok call_customer.busy end."],
  no_answer: ["+12025550122", "+12025550130", "ended", "trigger.ok call_customer.no_answer end."],
  agent_no_answer: [
    "+12025550120",
    "+12025550131",
    "ended",
    "trigger.ok call_customer.answered announce.ok call_agent.no_answer end.",
  ],
  contact_hung_up: [
    "+12025550126",
    "+12025550130",
    "contact_hung_up",
    "trigger.ok call_customer.answered announce.contact_hung_up",
  ],
} as const;

type Demo = {
  base_url: string;
  sandbox_url: string;
  email: string;
  password: string;
  client_id: string;
  client_secret: string;
  flow_id: string;
};

/** Seeds the demo world in an empty database, and writes its credentials to DEMO_FILE, readable by the owner only. */
async function main(): Promise<void> {
  const { DATABASE_OWNER_URL, DEMO_FILE, SANDBOX_URL, PUBLIC_URL, PORT } = process.env;
  if (!DATABASE_OWNER_URL || !DEMO_FILE || !SANDBOX_URL || !PUBLIC_URL || !PORT)
    throw new Error("The launcher seeds the demo world: run npm start.");
  const client = new pg.Client({ connectionString: DATABASE_OWNER_URL });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as accounts from account");
  if (rows[0].accounts === 0 || !existsSync(DEMO_FILE)) {
    if (rows[0].accounts > 0)
      throw new Error(`The demo world is there, but ${DEMO_FILE} is not: delete .patchcord to begin anew.`);
    const world = await seedWorld(client, { sandboxUrl: SANDBOX_URL, apiUrl: `http://127.0.0.1:${PORT}/api` });
    const button_key = await seedButton(client, world);
    writeFileSync(
      DEMO_FILE,
      `${JSON.stringify({ ...demo(world, PUBLIC_URL, SANDBOX_URL), button_key, carrier: { account_sid: world.accountSid, auth_token: world.authToken } }, null, 2)}\n`,
      { mode: 0o600 },
    );
  }
  await client.end();
}

function demo(world: World, base_url: string, sandbox_url: string): Demo & { examples: Record<string, unknown> } {
  const examples = Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, [contact_1, contact_2, outcome, path]]) => [
      name,
      { arguments: { contact_1, contact_2 }, outcome, path },
    ]),
  );
  const { email, password, clientId, clientSecret, flow } = world;
  return {
    base_url,
    sandbox_url,
    email,
    password,
    client_id: clientId,
    client_secret: clientSecret,
    flow_id: flow,
    examples,
  };
}

await main();
