import { Prisma } from "@/prisma/generated/client";

/** Web processes' clocks, by which ids are made, may be off by a little. */
const CLOCKS_MS = 3_600_000;

/**
 * The ids that interactions of a period can have. Their bounds are values and not computed from any: only so the planner leaves out
 * the months beside them, of which it would else look into the indexes.
 */
export function idsWithin(id: Prisma.Sql, from: Date | null, to: Date | null): Prisma.Sql {
  const least = from
    ? Prisma.sql`and ${id} >= patchcord_first_id(${moved(from, -CLOCKS_MS)}::timestamptz)`
    : Prisma.empty;
  const most = to ? Prisma.sql`and ${id} < patchcord_first_id(${moved(to, CLOCKS_MS)}::timestamptz)` : Prisma.empty;
  return Prisma.sql`${least} ${most}`;
}

const moved = (moment: Date, ms: number) => new Date(moment.getTime() + ms);
