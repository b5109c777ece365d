import { advance, type Day, type Place, placeOf, weekdayOf } from "./day";

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** A recurrence rule of whole days (RFC 5545, 3.3.10). Lists are empty where the rule does not have the part. */
export type Rule = {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: Day | null;
  months: number[];
  monthDays: number[];
  yearDays: number[];
  weekdays: { weekday: number; position: number }[];
  positions: number[];
  /** The day a week begins with; 0 is Monday. */
  weekStart: number;
};

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const MAX_NUMBER = 1_000_000;

/** Reads a rule; `dayOfUntil` turns the text of UNTIL into its day. Throws an `Error` that says which part cannot be read. */
export function readRule(text: string, dayOfUntil: (written: string) => Day): Rule {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(";").filter(Boolean)) {
    const [name = "", value = ""] = part.split("=");
    if (parts.has(name)) throw new Error(`${name} comes twice`);
    parts.set(name, value);
  }
  const take = <T>(name: string, read: (value: string) => T, otherwise: T): T => {
    const value = parts.get(name);
    parts.delete(name);
    return value === undefined ? otherwise : read(value);
  };
  const frequency = take("FREQ", (value) => FREQUENCIES.find((one) => one === value), undefined);
  if (!frequency) throw new Error("it does not repeat by days, weeks, months or years");
  const rule: Rule = {
    frequency,
    interval: take("INTERVAL", (value) => numberIn(value, "INTERVAL", 1, MAX_NUMBER), 1),
    count: take("COUNT", (value) => numberIn(value, "COUNT", 1, MAX_NUMBER), null as number | null),
    until: take("UNTIL", dayOfUntil, null as Day | null),
    months: take("BYMONTH", (value) => numbersIn(value, "BYMONTH", 1, 12), []),
    monthDays: take("BYMONTHDAY", (value) => numbersIn(value, "BYMONTHDAY", -31, 31), []),
    yearDays: take("BYYEARDAY", (value) => numbersIn(value, "BYYEARDAY", -366, 366), []),
    weekdays: take("BYDAY", (value) => value.split(",").map(weekdayIn), []),
    positions: take("BYSETPOS", (value) => numbersIn(value, "BYSETPOS", -366, 366), []),
    weekStart: take("WKST", (value) => weekdayIn(value).weekday, 0),
  };
  const [unread] = parts.keys();
  if (unread !== undefined) throw new Error(`${unread} is not read`);
  refuseWhatMeansNothing(rule);
  return rule;
}

function refuseWhatMeansNothing({
  frequency,
  weekdays,
  monthDays,
  yearDays,
  positions,
  months,
  count,
  until,
}: Rule): void {
  const isShort = frequency === "DAILY" || frequency === "WEEKLY";
  if (isShort && weekdays.some(({ position }) => position !== 0))
    throw new Error("only in a month or a year can a weekday have a number");
  if (frequency === "WEEKLY" && monthDays.length > 0) throw new Error("BYMONTHDAY means nothing in a week");
  if (frequency !== "YEARLY" && yearDays.length > 0) throw new Error("BYYEARDAY has a meaning in a year only");
  if (positions.length > 0 && [months, monthDays, yearDays, weekdays].every(({ length }) => length === 0))
    throw new Error("BYSETPOS needs another part to choose from");
  if (count !== null && until !== null) throw new Error("COUNT and UNTIL exclude each other");
}

function numbersIn(value: string, name: string, least: number, most: number): number[] {
  return value.split(",").map((one) => numberIn(one, name, least, most));
}

function numberIn(value: string, name: string, least: number, most: number): number {
  const number = /^[+-]?\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number === 0 || number < least || number > most) throw new Error(`${name} cannot be ${value || "empty"}`);
  return number;
}

function weekdayIn(value: string): { weekday: number; position: number } {
  const [, position = "", name = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value) ?? [];
  const weekday = WEEKDAYS.indexOf(name);
  if (weekday < 0) throw new Error(`BYDAY cannot be ${value || "empty"}`);
  return { weekday, position: position ? numberIn(position, "BYDAY", -53, 53) : 0 };
}

/**
 * The days from `window.from` to `window.to` that a rule gives to a series that begins on `start`. The start counts as the first
 * even where the rule does not give it (RFC 5545, 3.8.5.3). Null where the rule gives no day at all. Tests one day after the other, so
 * it ends for days that never come, too; `spend` is told how many it tests, and may throw.
 */
