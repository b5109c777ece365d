import { isInRange } from "@/engine/contract";
import { addDays, holidaysOf } from "./holidays";
import type { CalendarDate, HolidayPlace } from "./schema";

/** The dates and holidays of a calendar. */
export type Days = { dates: CalendarDate[]; feedDates: CalendarDate[]; holidays: HolidayPlace | null };

/** The entry of a calendar that covers a day: of its own dates, else of its feed, else a public holiday; null: none does. */
export async function findOccasion({ dates, feedDates, holidays }: Days, date: string): Promise<CalendarDate | null> {
  const own = [...dates, ...feedDates].find((range) => isInRange(date, range));
  if (own || !holidays) return own ?? null;
  const year = Number(date.slice(0, 4));
  // A holiday of several days can begin in the year before.
  const known = [...(await holidaysOf(holidays, year)), ...(await holidaysOf(holidays, year - 1))];
  return known.find((range) => isInRange(date, range)) ?? null;
}

const MAX_DAYS_AHEAD = 400;

/** The first day from `today` on that the calendar has, with its title; null: there is none within 400 days. */
export async function nextDay(days: Days, today: string): Promise<{ date: string; title: string } | null> {
  for (let ahead = 0; ahead < MAX_DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead);
    const occasion = await findOccasion(days, date);
    if (occasion) return { date, title: occasion.title };
  }
  return null;
}
