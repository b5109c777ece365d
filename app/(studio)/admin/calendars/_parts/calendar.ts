import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Calendars = inferRouterOutputs<AppRouter>["admin"]["calendars"];
export type CalendarRow = Calendars["list"]["calendars"][number];
export type IcsDates = Calendars["readIcs"];
export type Place = NonNullable<CalendarRow["holidays"]>;
/** A date in the form; fields that are not filled in are empty strings. */
export type DateRow = { title: string; from: string; to: string; annual: boolean };

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "remove"; calendar: CalendarRow };

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** An ISO date in the user's locale. */
export function dayText(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
}

/** "24 Dec 2026 – 6 Jan 2027, every year". */
export function rangeText({ from, to, annual }: { from: string; to?: string | undefined; annual: boolean }): string {
  const days = to && to !== from ? `${dayText(from)} – ${dayText(to)}` : dayText(from);
  return annual ? `${days}, every year` : days;
}
