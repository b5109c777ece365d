import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client";
import { type World as Seeded, seedWorld } from "@/prisma/seed/world";
import { importFlow } from "@/server/flows/files/mutations";
import { publish } from "@/server/flows/versions/mutations";
import type { AccountId } from "@/server/ports/ids";
import { signingKey } from "@/server/resources/access-tokens/signing-keys";
import { addRingGroup } from "@/server/resources/ring-groups/mutations";
import { addEndpoint } from "@/server/resources/webhooks/endpoints/mutations";
import { CARRIER_URL } from "./addresses";
import type { Database } from "./database";
import type { DatabaseWire } from "./database-wire";
import { WorldPool } from "./pool";

/** What is the same in every world: an account with its carrier, numbers, agents and published flows. */
export type Base = { seeded: Seeded; other: Seeded; flows: Map<string, string> };

/** Who changes something in the account. */
export function adminOf({ account }: Seeded) {
  const user = { id: "00000000-0000-7000-8000-000000000001", email: "admin@example.com", name: "Admin" };
  return { account: account as AccountId, user, role: "admin" } as const;
}

/** Values that every process has from the beginning: its connections. */
export function connections(wire: () => DatabaseWire): Record<string, unknown> {
  const pool = new WorldPool(wire);
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

export async function makeBase(
  database: Database,
  flows: Record<string, object>,
  numbers: readonly string[],
): Promise<Base> {
  const owner = database.ownerClient();
  const options = { sandboxUrl: CARRIER_URL, ratePerSecond: 1_000_000, callsPerSecond: null };
  const seeded = await seedWorld(owner, options);
  const other = await seedWorld(owner, { ...options, email: "b@example.com" });
  database.asApp();
  // Made by whoever needs it first, which must not be a world.
  await signingKey();
  const by = adminOf(seeded);
  const agents = numbers.map((number) => ({ number, label: "" }));
  const group = { ringSeconds: 20, timeZone: "UTC", hours: [], agents };
  await addRingGroup(by, { ...group, name: "Agents", strategy: "in_order" });
  await addRingGroup(by, { ...group, name: "At once", strategy: "all_at_once" });
  await addRingGroup(by, { ...group, name: "Longest idle", strategy: "longest_idle" });
  // It is told what happens, and nobody asks it: deliveries are tried over real processes (npm run crash -- --webhooks).
  await addEndpoint(by, { name: "Website", url: "https://example.com/events", types: [], flows: [], headers: [] });
  const ids = new Map([["report-a-problem", seeded.flow]]);
  for (const [name, definition] of Object.entries(flows)) {
    const { id } = await importFlow(by, JSON.stringify(definition));
    await publish(by, { id, revision: 0, note: "" });
    ids.set(name, id);
  }
  return { seeded, other, flows: ids };
}
