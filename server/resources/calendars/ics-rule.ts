import type ICAL from "ical.js";

const YEARS_BEFORE = 1;
const YEARS_AFTER = 5;

/** The parts of a recurrence rule that are supported, by frequency. With others the library can search endlessly for a day that never comes. */
const SUPPORTED_PARTS: Readonly<Record<string, readonly string[]>> = {
  YEARLY: ["BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"],
  MONTHLY: ["BYMONTHDAY", "BYDAY", "BYSETPOS"],
  WEEKLY: ["BYDAY"],
  DAILY: [],
};
const MAX_INTERVAL = 100;
/** Every month has each weekday at least this often. */
const MAX_POSITION = 4;
const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const rulesOf = (event: ICAL.Event) =>
  event.component.getAllProperties("rrule").map((rule) => rule.getFirstValue() as ICAL.Recur);

/** True for an event that repeats on the same day of every year without end. */
export function isYearly(event: ICAL.Event): boolean {
  const [rule, ...others] = rulesOf(event);
  if (!rule || others.length > 0 || event.component.hasProperty("exdate") || event.component.hasProperty("rdate"))
    return false;
  if (rule.freq !== "YEARLY" || rule.interval !== 1 || rule.count || rule.until) return false;
  const { month, day } = event.startDate;
  const parts = partsOf(rule);
  return Object.entries(parts).every(
    ([name, values]) =>
      values.length === 1 &&
      ((name === "BYMONTH" && values[0] === month) || (name === "BYMONTHDAY" && values[0] === day)),
  );
}

/** The days on which an event begins, from last year to five years ahead, as ISO dates; null where its rule is not supported. */
export function expandDays(event: ICAL.Event, today: string, deadline: number): string[] | null {
  if (!rulesOf(event).every(isSupported)) return null;
  const year = Number(today.slice(0, 4));
  const [first, last] = [`${year - YEARS_BEFORE}-01-01`, `${year + YEARS_AFTER}-12-31`];
  const days: string[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = next.toString().slice(0, 10);
    if (day > last || Date.now() > deadline) break;
    if (day >= first) days.push(day);
  }
  return days;
}

function isSupported(rule: ICAL.Recur): boolean {
  const allowed = SUPPORTED_PARTS[rule.freq];
  const parts = partsOf(rule);
  if (!allowed || rule.interval > MAX_INTERVAL || !Object.keys(parts).every((name) => allowed.includes(name)))
    return false;
  const { BYMONTH: months = [], BYMONTHDAY: days = [], BYSETPOS: positions = [], BYDAY: weekdays = [] } = parts;
  const longest = Math.max(0, ...(months.length > 0 ? months : [1]).map((month) => DAYS_IN[Number(month) - 1] ?? 0));
  return (
    days.every((day) => Math.abs(Number(day)) >= 1 && Math.abs(Number(day)) <= longest) &&
    positions.every((at) => weekdays.length > 0 && Math.abs(Number(at)) <= MAX_POSITION) &&
    (days.length === 0 || weekdays.length === 0) &&
    weekdays.every(
      (day) =>
        Math.abs(Number.parseInt(String(day), 10) || 0) <=
        (rule.freq === "YEARLY" && months.length === 0 ? 52 : MAX_POSITION + 1),
    )
  );
}

function partsOf(rule: ICAL.Recur): Record<string, (string | number)[]> {
  return rule.parts as Record<string, (string | number)[]>;
}
