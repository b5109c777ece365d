import { type LocalTime, localTime, WEEKDAYS, type Weekday } from "./local-time";

/** Weekly hours by the clocks of a place; a range that ends before it begins runs past midnight. None: always open. */
export type OpeningHours = {
  time_zone: string;
  hours: readonly { days: readonly string[]; from: string; to: string }[];
};

const MINUTE = 60_000;
/** UTC offsets in use, and their changes, fall on whole quarters of an hour: within a quarter, local time has no jumps. */
const EVEN_MINUTES = 15;

/** True if the hours hold at an instant (ISO 8601); false in an unknown time zone. */
export function isOpen({ time_zone, hours }: OpeningHours, at: string): boolean {
  if (hours.length === 0) return true;
  const local = localTime(at, time_zone);
  return local !== null && isWithin(hours, local);
}

function isWithin(hours: OpeningHours["hours"], { weekday, minute }: Pick<LocalTime, "weekday" | "minute">): boolean {
  return hours.some(({ days, from, to }) => {
    const [begin, end] = [minutes(from), minutes(to)];
    if (end > begin) return days.includes(weekday) && minute >= begin && minute < end;
    return (days.includes(weekday) && minute >= begin) || (days.includes(dayBefore(weekday)) && minute < end);
  });
}

/**
 * The first minute from `at` on and before `until` (ISO 8601) that is open; null if there is none. It tests every minute,
 * because daylight saving skips and repeats local minutes, and converts to local time once a quarter of an hour.
 */
export function nextOpening(hours: OpeningHours, at: string, until: string): string | null {
  if (isOpen(hours, at)) return at;
  const [first, last] = [Date.parse(at), Date.parse(until)];
  const step = EVEN_MINUTES * MINUTE;
  for (let quarter = Math.floor(first / step) * step; quarter < last; quarter += step) {
    const local = localTime(new Date(quarter).toISOString(), hours.time_zone);
    if (!local) return null;
    for (let past = 0; past < EVEN_MINUTES; past += 1) {
      const time = quarter + past * MINUTE;
      const open = time > first && isWithin(hours.hours, { ...local, minute: local.minute + past });
      if (open) return time < last ? new Date(time).toISOString() : null;
    }
  }
  return null;
}

function dayBefore(day: Weekday): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + WEEKDAYS.length - 1) % WEEKDAYS.length] as Weekday;
}

function minutes(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
