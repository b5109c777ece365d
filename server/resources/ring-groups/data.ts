import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { flowsUsing } from "../uses/data";
import type { RingGroupValues } from "./schema";

type Row = Prisma.RingGroupGetPayload<object>;

/** The settings of a stored ring group. */
export function valuesOf({ name, strategy, ringSeconds, timeZone, hours, agents }: Row): RingGroupValues {
  return {
    ...{ name, ringSeconds, timeZone, strategy: strategy as RingGroupValues["strategy"] },
    hours: hours as RingGroupValues["hours"],
    agents: agents as RingGroupValues["agents"],
  };
}

/** One page of the account's ring groups that match, with the flows that use them. */
export function listRingGroups(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
) {
  const where = { accountId: account, name: { contains: search.trim(), mode: "insensitive" } } as const;
  return withAccount(account, async (tx) => {
    const total = await tx.ringGroup.count({ where });
    const rows = await tx.ringGroup.findMany({ where, orderBy: { name: "asc" }, skip: page * size, take: size });
    const uses = await flowsUsing(tx, account, "ring_group", rows);
    const groups = rows.map((row) => ({ id: row.id, ...valuesOf(row), uses: uses.get(row.id) ?? [] }));
    return { groups, total };
  });
}

/** The account's ring groups by name. */
export async function ringGroupNames(
  tx: Prisma.TransactionClient,
  account: AccountId,
): Promise<Map<string, NamedFacts>> {
  const rows = await tx.ringGroup.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
  return new Map(
    rows.map((row) => {
      const agents = valuesOf(row).agents.length;
      const label = `${agents} ${agents === 1 ? "agent" : "agents"}`;
      const empty = { usable: false, why: "It has no agents yet: add one under Admin > Ring groups." };
      return [row.name, { id: row.id, label, ...(agents === 0 ? empty : {}) }];
    }),
  );
}
