import { type Components, type RawEvent, readComponents } from "./components";
import { cutTitle } from "./cut-title";
import { type Day, dayFrom, dayOfIso } from "./day";
import { type IcsEvent, readEvent, readReplaced } from "./event";
import { linesOf } from "./lines";
import { Odd, Unreadable } from "./odd";
import { textOf } from "./property";
import { dateOf, type IcsDate, seriesDates, type Window } from "./series";
import { type LocalDate, zonesOf } from "./zones";

/** An event that could not be read, or another thing to know: the line, counted from 1, its title and what is wrong. */
export type LeftOut = { line: number; title: string; reason: string };

export type IcsReading = {
  dates: IcsDate[];
  /** How many events were left out: `timed` have times of day, `free` take up no time, `unread` are among `leftOut`. */
  timed: number;
  free: number;
  unread: number;
  /** The first of those that could not be read. */
  leftOut: LeftOut[];
};

export type IcsTask = {
  file: Uint8Array;
  /** ISO date. */
  today: string;
  maxDates: number;
  /** Whether events that take up no time count, too. */
  takeFree: boolean;
};

const YEARS_BEFORE = 1;
const YEARS_AFTER = 5;
const MAX_EVENTS = 5000;
const MAX_LEFT_OUT = 50;
/** Days that are tested for all series together: 1,000 series of seven years are 2.5 million. */
const MAX_STEPS = 5_000_000;

/**
 * Reads the whole-day events of an iCalendar file (RFC 5545). One that repeats on the same day of every year becomes one annual date;
 * other series are written out from last year to five years ahead. Events that cannot be read are named, and the others taken. All
 * work is bounded by counts, so the same file has the same answer everywhere. Throws `Unreadable` for what is no such file or too much.
 */
export function readIcs({ file, today, maxDates, takeFree }: IcsTask): IcsReading {
  const components = readComponents(linesOf(file));
  if (!components.found)
    throw new Unreadable("This is no iCalendar file. Choose one that begins with BEGIN:VCALENDAR.");
  if (components.events.length > MAX_EVENTS)
    throw new Unreadable(`The calendar has more than ${MAX_EVENTS} events. Choose a smaller one.`);
  const reading: IcsReading = { dates: [], timed: 0, free: 0, unread: 0, leftOut: [] };
  const events = readEvents(components, reading, takeFree);
  if (components.brokenOff !== null) {
    if (events.length === 0)
      throw new Unreadable("This is no iCalendar file. It breaks off before its first event ends.");
    leaveOut(reading, components.brokenOff, "", "The file breaks off here, so events may be missing.");
  }
  addDates(reading, events, windowAround(today), maxDates);
  const byKey = new Map(reading.dates.map((date) => [JSON.stringify(date), date]));
  reading.dates = [...byKey.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return reading;
}

type Known = Pick<IcsEvent, "uid" | "replaces"> & { line: number; event: IcsEvent | null };

/** Every event with its UID; `event` is null where only that, and the occurrence it stands for, could be read. */
function readEvents({ events, zones }: Components, reading: IcsReading, takeFree: boolean): Known[] {
  const localDate = zonesOf(zones);
  return events.flatMap((raw): Known[] => {
    try {
      const event = readEvent(raw, localDate);
      return [{ ...event, event: { ...event, free: event.free && !takeFree } }];
    } catch (error) {
      if (!(error instanceof Odd)) throw error;
      leaveOut(reading, error.line, titleOf(raw), error.message);
      return replacedBy(raw, localDate);
    }
  });
}

/** A changed occurrence that cannot be read is still no longer where its series has it. */
function replacedBy(raw: RawEvent, localDate: LocalDate): Known[] {
  try {
    const { uid, replaces } = readReplaced(raw, localDate);
    return replaces ? [{ line: raw.line, uid, replaces, event: null }] : [];
  } catch {
    return [];
  }
}

function titleOf(raw: RawEvent): string {
  return cutTitle(textOf(raw.properties.find(({ name }) => name === "SUMMARY")?.value ?? ""));
}

function addDates(reading: IcsReading, events: readonly Known[], window: Window, maxDates: number): void {
  let steps = 0;
  const spend = (more: number) => {
    steps += more;
    if (steps > MAX_STEPS) throw new Unreadable("The calendar's events repeat too often. Choose a simpler calendar.");
  };
  const take = (dates: readonly IcsDate[]) => {
    for (const date of dates) reading.dates.push(date);
    if (reading.dates.length > maxDates)
      throw new Unreadable(`The calendar has more than ${maxDates} dates. Choose a smaller one.`);
  };
  for (const same of byUid(events)) {
    const { series, changed } = newest(same);
    const following = changed.flatMap(({ event }) => (event?.replaces?.andLater ? [event] : []));
    const changes = {
      days: new Set(changed.flatMap(({ replaces }) => (replaces ? [replaces.day] : []))),
      following: following.sort((a, b) => (a.replaces?.day ?? 0) - (b.replaces?.day ?? 0)),
    };
    for (const event of series.filter((one) => isTaken(one, reading))) {
      try {
        take(seriesDates(event, changes, window, spend));
      } catch (error) {
        if (!(error instanceof Odd)) throw error;
        leaveOut(reading, error.line, event.title, error.message);
      }
    }
    const own = changed.flatMap(({ event }) => (event ? [event] : []));
    take(own.filter((one) => isTaken(one, reading)).map(dateOf));
  }
}

/** Whether an event gives dates; counts those that do not. */
function isTaken({ cancelled, timed, free }: IcsEvent, reading: IcsReading): boolean {
  if (cancelled) return false;
  if (timed) reading.timed += 1;
  else if (free) reading.free += 1;
  return !timed && !free;
}

/** Events by their UID; each without one stands alone. */
function byUid(events: readonly Known[]): Known[][] {
  const groups = Map.groupBy(events, ({ uid, line }) => uid ?? line);
  return [...groups.values()];
}

/**
 * Of the versions of an event, or of a changed occurrence, that with the highest SEQUENCE (RFC 5545, 3.8.7.4). Events that share a UID
 * with the same SEQUENCE are different ones, from a program that gives all the same.
 */
function newest(same: readonly Known[]): { series: IcsEvent[]; changed: Known[] } {
  const masters = same.flatMap(({ event, replaces }) => (event && !replaces ? [event] : []));
  const latest = Math.max(...masters.map(({ sequence }) => sequence));
  const byDay = new Map<Day, Known>();
  for (const one of same) {
    if (!one.replaces) continue;
    const before = byDay.get(one.replaces.day);
    if ((before?.event?.sequence ?? 0) <= (one.event?.sequence ?? 0)) byDay.set(one.replaces.day, one);
  }
  return { series: masters.filter(({ sequence }) => sequence === latest), changed: [...byDay.values()] };
}

function leaveOut(reading: IcsReading, line: number, title: string, reason: string): void {
  reading.unread += 1;
  if (reading.leftOut.length < MAX_LEFT_OUT) reading.leftOut.push({ line, title, reason });
}

function windowAround(today: string): Window {
  const year = Number(today.slice(0, 4));
  const day = (years: number, rest: [number, number]) => dayFrom(year + years, ...rest) ?? 0;
  return { from: day(-YEARS_BEFORE, [1, 1]), today: dayOfIso(today), to: day(YEARS_AFTER, [12, 31]) };
}
