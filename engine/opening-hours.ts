import { type LocalTime, localTime, WEEKDAYS, type Weekday } from "./local-time";

/** Weekly hours by the clocks of a place; a range that ends before it begins runs past midnight. None: always open. */
export type OpeningHours = {
  time_zone: string;
  hours: readonly { days: readonly string[]; from: string; to: string }[];
};

const MINUTE = 60_000;
/** Every offset from UTC in use, and every change of one, is at a whole quarter of an hour: clocks run evenly in between. */
const EVEN_MINUTES = 15;

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
 * The first moment from `at` on, and before `until`, at which it is open; null if there is none. Looks at each minute in
 * turn, since that is how clocks jump; a zone is asked once a quarter of an hour.
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