export function expandRule(
  rule: Rule,
  start: Day,
  window: { from: Day; to: Day },
  spend: (days: number) => void,
): Day[] | null {
  const last = Math.min(window.to, rule.until ?? window.to);
  // Where occurrences are counted, those before the window decide which of its days are among them.
  const first = rule.count === null ? Math.max(start, window.from) : start;
  const rest = given(rule, start, first, last, spend);
  if (rest.length === 0 && rule.until === null && last >= first && !matcher(rule, start)(placeOf(start))) return null;
  const days = [start, ...rest.filter((day) => day > start)].slice(0, rule.count ?? undefined);
  return days.filter((day) => day >= window.from && day <= window.to);
}

/** The days from `first` to `last` that fit a rule, in order. */
function given(rule: Rule, start: Day, first: Day, last: Day, spend: (days: number) => void): Day[] {
  if (last < first) return [];
  const isGiven = matcher(rule, start);
  // A position is one of a whole period's days.
  const [from, to] = rule.positions.length > 0 ? [periodStart(rule, first), periodEnd(rule, last)] : [first, last];
  spend(to - from + 1);
  const startIndex = periodIndex(rule, placeOf(start));
  const found: Day[] = [];
  let period: Day[] = [];
  let index = Number.NaN;
  const closePeriod = () => {
    const places = rule.positions.map((at) => (at > 0 ? at - 1 : period.length + at));
    found.push(...(rule.positions.length > 0 ? period.filter((_, at) => places.includes(at)) : period));
    period = [];
  };
  for (const place = placeOf(from); place.day <= to; advance(place)) {
    const at = periodIndex(rule, place);
    if (at !== index) closePeriod();
    index = at;
    if ((at - startIndex) % rule.interval === 0 && isGiven(place)) period.push(place.day);
  }
  closePeriod();
  return found.filter((day) => day >= first && day <= last);
}

/** Whether a day has what the rule asks for; what the rule does not say is as on its first day. */
function matcher(rule: Rule, start: Day): (place: Place) => boolean {
  const { frequency, yearDays, weekdays } = rule;
  const begin = placeOf(start);
  const isOpen = rule.monthDays.length + yearDays.length + weekdays.length === 0;
  const takesMonthDay = isOpen && (frequency === "MONTHLY" || frequency === "YEARLY");
  const monthDays = takesMonthDay ? [begin.monthDay] : rule.monthDays;
  const months = takesMonthDay && frequency === "YEARLY" && rule.months.length === 0 ? [begin.month] : rule.months;
  const weekly = isOpen && frequency === "WEEKLY" ? [{ weekday: weekdayOf(start), position: 0 }] : weekdays;
  const inMonth = frequency === "MONTHLY" || months.length > 0;
  return ({ day, month, monthDay, monthLength, yearDay, yearLength }) => {
    if (months.length > 0 && !months.includes(month)) return false;
    if (monthDays.length > 0 && !includesAt(monthDays, monthDay, monthLength)) return false;
    if (yearDays.length > 0 && !includesAt(yearDays, yearDay, yearLength)) return false;
    if (weekly.length === 0) return true;
    const [at, length] = inMonth ? [monthDay, monthLength] : [yearDay, yearLength];
    const fromFront = Math.ceil(at / 7);
    const fromBack = -Math.ceil((length - at + 1) / 7);
    return weekly.some(
      ({ weekday, position }) =>
        weekday === weekdayOf(day) && (position === 0 || position === fromFront || position === fromBack),
    );
  };
}

/** Whether a list names the place `at`, counted from 1, or from the end as -1. */
function includesAt(list: readonly number[], at: number, length: number): boolean {
  return list.includes(at) || list.includes(at - length - 1);
}

/** The number of the day, week, month or year that a day is in, one after the other. */
function periodIndex({ frequency, weekStart }: Rule, { day, month, year }: Place): number {
  if (frequency === "DAILY") return day;
  // 1970-01-01 was a Thursday.
  if (frequency === "WEEKLY") return Math.floor((day + 3 - weekStart) / 7);
  return frequency === "MONTHLY" ? year * 12 + month : year;
}

function periodStart({ frequency, weekStart }: Rule, day: Day): Day {
  const { monthDay, yearDay } = placeOf(day);
  if (frequency === "WEEKLY") return day - ((weekdayOf(day) - weekStart + 7) % 7);
  return { DAILY: day, MONTHLY: day - monthDay + 1, YEARLY: day - yearDay + 1 }[frequency];
}

function periodEnd(rule: Rule, day: Day): Day {
  const { monthLength, yearLength } = placeOf(day);
  const length = { DAILY: 1, WEEKLY: 7, MONTHLY: monthLength, YEARLY: yearLength }[rule.frequency];
  return periodStart(rule, day) + length - 1;
}
