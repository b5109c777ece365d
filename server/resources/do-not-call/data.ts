import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

export type ListedNumber = { number: string; addedAt: Date; addedBy: string; source: string; reason: string };

/** One page of the do-not-call list, by number; `search` is a part of the number, from its beginning where it begins with a plus. */
export function listNumbersNotToCall(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
): Promise<{ numbers: ListedNumber[]; total: number }> {
  const words = search.replace(/[^\d+]/g, "");
  const matches = words.startsWith("+") ? { startsWith: words } : { contains: words };
  const where: Prisma.DoNotCallWhereInput = { accountId: account, ...(words ? { number: matches } : {}) };
  return withAccount(account, async (tx) => {
    const total = await tx.doNotCall.count({ where });
    const numbers = await tx.doNotCall.findMany({
      ...{ where, orderBy: { number: "asc" }, skip: page * size, take: size },
      select: { number: true, addedAt: true, addedBy: true, source: true, reason: true },
    });
    return { numbers, total };
  });
}
