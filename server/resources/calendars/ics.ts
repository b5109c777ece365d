import ICAL from "ical.js";
import { PatchcordError } from "../../platform/errors";
import { addDays } from "./holidays";
import { expandDays, isYearly } from "./ics-rule";
import { type CalendarDate, MAX_DATES, MAX_ICS_CHARACTERS } from "./schema";

export type IcsDates = {
  dates: CalendarDate[];
  /** How many events were left out: `timed` have a time of day, `unread` a recurrence that is not supported. */
  timed: number;
  unread: number;
};

/** Only a file that was made to be slow takes longer. */
const MAX_READ_MS = 1500;

/**
 * Reads the whole-day events of an iCalendar file (RFC 5545). One that repeats every year becomes one annual date; other recurrences
 * are expanded from last year to five years ahead. Throws `invalid_request` where the text is no such file or has too many dates.
 */
export function readIcs(text: string, today: string): IcsDates {
  if (text.length > MAX_ICS_CHARACTERS) throw unusable("The calendar is larger than 1 MiB. Choose a smaller one.");
  const events = eventsIn(text);
  const found: IcsDates = { dates: [], timed: 0, unread: 0 };
  const deadline = Date.now() + MAX_READ_MS;
  // A changed occurrence is an event of its own and replaces the occurrence of the recurring event.
  const replacedDays = new Set(events.map((event) => `${event.uid} ${event.recurrenceId?.toString().slice(0, 10)}`));
  for (const event of events) {
    if (String(event.component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED") continue;
    const range = rangeOf(event);
    if (!range) {
      found.timed += 1;
      continue;
    }
    if (!event.isRecurring() || event.isRecurrenceException()) found.dates.push(range);
    else if (isYearly(event)) found.dates.push({ ...range, annual: true });
    else {
      const days = expandDays(event, today, deadline);
      if (!days) found.unread += 1;
      const kept = (days ?? []).filter((day) => !replacedDays.has(`${event.uid} ${day}`));
      found.dates.push(...kept.map((from) => moveTo(range, from)));
    }
    if (found.dates.length > MAX_DATES) throw unusable(`The calendar has more than ${MAX_DATES} dates.`);
    if (Date.now() > deadline) throw unusable("The calendar takes too long to read. Choose a simpler one.");
  }
  found.dates.sort((a, b) => (a.from < b.from ? -1 : 1));
  return found;
}

function eventsIn(text: string): ICAL.Event[] {
  try {
    const parsed: unknown[] = ICAL.parse(text);
    const roots = (typeof parsed[0] === "string" ? [parsed] : parsed) as unknown[][];
    const calendars = roots.map((root) => new ICAL.Component(root as never)).filter(({ name }) => name === "vcalendar");
    if (calendars.length > 0)
      return calendars.flatMap((one) => one.getAllSubcomponents("vevent")).map((event) => new ICAL.Event(event));
  } catch {
    // The error below says what to do.
  }
  throw unusable("This is no iCalendar file. Choose one that begins with BEGIN:VCALENDAR.");
}

/** The days of an event; null where it has a time of day. An event's end is the day after its last day (RFC 5545, 3.6.1). */
function rangeOf(event: ICAL.Event): CalendarDate | null {
  const { startDate: start, endDate: end } = event;
  if (!start) return null;
  const areMidnights = [start, end].every((time) => !time || time.isDate || (time.hour === 0 && time.minute === 0));
  const [from, after] = [dayOf(start), dayOf(end ?? start)];
  if (!start.isDate && (!areMidnights || after <= from)) return null;
  if (!/^(19|20|21)\d\d-/.test(from)) return null;
  const last = after > from ? addDays(after, -1) : from;
  const title = String(event.summary ?? "")
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 120);
  return { title, from, ...(last > from ? { to: last } : {}), annual: false };
}

function dayOf({ year, month, day }: ICAL.Time): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function moveTo(range: CalendarDate, from: string): CalendarDate {
  if (!range.to) return { ...range, from };
  const days = Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000);
  return { ...range, from, to: addDays(from, days) };
}

function unusable(message: string): PatchcordError {
  return new PatchcordError("invalid_request", message, { fields: [{ name: "ics", description: message }] });
}
