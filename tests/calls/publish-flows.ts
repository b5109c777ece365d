import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import { flows } from "./script";

/** Publishes the flows of flows/, or `only` some, as an admin would import and publish them; their ids by file name. */
export async function publishFlows(account: string, only?: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: account as AccountId, user, role: "admin" } as const;
  const ids = new Map<string, string>();
  for (const [name, text] of Object.entries(flows)) {
    if (only && !only.includes(name)) continue;
    const { id } = await importFlow(by, text);
    await publish(by, { id, revision: 0, note: "" });
    ids.set(name, id);
  }
  return ids;
}
