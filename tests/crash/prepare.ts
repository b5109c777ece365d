import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";

/** What an account has before a scenario begins, and the flow it publishes. */
export type Preparation = {
  connection?: { name: string; baseUrl: string; action: Record<string, unknown> };
  /** Agents' numbers: the ring group Agents. */
  agents?: string[];
  flow: object;
};

/** Makes it, as an admin would, and returns the flow's id. */
export async function prepare(account: string, { connection, agents, flow }: Preparation): Promise<string> {
  const { addAction, addConnection } = await import("@/server/resources/connections/mutations");
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: account as AccountId, user, role: "admin" } as const;
  if (connection) {
    const { name, baseUrl, action } = connection;
    const plain = { user: "", header: "", tokenUrl: "", clientId: "", scope: "", sendAs: "basic", secret: "" } as const;
    const { id } = await addConnection(by, { name, baseUrl, auth: "none", ...plain });
    await addAction(by, id, action);
  }
  if (agents) {
    const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
    const settings = { name: "Agents", strategy: "in_order", ringSeconds: 20, timeZone: "UTC", hours: [] } as const;
    await addRingGroup(by, { ...settings, hours: [], agents: agents.map((number) => ({ number, label: "" })) });
  }
  const { id } = await importFlow(by, JSON.stringify(flow));
  await publish(by, { id, revision: 0, note: "" });
  return id;
}
