import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { flowsUsing } from "../uses/data";
import { type Days, nextDay } from "./days";
import type { IcsReading } from "./ics/read-ics";
import type { CalendarDate, HolidayPlace } from "./schema";

type Row = Prisma.CalendarGetPayload<object>;

/** The days of a stored calendar. */
export function daysOf({ dates, feedDates, holidays }: Pick<Row, "dates" | "feedDates" | "holidays">): Days {
  return {
    dates: dates as CalendarDate[],
    feedDates: feedDates as CalendarDate[],
    holidays: holidays as HolidayPlace | null,
  };
}

/** What the last reading of a calendar's feed left out. */
export type FeedLeftOut = Omit<IcsReading, "dates">;

export const NOTHING_LEFT_OUT: FeedLeftOut = { timed: 0, free: 0, unread: 0, leftOut: [] };

/** One page of the account's calendars that match, with their next day from `today` on and the flows that use them. */
export async function listCalendars(
  account: AccountId,
  { search, page, size, today }: { search: string; page: number; size: number; today: string },
) {
  const where = { accountId: account, name: { contains: search.trim(), mode: "insensitive" } } as const;
  const { total, rows, uses } = await withAccount(account, async (tx) => {
    const found = await tx.calendar.findMany({ where, orderBy: { name: "asc" }, skip: page * size, take: size });
    return {
      total: await tx.calendar.count({ where }),
      rows: found,
      uses: await flowsUsing(tx, account, "calendar", found),
    };
  });
  const calendars = await Promise.all(
    rows.map(async ({ id, name, feedUrl, feedFree, feedReadAt, ...row }) => {
      const days = daysOf(row);
      const { feedDates, ...own } = days;
      const next = await nextDay(days, today);
      const feed = { feedUrl, feedFree, feedReadAt, feedLeftOut: row.feedLeftOut as FeedLeftOut };
      return { id, name, ...own, ...feed, fed: feedDates.length, next, uses: uses.get(id) ?? [] };
    }),
  );
  return { calendars, total };
}

/** The account's calendars by name. */
export async function calendarNames(
  tx: Prisma.TransactionClient,
  account: AccountId,
): Promise<Map<string, NamedFacts>> {
  const rows = await tx.calendar.findMany({
    where: { accountId: account },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [name, { id, label: name }]));
}

/** The days of these calendars, by id; without those that the account does not have. */
export async function readDays(account: AccountId, ids: readonly string[]): Promise<Map<string, Days>> {
  const rows = await withAccount(account, (tx) =>
    tx.calendar.findMany({ where: { accountId: account, id: { in: [...ids] } } }),
  );
  return new Map(rows.map((row) => [row.id, daysOf(row)]));
}
