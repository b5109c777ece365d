import type { Prisma } from "@/prisma/generated/client";

/** The least id there is: an account without a mark has no facts yet. */
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * Up to which id the account's interactions have their facts; those above it are looked for in their own table. Read first and given to
 * statements as a value, so that the planner knows how few they are.
 */
export async function projectedUpTo(tx: Prisma.TransactionClient, account: string): Promise<string> {
  const rows = await tx.$queryRaw<{ last: string | null }[]>`
    select last_id as last from report_mark where account_id = ${account}::uuid`;
  return rows[0]?.last ?? BEFORE_ALL;
}
