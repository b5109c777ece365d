import ICAL from "ical.js";
import { localTime } from "@/engine/local-time";

/** The day (ISO date) at an instant in a zone of the file; null where the zone is not known. */
export type LocalDate = (instant: string, zone: string) => string | null;

/** Zones by their IANA name, else as the file defines them, as Outlook does for names such as "W. Europe Standard Time". */
export function zonesOf(defined: ReadonlyMap<string, string[]>): LocalDate {
  const made = new Map<string, ICAL.Timezone | null>();
  const own = (id: string): ICAL.Timezone | null => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const zone = makeZone(id, defined.get(id));
    made.set(id, zone);
    return zone;
  };
  return (instant, id) => {
    const local = localTime(instant, id);
    if (local) return local.date;
    const zone = own(id);
    if (!zone) return null;
    return ICAL.Time.fromJSDate(new Date(instant), true).convertToZone(zone).toString().slice(0, 10);
  };
}

function makeZone(tzid: string, lines: string[] | undefined): ICAL.Timezone | null {
  if (!lines) return null;
  try {
    const component = new ICAL.Component(ICAL.parse(lines.join("\r\n")) as never);
    return component.getAllSubcomponents().length > 0 ? new ICAL.Timezone({ component, tzid }) : null;
  } catch {
    return null;
  }
}
