import type { Line } from "./lines";
import { Unreadable } from "./odd";
import { type Property, readProperty } from "./property";

/** An event with an alarm is three deep. */
const MAX_DEPTH = 20;

/** An event as it stands in the file. `fault`: why its place or its end makes it unreadable. */
export type RawEvent = { line: number; properties: Property[]; fault: string | null };
export type Components = {
  /** Whether there is a calendar at all. */
  found: boolean;
  events: RawEvent[];
  /** The lines of each time zone that the file itself defines, by its id. */
  zones: Map<string, string[]>;
  /** The last line, where the file breaks off inside a component; else null. */
  brokenOff: number | null;
};

/** A message of iTIP (RFC 5546, 3.2.5), whose events take place no more. */
const CANCELS = "This file cancels events, and is no calendar. Choose an export of the whole calendar.";

type Open = { name: string; event: RawEvent | null; zone: string[] | null };

/** Sorts lines into the components that BEGIN and END delimit (RFC 5545, 3.4 to 3.6). */
export function readComponents(lines: readonly Line[]): Components {
  const read: Components = { found: false, events: [], zones: new Map(), brokenOff: null };
  const open: Open[] = [];
  const zoneLines = () => open.find(({ zone }) => zone)?.zone;

  function close(to: number, why: string): void {
    for (const { event } of open.splice(to)) if (event) event.fault ??= why;
  }

  function begin(name: string, line: number): void {
    if (open.length >= MAX_DEPTH)
      throw new Unreadable(`The calendar has more than ${MAX_DEPTH} parts inside each other.`);
    if (name === "VCALENDAR") read.found = true;
    if (name !== "VEVENT") {
      open.push({ name, event: null, zone: name === "VTIMEZONE" ? [] : null });
      return;
    }
    if (open.at(-1)?.name === "VEVENT") close(open.length - 1, "It has no END:VEVENT.");
    const parent = open.at(-1)?.name;
    const fault = parent === "VCALENDAR" ? null : `It stands ${parent ? `inside ${parent}` : "outside of VCALENDAR"}.`;
    const event: RawEvent = { line, properties: [], fault };
    read.events.push(event);
    open.push({ name, event, zone: null });
  }

  function end(name: string): void {
    const at = open.findLastIndex((one) => one.name === name);
    if (at < 0) return;
    close(at + 1, "It has no END:VEVENT.");
    open.pop();
  }

  for (const line of lines) {
    const property = readProperty(line);
    if (!property) continue;
    zoneLines()?.push(line.text);
    const name = property.value.toUpperCase();
    if (property.name === "BEGIN") {
      begin(name, property.line);
      if (name === "VTIMEZONE") zoneLines()?.push(line.text);
    } else if (property.name === "END") end(name);
    else {
      const inside = open.at(-1);
      if (property.name === "METHOD" && name === "CANCEL" && inside?.name === "VCALENDAR")
        throw new Unreadable(CANCELS);
      inside?.event?.properties.push(property);
      if (inside?.zone && property.name === "TZID") read.zones.set(property.value, inside.zone);
    }
  }
  if (open.length > 0) {
    close(0, "The file breaks off in it.");
    read.brokenOff = lines.at(-1)?.number ?? null;
  }
  return read;
}
