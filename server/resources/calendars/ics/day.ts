/** A day of the calendar: the number of days since 1970-01-01. */
export type Day = number;

/** Where a day is in its month and year, each counted from 1. */
export type Place = {
  day: Day;
  year: number;
  month: number;
  monthDay: number;
  monthLength: number;
  yearDay: number;
  yearLength: number;
};

const DAY_MS = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** The day; null where there is none such, or before 1900 or after 2199, which a calendar does not take. */
export function dayFrom(year: number, month: number, monthDay: number): Day | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const moment = new Date(Date.UTC(year, month - 1, monthDay));
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === monthDay;
  return exists ? moment.getTime() / DAY_MS : null;
}

export const LAST_DAY: Day = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS;

/** The day of an ISO date, "2026-12-24". */
export function dayOfIso(date: string): Day {
  return Date.parse(date) / DAY_MS;
}

export function isoDate(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

export function placeOf(day: Day): Place {
  const moment = new Date(day * DAY_MS);
  const [year, month, monthDay] = [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()];
  const yearDay = day - Date.UTC(year, 0, 1) / DAY_MS + 1;
  return { day, year, month, monthDay, yearDay, monthLength: monthLength(year, month), yearLength: yearLength(year) };
}

/** Moves a place to the next day; a tenth of the work of finding it anew. */
export function advance(place: Place): void {
  place.day += 1;
  place.monthDay += 1;
  place.yearDay += 1;
  if (place.monthDay <= place.monthLength) return;
  Object.assign(place, placeOf(place.day));
}

function monthLength(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const yearLength = (year: number) => 337 + monthLength(year, 2);
