import type { Prisma } from "@/prisma/generated/client";
import type { AccountId } from "../../ports/ids";

/** Who started interactions: a client of the API, a website's button, or somebody in the studio. `id`: a client's. */
export type Starter = { kind: "client" | "button" | "studio"; id: string; name: string };

const BUTTON = "button.";
const STUDIO = "studio";

/** The starters behind the client ids that interactions keep. What has been removed since has no name any more. */
export async function startersOf(
  tx: Prisma.TransactionClient,
  account: AccountId,
  clientIds: readonly string[],
): Promise<(clientId: string) => Starter> {
  const buttons = clientIds.filter((id) => id.startsWith(BUTTON)).map((id) => id.slice(BUTTON.length));
  const own = { accountId: account };
  const select = { id: true, name: true };
  const named = new Map<string, string>();
  if (buttons.length > 0) {
    const rows = await tx.button.findMany({ where: { ...own, id: { in: buttons } }, select });
    for (const { id, name } of rows) named.set(BUTTON + id, name);
  }
  const rows = await tx.oauthClient.findMany({ where: { ...own, id: { in: [...clientIds] } }, select });
  for (const { id, name } of rows) named.set(id, name);
  return (id) => {
    const name = named.get(id);
    if (id === STUDIO) return { kind: "studio", id: "", name: "The studio" };
    if (id.startsWith(BUTTON)) return { kind: "button", id: "", name: name ?? "A button that was removed" };
    return { kind: "client", id, name: name ?? "A client that was removed" };
  };
}
