import type pg from "pg";
import { v7 } from "uuid";

/** The agent's test phone first, then a scripted agent who accepts every callback. */
const AGENTS = [
  { number: "+12025550141", label: "Agent's test phone" },
  { number: "+12025550135", label: "Ann, who always accepts" },
];

/** Inserts a ring group that calls the test phone first, so that whoever tries the demo gets the callback. */
export async function seedRingGroup(client: pg.Client, account: string): Promise<void> {
  await client.query(
    `insert into ring_group (account_id, id, name, strategy, ring_seconds, time_zone, hours, agents, updated_by)
     values ($1, $2, 'Installers', 'in_order', 20, 'America/New_York', '[]', $3, 'Admin')`,
    [account, v7(), JSON.stringify(AGENTS)],
  );
}
