import { readIcs as read } from "@/server/resources/calendars/ics/read-ics";

const TODAY = "2026-11-23";
/** What is read of a file today. */
export const readIcs = (file: Uint8Array | string, more: object = {}) =>
  read({ file: Buffer.from(file), today: TODAY, maxDates: 2000, takeFree: false, ...more });

export const text = (lines: string[], lineEnd = "\r\n") =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...lines, "END:VCALENDAR", ""].join(lineEnd);
/** An iCalendar file of events, each a list of its lines. */
export function file(...events: string[][]): string {
  const written = events.map((lines, at) =>
    lines.some((line) => line.startsWith("UID:")) ? lines : [`UID:${at}`, ...lines],
  );
  return text(written.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]));
}
/** The first days of the dates that are read of a file. */
export const from = (written: string) => readIcs(written).dates.map((date) => date.from);

/** Nothing was left out. */
export const CLEAN = { timed: 0, free: 0, unread: 0, leftOut: [] };
export const XMAS = "DTSTART;VALUE=DATE:20261224";
