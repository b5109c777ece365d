import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import type { RingGroupInput } from "@/server/resources/ring-groups/schema";

/** What an account has before a scenario begins, and the flow it publishes. */
export type Preparation = {
  connection?: { name: string; baseUrl: string; action: Record<string, unknown> };
  group?: { name: string; strategy: RingGroupInput["strategy"]; agents: string[] };
  flow: object;
};

/** Makes it, as an admin would, and returns the flow's id. */
export async function prepare(account: string, { connection, group, flow }: Preparation): Promise<string> {
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
  if (group) {
    const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
    const agents = group.agents.map((number) => ({ number, label: "" }));
    await addRingGroup(by, { ...group, agents, ringSeconds: 20, timeZone: "UTC", hours: [] });
  }
  const { id } = await importFlow(by, JSON.stringify(flow));
  await publish(by, { id, revision: 0, note: "" });
  return id;
}
