import type { RawEvent } from "./components";
import { cutTitle } from "./cut-title";
import { type DateValue, dateValue, dateValues, dayInSeries, quoted } from "./date-value";
import { type Day, LAST_DAY } from "./day";
import { Odd } from "./odd";
import { type Property, textOf } from "./property";
import { type Rule, readRule } from "./rule";
import type { LocalDate } from "./zones";

export type IcsEvent = {
  line: number;
  uid: string | null;
  sequence: number;
  title: string;
  cancelled: boolean;
  /** It takes up no time (TRANSP:TRANSPARENT; RFC 5545, 3.8.2.7). */
  free: boolean;
  /** It has times of day. */
  timed: boolean;
  start: Day;
  /** How many days it lasts. */
  length: number;
  rules: Rule[];
  added: Day[];
  removed: Day[];
  /** The occurrence of its series that it stands for, and whether for all later ones, too. */
  replaces: { day: Day; andLater: boolean } | null;
};

/** What comes twice contradicts itself. */
const SINGLE = ["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "TRANSP"];

/** What an event says that can be read on its own, even where the rest cannot: which occurrence it stands for. */
export function readReplaced(raw: RawEvent, localDate: LocalDate): Pick<IcsEvent, "uid" | "replaces"> {
  const uid = textIn(raw, "UID");
  const property = propertyOf(raw, "RECURRENCE-ID");
  if (!property) return { uid, replaces: null };
  const zone = propertyOf(raw, "DTSTART")?.parameters.get("TZID") ?? null;
  const day = dayInSeries(dateValue(property), zone, property.line, localDate);
  const range = property.parameters.get("RANGE")?.toUpperCase();
  return { uid, replaces: { day, andLater: range === "THISANDFUTURE" } };
}

/** Reads an event. Throws `Odd` with the line that cannot be read, or does not go together with another. */
export function readEvent(raw: RawEvent, localDate: LocalDate): IcsEvent {
  if (raw.fault) throw new Odd(raw.line, raw.fault);
  for (const name of SINGLE) {
    const [, second] = raw.properties.filter((property) => property.name === name);
    if (second) throw new Odd(second.line, `${name} comes twice.`);
  }
  const starts = propertyOf(raw, "DTSTART");
  if (!starts) throw new Odd(raw.line, "It has no DTSTART, so no day.");
  const start = dateValue(starts);
  const inSeries = (value: DateValue, line: number) => dayInSeries(value, start.zone, line, localDate);
  const { timed, length } = extentOf(raw, starts, start);
  return {
    line: raw.line,
    title: titleOf(raw),
    cancelled: textIn(raw, "STATUS")?.toUpperCase() === "CANCELLED",
    free: textIn(raw, "TRANSP")?.toUpperCase() === "TRANSPARENT",
    sequence: Number(textIn(raw, "SEQUENCE")) || 0,
    timed,
    start: start.day,
    length,
    ...readReplaced(raw, localDate),
    // The rest of what is left out need not be understood.
    ...(timed ? { rules: [], added: [], removed: [] } : recurrenceOf(raw, inSeries)),
  };
}

function recurrenceOf(raw: RawEvent, inSeries: (value: DateValue, line: number) => Day) {
  const [old] = raw.properties.filter(({ name }) => name === "EXRULE");
  if (old) throw new Odd(old.line, "EXRULE is not read.");
  const days = (wanted: string) =>
    raw.properties
      .filter(({ name, value }) => name === wanted && value !== "")
      .flatMap((property) => dateValues(property).map((value) => inSeries(value, property.line)));
  const rules = raw.properties
    .filter(({ name }) => name === "RRULE")
    .map((property) => ruleOf(property, (value) => inSeries(value, property.line)));
  return { rules, added: days("RDATE"), removed: days("EXDATE") };
}

function ruleOf(property: Property, inSeries: (value: DateValue) => Day): Rule {
  const dayOfUntil = (written: string): Day => {
    const type = /^\d{8}$/.test(written) ? "DATE" : "DATE-TIME";
    const parameters = new Map([["VALUE", type]]);
    return inSeries(dateValue({ line: property.line, name: "UNTIL", parameters, value: written }));
  };
  try {
    return readRule(property.value, dayOfUntil);
  } catch (error) {
    if (error instanceof Odd) throw error;
    throw new Odd(
      property.line,
      `Its repetition ${quoted(property.value)} cannot be read: ${(error as Error).message}.`,
    );
  }
}

/** An event's end is the day after its last one (RFC 5545, 3.6.1). From midnight to midnight it lasts whole days, too. */
function extentOf(raw: RawEvent, starts: Property, start: DateValue): { timed: boolean; length: number } {
  const ends = propertyOf(raw, "DTEND");
  const lasts = propertyOf(raw, "DURATION");
  if (ends && lasts) throw new Odd(lasts.line, "It has both DTEND and DURATION.");
  if (ends) {
    const end = dateValue(ends);
    if (end.isDate !== start.isDate)
      throw new Odd(ends.line, `DTSTART is a ${kind(start)} and DTEND is a ${kind(end)}.`);
    if (end.day < start.day) throw new Odd(ends.line, "DTEND comes before DTSTART.");
    if (!start.isDate && (!start.isMidnight || !end.isMidnight || end.day === start.day))
      return { timed: true, length: 1 };
    return { timed: false, length: Math.max(1, end.day - start.day) };
  }
  if (!lasts) return { timed: !start.isDate, length: 1 };
  const days = daysIn(lasts, start);
  if (days === null || !(start.isDate || start.isMidnight)) return { timed: true, length: 1 };
  if (start.day + days - 1 > LAST_DAY) throw new Odd(lasts.line, "It lasts beyond 2199.");
  if (days < 1) throw new Odd(starts.line, "It lasts no time.");
  return { timed: false, length: days };
}

const kind = ({ isDate }: DateValue) => (isDate ? "date" : "date and time");

const DURATION = /^([+-]?)P(?:(\d{1,7})W|(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?)$/;

/** The whole days of a duration (RFC 5545, 3.3.6); null where it has hours beside, which a date cannot last. */
function daysIn(property: Property, start: DateValue): number | null {
  const parsed = /\d/.test(property.value) ? DURATION.exec(property.value.toUpperCase()) : null;
  if (!parsed || parsed[1] === "-")
    throw new Odd(property.line, `DURATION is ${quoted(property.value)}, which is no length of time, such as P1D.`);
  const [, , weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parsed.map((part) => Number(part) || 0);
  const all = weeks * 7 + days + (hours * 3600 + minutes * 60 + seconds) / 86_400;
  if (Number.isInteger(all)) return all;
  if (start.isDate) throw new Odd(property.line, "DTSTART is a date, and DURATION is not in whole days.");
  return null;
}

function titleOf(raw: RawEvent): string {
  return cutTitle(textOf(textIn(raw, "SUMMARY") ?? ""));
}

function propertyOf({ properties }: RawEvent, wanted: string): Property | undefined {
  return properties.find(({ name }) => name === wanted);
}

function textIn(raw: RawEvent, name: string): string | null {
  return propertyOf(raw, name)?.value || null;
}
