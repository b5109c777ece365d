import type pg from "pg";
import { v7 } from "uuid";

/** The agent's test phone, and a scripted agent behind it who accepts every callback. */
const AGENTS = [
  { number: "+12025550141", label: "Agent's test phone" },
  { number: "+12025550135", label: "Ann, who always accepts" },
];

/** A ring group as an admin would make it: somebody who tries the demo is rung first. */
export async function seedRingGroup(client: pg.Client, account: string): Promise<void> {
  await client.query(
    `insert into ring_group (account_id, id, name, strategy, ring_seconds, time_zone, hours, agents, updated_by)
     values ($1, $2, 'Installers', 'in_order', 20, 'America/New_York', '[]', $3, 'Admin')`,
    [account, v7(), JSON.stringify(AGENTS)],
  );
}
