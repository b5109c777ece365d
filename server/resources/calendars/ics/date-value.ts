import { type Day, dayFrom, dayOfIso } from "./day";
import { Odd } from "./odd";
import type { Property } from "./property";
import type { LocalDate } from "./zones";

/** A date or a time of day. `day`: the date that is written; `zone`: "UTC", another one's id, or null for the time at any place. */
export type DateValue = { day: Day; isDate: boolean; isMidnight: boolean; written: string; zone: string | null };

const DATE = /^(\d{4})(\d\d)(\d\d)$/;
const DATE_TIME = /^(\d{4})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?)$/;
const MAX_QUOTED = 40;

/** The one date or time of a property. Throws `Odd`. */
export function dateValue(property: Property): DateValue {
  return readOne(property, property.value);
}

/** The dates or times of a property that may have several. Throws `Odd`. */
export function dateValues(property: Property): DateValue[] {
  return property.value.split(",").map((value) => readOne(property, value.trim()));
}

function readOne(property: Property, value: string): DateValue {
  const { name, parameters, line } = property;
  const type = (parameters.get("VALUE") ?? "DATE-TIME").toUpperCase();
  if (type !== "DATE" && type !== "DATE-TIME") throw new Odd(line, `${name} is a ${type}, which is not read.`);
  if (value === "") throw new Odd(line, `${name} is empty.`);
  const wanted = type === "DATE" ? "a date, such as 20261224" : "a date and time, such as 20261224T090000";
  const parsed = (type === "DATE" ? DATE : DATE_TIME).exec(value);
  if (!parsed) {
    const hint = type === "DATE-TIME" && DATE.test(value) ? " For a date it needs VALUE=DATE." : "";
    throw new Odd(line, `${name} is ${quoted(value)}, which is not ${wanted}.${hint}`);
  }
  const [, year, month, dayOfMonth, hour = "00", minute = "00", second = "00", utc = ""] = parsed;
  const day = dayFrom(Number(year), Number(month), Number(dayOfMonth));
  if (day === null) throw new Odd(line, `${name} is ${quoted(value)}, which is no day between 1900 and 2199.`);
  return {
    day,
    isDate: type === "DATE",
    isMidnight: hour === "00" && minute === "00" && second === "00",
    written: value,
    zone: type === "DATE" ? null : utc ? "UTC" : (parameters.get("TZID") ?? null),
  };
}

/**
 * The day that a date or time names within a series whose start is in `zone`: a time in UTC is first converted to it, so that the
 * midnights of a place stay its midnights. Throws `Odd` where the zone is not known.
 */
export function dayInSeries(value: DateValue, zone: string | null, line: number, localDate: LocalDate): Day {
  if (value.zone !== "UTC" || zone === null || zone === "UTC") return value.day;
  const [, year, month, day, hour, minute, second] = DATE_TIME.exec(value.written) ?? [];
  const local = localDate(`${year}-${month}-${day}T${hour}:${minute}:${second === "60" ? "59" : second}Z`, zone);
  if (local === null) throw new Odd(line, `Its time zone ${quoted(zone)} is neither known nor defined in the file.`);
  return dayOfIso(local);
}

/** A value as a message shows it. */
export function quoted(value: string): string {
  const characters = [...value.replaceAll(/\p{Cc}/gu, " ")];
  return `"${characters.slice(0, MAX_QUOTED).join("")}${characters.length > MAX_QUOTED ? "…" : ""}"`;
}
