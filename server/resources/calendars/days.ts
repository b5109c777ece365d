import { isInRange } from "@/engine/contract";
import { addDays, holidaysOf } from "./holidays";
import type { CalendarDate, HolidayPlace } from "./schema";

/** What decides whether a calendar has a day. */
export type Days = { dates: CalendarDate[]; feedDates: CalendarDate[]; holidays: HolidayPlace | null };

/** What a day is in a calendar: the first of its dates that has it, then its address's, then holidays; null if nothing. */
export async function findOccasion({ dates, feedDates, holidays }: Days, date: string): Promise<CalendarDate | null> {
  const own = [...dates, ...feedDates].find((range) => isInRange(date, range));
  if (own || !holidays) return own ?? null;
  const year = Number(date.slice(0, 4));
  // A holiday of several days can begin in the year before.
  const known = [...(await holidaysOf(holidays, year)), ...(await holidaysOf(holidays, year - 1))];
  return known.find((range) => isInRange(date, range)) ?? null;
}

const MAX_DAYS_AHEAD = 400;

/** The next day that a calendar has, from `today` on, and what it is; null if there is none for a year. */
export async function nextDay(days: Days, today: string): Promise<{ date: string; title: string } | null> {
  for (let ahead = 0; ahead < MAX_DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead);
    const occasion = await findOccasion(days, date);
    if (occasion) return { date, title: occasion.title };
  }
  return null;
}
