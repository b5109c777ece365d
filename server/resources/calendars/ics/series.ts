import { type Day, dayFrom, isoDate, placeOf } from "./day";
import type { IcsEvent } from "./event";
import { Odd } from "./odd";
import { expandRule } from "./rule";

/** One day or several, once or every year; as ISO dates. */
export type IcsDate = { title: string; from: string; to?: string; annual: boolean };
/** The days that series are written out for; `today` among them. */
export type Window = { from: Day; today: Day; to: Day };
type Span = Pick<IcsEvent, "title" | "start" | "length">;

/** What was said about occurrences of a series: the days that have an event of their own, and changes from a day on, in order. */
export type Changes = { days: ReadonlySet<Day>; following: readonly IcsEvent[] };

/**
 * The dates of a series without the occurrences that have an event of their own. `spend` is told how much work each part is, and may
 * throw. Throws `Odd` where its rule gives no day.
 */
export function seriesDates(
  series: IcsEvent,
  changes: Changes,
  window: Window,
  spend: (steps: number) => void,
): IcsDate[] {
  if (changes.days.size === 0 && repeatsEveryYear(series, window)) return [{ ...dateOf(series), annual: true }];
  const days = occurrences(series, window, spend).filter((day) => !changes.days.has(day));
  spend(days.length * changes.following.length);
  return days.flatMap((day) => {
    const span = asChanged(series, day, changes.following);
    return span ? [dateOf(span)] : [];
  });
}

export function dateOf({ title, start, length }: Span): IcsDate {
  const to = length > 1 ? { to: isoDate(start + length - 1) } : {};
  return { title, from: isoDate(start), ...to, annual: false };
}

/** An occurrence as the last change "from here on" has it (RANGE=THISANDFUTURE; RFC 5545, 3.2.13); null where it ended the series. */
function asChanged(series: IcsEvent, day: Day, following: readonly IcsEvent[]): Span | null {
  const change = following.findLast(({ replaces }) => replaces !== null && replaces.day <= day);
  if (!change?.replaces) return { title: series.title, start: day, length: series.length };
  if (change.cancelled || change.timed || change.free) return null;
  return { title: change.title, start: day + change.start - change.replaces.day, length: change.length };
}

function occurrences(
  { rules, added, removed, start, line }: IcsEvent,
  window: Window,
  spend: (steps: number) => void,
): Day[] {
  const days = new Set([start, ...added]);
  if (rules.length === 0 && added.length === 0) return removed.includes(start) ? [] : [start];
  for (const rule of rules) {
    const given = expandRule(rule, start, window, spend);
    if (!given) throw new Odd(line, "Its repetition gives no day within five years.");
    for (const day of given) days.add(day);
  }
  for (const day of removed) days.delete(day);
  return [...days].filter((day) => day >= window.from && day <= window.to).sort((a, b) => a - b);
}

/**
 * Whether a series is on the same days of every year without end: that is one date of every year. One whose days differ in leap years
 * is written out, and one that begins so late that its date of every year would come before.
 */
function repeatsEveryYear({ rules, added, removed, start, length }: IcsEvent, window: Window): boolean {
  const [rule, ...others] = rules;
  if (!rule || others.length + added.length + removed.length > 0) return false;
  const { frequency, interval, count, until, months, monthDays, yearDays, weekdays, positions } = rule;
  const { year, month, monthDay } = placeOf(start);
  const isPlain =
    frequency === "YEARLY" &&
    interval === 1 &&
    count === null &&
    until === null &&
    yearDays.length + weekdays.length + positions.length === 0;
  const isSameDay =
    months.every((one) => one === month) &&
    monthDays.every((one) => one === monthDay) &&
    (monthDays.length === 0 || months.length > 0);
  const comesBefore = (dayFrom(year - 1, month, monthDay) ?? start) + length > window.today;
  return (
    isPlain &&
    isSameDay &&
    !comesBefore &&
    length < 365 &&
    lastDay(2023, month, monthDay, length) === lastDay(2024, month, monthDay, length)
  );
}

/** The month and day on which an event ends that begins in this year. */
function lastDay(year: number, month: number, monthDay: number, length: number): string | null {
  const start = dayFrom(year, month, monthDay);
  return start === null ? null : isoDate(start + length - 1).slice(4);
}
