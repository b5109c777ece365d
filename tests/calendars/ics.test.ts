import { describe, expect, test } from "vitest";
import { readIcs } from "@/server/resources/calendars/ics";
import { cpuMs } from "../support/timed";

const TODAY = "2026-11-23";

/** An iCalendar file of events, each a list of its lines. */
function file(...events: string[][]): string {
  const written = events.flatMap((lines, at) => ["BEGIN:VEVENT", `UID:${at}`, ...lines, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...written, "END:VCALENDAR", ""].join("\r\n");
}
const from = (text: string) => readIcs(text, TODAY).dates.map((date) => date.from);

describe("an iCalendar file", () => {
  test.each<[string, string[], object[]]>([
    [
      "one day",
      ["DTSTART;VALUE=DATE:20261224", "SUMMARY:Closed"],
      [{ title: "Closed", from: "2026-12-24", annual: false }],
    ],
    [
      "several days: its end is the day after",
      ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270102", "SUMMARY:Break"],
      [{ title: "Break", from: "2026-12-24", to: "2027-01-01", annual: false }],
    ],
    [
      "days by their number",
      ["DTSTART;VALUE=DATE:20261224", "DURATION:P2D", "SUMMARY:Break"],
      [{ title: "Break", from: "2026-12-24", to: "2026-12-25", annual: false }],
    ],
    [
      "from midnight to midnight",
      ["DTSTART;TZID=Europe/Lisbon:20261224T000000", "DTEND;TZID=Europe/Lisbon:20261225T000000"],
      [{ title: "", from: "2026-12-24", annual: false }],
    ],
    [
      "every year",
      ["DTSTART;VALUE=DATE:20200229", "RRULE:FREQ=YEARLY", "SUMMARY:Leap"],
      [{ title: "Leap", from: "2020-02-29", annual: true }],
    ],
    [
      "every year, said twice",
      ["DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"],
      [{ title: "", from: "2020-05-01", annual: true }],
    ],
    ["cancelled", ["DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED"], []],
    [
      "folded and escaped",
      ["DTSTART;VALUE=DATE:20261224", "SUMMARY:Closed\\, re", " ally\\nand truly"],
      [{ title: "Closed, really and truly", from: "2026-12-24", annual: false }],
    ],
  ])("%s", (_name, lines, dates) => {
    expect(readIcs(file(lines), TODAY)).toEqual({ dates, timed: 0, unread: 0 });
  });

  test("events with a time of day are left out, and reported", () => {
    const timed = ["DTSTART:20261224T100000Z", "DTEND:20261224T110000Z"];
    expect(readIcs(file(timed, ["DTSTART;VALUE=DATE:20261224"]), TODAY)).toMatchObject({ timed: 1, dates: [{}] });
  });

  test("what repeats otherwise is written out from last year to five years on", () => {
    const labourDay = from(file(["DTSTART;VALUE=DATE:20000904", "RRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=9"]));
    expect(labourDay).toEqual([
      "2025-09-01",
      "2026-09-07",
      "2027-09-06",
      "2028-09-04",
      "2029-09-03",
      "2030-09-02",
      "2031-09-01",
    ]);
  });

  test("up to its end, without its exceptions, and with what was moved", () => {
    const weekly = ["DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;VALUE=DATE:20261108"];
    const moved = ["RECURRENCE-ID;VALUE=DATE:20261115", "DTSTART;VALUE=DATE:20261117"];
    const text = file(weekly, moved).replace("UID:1", "UID:0");
    expect(from(text)).toEqual(["2026-11-01", "2026-11-17", "2026-11-22"]);
  });

  test.each([
    ["a day that never comes", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
    ["a position that never comes", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"],
    ["a weekday that never comes", "FREQ=MONTHLY;BYDAY=6MO"],
    ["every second", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"],
    ["a step beyond measure", "FREQ=DAILY;INTERVAL=100000000"],
    ["a part that is not read", "FREQ=YEARLY;BYWEEKNO=53"],
    ["days of a month that no day is", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
  ])("%s is left out at once, and told", async (_name, rule) => {
    const text = file(["DTSTART;VALUE=DATE:20260101", `RRULE:${rule}`]);
    const spent = await cpuMs(() => expect(readIcs(text, TODAY)).toMatchObject({ dates: [], unread: 1 }));
    expect(spent).toBeLessThan(500);
  });

  test("many events that have repeated for decades do not block the server", async () => {
    const daily = ["DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;INTERVAL=7"];
    const text = file(...Array.from({ length: 500 }, () => daily));
    const spent = await cpuMs(() => expect(() => readIcs(text, TODAY)).toThrow(/more than|too long/));
    expect(spent).toBeLessThan(4000);
  });

  test.each([
    ["nothing", ""],
    ["something else", "<html></html>"],
    ["a card", "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"],
    ["what breaks off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026"],
  ])("%s is told to be none", (_name, text) => {
    expect(() => readIcs(text, TODAY)).toThrow("This is no iCalendar file.");
  });

  test("a file with more dates than a calendar takes, or one that is too large, is refused", () => {
    const events = Array.from({ length: 2001 }, () => ["DTSTART;VALUE=DATE:20261224"]);
    expect(() => readIcs(file(...events), TODAY)).toThrow("more than 2000 dates");
    expect(() => readIcs("x".repeat(1024 * 1024 + 1), TODAY)).toThrow("larger than 1 MiB");
  });
});
