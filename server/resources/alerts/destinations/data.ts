import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../../platform/db";
import type { AccountId } from "../../../ports/ids";
import { noSuch } from "../../named-rows/data";

type Row = Prisma.AlertDestinationGetPayload<object>;
export type DestinationKind = "email" | "slack";

/** A destination without its secret. `lastError`: of the last try, where it failed. */
export type Destination = Omit<Row, "accountId" | "secret" | "kind"> & { kind: DestinationKind };

/** All of the account's destinations by name. */
export function listDestinations(account: AccountId): Promise<Destination[]> {
  return withAccount(account, async (tx) => {
    const rows = await tx.alertDestination.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
    return rows.map(({ accountId: _, secret: __, kind, ...row }) => ({ ...row, kind: kind as DestinationKind }));
  });
}

/** The row of a destination, with its secret. Throws `not_found`. */
export async function destinationOf(tx: Prisma.TransactionClient, account: AccountId, id: string): Promise<Row> {
  const row = await tx.alertDestination.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw noSuch("alert_destination");
  return row;
}
