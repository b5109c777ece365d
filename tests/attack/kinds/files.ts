import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Attack } from "../attack";
import { saidBy } from "../studio";

/** Rules for days that never come, as many as a file may have events. */
function hostileCalendar(): string {
  const rules = Array.from({ length: 9000 }, (_, at) => [
    ...["BEGIN:VEVENT", `UID:${at}`, "DTSTART;VALUE=DATE:20260101"],
    ...["RRULE:FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2", "END:VEVENT"],
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...rules.flat(), "END:VCALENDAR", ""].join("\r\n");
}

/** The costliest that the count of events lets through: a century of days, counted from their start. */
function longSeries(): string {
  const series = Array.from({ length: 500 }, (_, at) => [
    ...["BEGIN:VEVENT", `UID:${at}`, "DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;COUNT=40000", "END:VEVENT"],
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...series.flat(), "END:VCALENDAR", ""].join("\r\n");
}

const uploads = (kind: string, file: () => string): Attack => ({
  kind,
  inFlight: 4,
  prepare: async ({ studio }) => {
    const sent = Buffer.from(file()).toString("base64");
    return async () => saidBy(await studio.change("admin.calendars.readIcs", { file: sent }));
  },
});

/** RIFF of empty chunks, as long as a recording may be. */
function emptyChunks(): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(10 * 1024 * 1024 - 4);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVE", 8, "latin1");
  for (let at = 12; at + 8 <= bytes.length; at += 8) bytes.write("junk", at, "latin1");
  return new Uint8Array(bytes);
}

export const files: Attack[] = [
  uploads("calendar file: 9,000 rules for days that never come", hostileCalendar),
  uploads("calendar file: 500 centuries of days", longSeries),
  {
    kind: "calendar feed: 500 centuries of days",
    inFlight: 4,
    prepare: async ({ studio }) => {
      const feed = longSeries();
      const server = createServer((_, response) => response.setHeader("content-type", "text/calendar").end(feed));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const feedUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.ics`;
      const calendar = { name: "Hostile", dates: [], holidays: null, feedUrl };
      return async () => saidBy(await studio.change("admin.calendars.add", calendar));
    },
  },
  {
    kind: "recording: 10 MiB of empty chunks",
    inFlight: 2,
    prepare: async ({ baseUrl, studio: { cookie } }) => {
      const body = emptyChunks();
      const headers = { cookie, "content-type": "application/octet-stream", "sec-fetch-site": "same-origin" };
      return async () =>
        saidBy(await fetch(`${baseUrl}/api/recordings?name=${crypto.randomUUID()}`, { method: "POST", headers, body }));
    },
  },
];
