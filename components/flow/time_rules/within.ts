import { type LocalTime, minutesOf, WEEKDAYS, type Weekday } from "@/engine/contract";
import type { Range } from "./config";

/** Whether a local time is within a range, without the range's end. A range that ends before it begins runs into the next day. */
export function isWithin({ days, from, to }: Range, { weekday, minute }: Omit<LocalTime, "date">): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (end > begin) return days.includes(weekday) && minute >= begin && minute < end;
  return (days.includes(weekday) && minute >= begin) || (days.includes(dayBefore(weekday)) && minute < end);
}

function dayBefore(day: Weekday): Weekday {
  return WEEKDAYS[(WEEKDAYS.indexOf(day) + WEEKDAYS.length - 1) % WEEKDAYS.length] as Weekday;
}

/** Whether a range ends on the next day; an end at 00:00 is the end of the same day. */
export function runsPastMidnight({ from, to }: Pick<Range, "from" | "to">): boolean {
  return minutesOf(to) < minutesOf(from) && minutesOf(to) > 0;
}
