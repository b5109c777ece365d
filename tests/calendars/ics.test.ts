import { describe, expect, test } from "vitest";
import { cpuMs } from "../support/timed";
import { CLEAN, file, from, readIcs, text, XMAS } from "./ics-file";

describe("an iCalendar file", () => {
  test.each<[string, string[], object[]]>([
    ["one day", [XMAS, "SUMMARY:Closed"], [{ title: "Closed", from: "2026-12-24", annual: false }]],
    [
      "several days: its end is the day after",
      [XMAS, "DTEND;VALUE=DATE:20270102", "SUMMARY:Break"],
      [{ title: "Break", from: "2026-12-24", to: "2027-01-01", annual: false }],
    ],
    [
      "days by their number",
      [XMAS, "DURATION:P2D", "SUMMARY:Break"],
      [{ title: "Break", from: "2026-12-24", to: "2026-12-25", annual: false }],
    ],
    [
      "days by their weeks",
      [XMAS, "DURATION:P1W"],
      [{ title: "", from: "2026-12-24", to: "2026-12-30", annual: false }],
    ],
    [
      "from midnight to midnight",
      ["DTSTART;TZID=Europe/Lisbon:20261224T000000", "DTEND;TZID=Europe/Lisbon:20261225T000000"],
      [{ title: "", from: "2026-12-24", annual: false }],
    ],
    [
      "from midnight, for 48 hours",
      ["DTSTART;TZID=W. Europe Standard Time:20261224T000000", "DURATION:PT48H"],
      [{ title: "", from: "2026-12-24", to: "2026-12-25", annual: false }],
    ],
    [
      "an end on its first day",
      [XMAS, "DTEND;VALUE=DATE:20261224"],
      [{ title: "", from: "2026-12-24", annual: false }],
    ],
    [
      "every year",
      ["DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY", "SUMMARY:May"],
      [{ title: "May", from: "2020-05-01", annual: true }],
    ],
    [
      "every year, said twice",
      ["DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"],
      [{ title: "", from: "2020-05-01", annual: true }],
    ],
    [
      "every year from the next on: before, there is no day that is still to come",
      ["DTSTART;VALUE=DATE:20270201", "RRULE:FREQ=YEARLY"],
      [{ title: "", from: "2027-02-01", annual: true }],
    ],
    [
      "every year from a later one on: not before",
      ["DTSTART;VALUE=DATE:20300501", "RRULE:FREQ=YEARLY"],
      [
        { title: "", from: "2030-05-01", annual: false },
        { title: "", from: "2031-05-01", annual: false },
      ],
    ],
    [
      "a leap day is in leap years only",
      ["DTSTART;VALUE=DATE:20200229", "RRULE:FREQ=YEARLY", "SUMMARY:Leap"],
      [{ title: "Leap", from: "2028-02-29", annual: false }],
    ],
    ["cancelled", [XMAS, "STATUS:CANCELLED"], []],
    [
      "folded and escaped",
      [XMAS, "SUMMARY:Closed\\, re", " ally\\nand truly"],
      [{ title: "Closed, really and truly", from: "2026-12-24", annual: false }],
    ],
    [
      "an alarm inside, which has a title and a duration of its own",
      [XMAS, "BEGIN:VALARM", "SUMMARY:Ring", "DURATION:PT5M", "END:VALARM", "SUMMARY:Closed"],
      [{ title: "Closed", from: "2026-12-24", annual: false }],
    ],
    [
      "a colon in a quoted parameter",
      ['SUMMARY;ALTREP="cid:part;1":Closed', XMAS],
      [{ title: "Closed", from: "2026-12-24", annual: false }],
    ],
    [
      "a text whose line break was not escaped",
      [XMAS, "SUMMARY:Closed", "DESCRIPTION:one", "two and three"],
      [{ title: "Closed", from: "2026-12-24", annual: false }],
    ],
  ])("%s", (_name, lines, dates) => {
    expect(readIcs(file(lines))).toEqual({ dates, ...CLEAN });
  });

  test("events with a time of day are left out, and counted", () => {
    const timed = ["DTSTART:20261224T100000Z", "DTEND:20261224T110000Z"];
    const moment = ["DTSTART;TZID=Europe/Lisbon:20261224T000000"];
    expect(readIcs(file(timed, moment, [XMAS]))).toMatchObject({ timed: 2, unread: 0, dates: [{}] });
  });

  test("13.19 events that take up no time are left out and counted, or taken where that is wished", () => {
    const written = file([XMAS, "TRANSP:TRANSPARENT"], ["DTSTART;VALUE=DATE:20261231", "TRANSP:OPAQUE"]);
    expect(readIcs(written)).toMatchObject({ free: 1, dates: [{ from: "2026-12-31" }] });
    const all = readIcs(written, { takeFree: true });
    expect(all).toMatchObject({ free: 0, dates: [{ from: "2026-12-24" }, { from: "2026-12-31" }] });
  });
});

describe("13.19 an odd event is named with its line and reason, and the others are taken:", () => {
  const good = ["SUMMARY:Good", "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202"];
  test.each<[string, string[], number, RegExp]>([
    ["a date without its type", ["DTSTART:20270502", "RRULE:FREQ=YEARLY"], 0, /"20270502".*VALUE=DATE/],
    ["an end that is empty", [XMAS, "DTEND;VALUE=DATE:"], 1, /DTEND is empty/],
    ["a date with dashes", ["DTSTART;VALUE=DATE:2026-12-25"], 0, /"2026-12-25".*such as 20261224/],
    ["a day that is none", ["DTSTART;VALUE=DATE:20260230"], 0, /no day/],
    ["a year that no calendar takes", ["DTSTART;VALUE=DATE:16010101"], 0, /between 1900 and 2199/],
    ["no start", ["DTEND;VALUE=DATE:20261225"], -1, /no DTSTART/],
    ["an end before the start", [XMAS, "DTEND;VALUE=DATE:20261223"], 1, /DTEND comes before DTSTART/],
    ["an end of another kind", [XMAS, "DTEND:20261225T000000"], 1, /DTSTART is a date and DTEND is a date and time/],
    ["an end and a duration", [XMAS, "DTEND;VALUE=DATE:20261225", "DURATION:P1D"], 2, /both DTEND and DURATION/],
    ["a duration of hours", [XMAS, "DURATION:PT5H"], 1, /not in whole days/],
    ["a duration that is none", [XMAS, "DURATION:1 day"], 1, /"1 day"/],
    ["a duration backwards", [XMAS, "DURATION:-P1D"], 1, /"-P1D"/],
    ["a duration beyond measure", [XMAS, "DURATION:P9999999D"], 1, /beyond 2199/],
    ["two starts", [XMAS, "DTSTART;VALUE=DATE:20261225"], 1, /DTSTART comes twice/],
    ["a start that is a period", ["DTSTART;VALUE=PERIOD:20261224T000000Z/P1D"], 0, /PERIOD, which is not read/],
    ["a rule of seconds", [XMAS, "RRULE:FREQ=SECONDLY"], 1, /does not repeat by days/],
    ["a part that is not read", [XMAS, "RRULE:FREQ=YEARLY;BYWEEKNO=53"], 1, /BYWEEKNO is not read/],
    ["a rule that is none", [XMAS, "RRULE:every year"], 1, /cannot be read/],
    ["a month that is none", [XMAS, "RRULE:FREQ=YEARLY;BYMONTH=13"], 1, /BYMONTH cannot be 13/],
    ["days to leave out that are none", [XMAS, "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:1"], 2, /EXDATE is "1"/],
    [
      "a zone that nobody knows",
      ["DTSTART;TZID=Nowhere:20261224T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;UNTIL=20261226T230000Z"],
      2,
      /time zone "Nowhere"/,
    ],
    [
      "a day that never comes",
      ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
      -1,
      /gives no day/,
    ],
    [
      "a position that never comes",
      ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2"],
      -1,
      /gives no day/,
    ],
  ])("%s", (_name, lines, at, reason) => {
    const odd = ["SUMMARY:Odd one", ...lines];
    const written = file(good, odd, good);
    const reading = readIcs(written);
    // Where no line of it is wrong by itself, it is named by its first.
    const all = written.split("\r\n");
    const line = at < 0 ? all.indexOf("UID:1") : all.indexOf(lines[at] ?? "") + 1;
    expect(reading.leftOut).toEqual([{ line, title: "Odd one", reason: expect.stringMatching(reason) }]);
    expect(reading).toMatchObject({ unread: 1, timed: 0, dates: [{ title: "Good", from: "2026-12-01" }] });
  });

  test.each<[string, string[], object]>([
    [
      "inside a task",
      ["BEGIN:VTODO", "BEGIN:VEVENT", XMAS, "END:VEVENT", "END:VTODO"],
      { line: 5, reason: "It stands inside VTODO." },
    ],
    [
      "without its end",
      ["BEGIN:VEVENT", XMAS, "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261201", "END:VEVENT"],
      { line: 4, reason: "It has no END:VEVENT." },
    ],
    ["after an end too many", ["END:VEVENT", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:2026", "END:VEVENT"], { line: 6 }],
  ])("%s", (_name, lines, leftOut) => {
    const { dates, leftOut: named } = readIcs(
      text([...lines, "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261201", "END:VEVENT"]),
    );
    expect(named).toMatchObject([leftOut]);
    expect(dates).toMatchObject([{ from: "2026-12-01" }]);
  });

  test("a file that breaks off says where, and keeps what was whole", () => {
    const whole = file(good, [XMAS]);
    const reading = readIcs(whole.slice(0, whole.lastIndexOf("END:VEVENT")));
    expect(reading.dates).toMatchObject([{ title: "Good" }]);
    expect(reading.leftOut).toMatchObject([{ line: 10, reason: "The file breaks off in it." }, { line: 12 }]);
  });

  test("a title is cut between characters", () => {
    const flag = "🇺🇦";
    const [cut] = readIcs(file([XMAS, `SUMMARY:${"a".repeat(119)}😀 holiday`])).dates;
    expect(cut?.title).toBe("a".repeat(119));
    const [flags] = readIcs(file([XMAS, `SUMMARY:${flag.repeat(40)}`])).dates;
    expect(flags?.title).toBe(flag.repeat(30));
  });
});

describe("13.19 codings and line ends", () => {
  const written = file([XMAS, "SUMMARY:Straße nach München"]);
  const utf16be = Buffer.from(`\uFEFF${written}`, "utf16le").swap16();
  test.each<[string, Uint8Array | string]>([
    ["UTF-8 with its mark", `\uFEFF${written}`],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${written}`, "utf16le")],
    ["UTF-16, big end first", utf16be],
    ["UTF-16 without its mark", Buffer.from(written, "utf16le")],
    ["Latin-1", Buffer.from(written, "latin1")],
    ["LF only", written.replaceAll("\r\n", "\n")],
    ["CR only", written.replaceAll("\r\n", "\r")],
    ["CR CR LF", written.replaceAll("\r\n", "\r\r\n")],
    ["blank lines", written.replaceAll("\r\n", "\r\n\r\n")],
    ["small letters", written.replace("BEGIN:VEVENT", "begin:vevent").replace("DTSTART;VALUE", "dtstart;value")],
  ])("%s", (_name, content) => {
    expect(readIcs(content)).toEqual({
      dates: [{ title: "Straße nach München", from: "2026-12-24", annual: false }],
      ...CLEAN,
    });
  });

  test("a fold inside a character", () => {
    const [before = "", after = ""] = file([XMAS, "SUMMARY:Nach M|nchen"]).split("|");
    const bytes = Buffer.concat([
      Buffer.from(before),
      Buffer.from([0xc3]),
      Buffer.from("\r\n "),
      Buffer.from([0xbc]),
      Buffer.from(after),
    ]);
    expect(readIcs(bytes).dates).toMatchObject([{ title: "Nach München" }]);
  });
});

describe("13.2 what a file may cost is counted:", () => {
  const many = (count: number, lines: string[]) => file(...Array.from({ length: count }, () => lines));
  test.each<[string, string, RegExp]>([
    [
      "days that never come",
      many(5000, ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2"]),
      /repeat too often/,
    ],
    [
      "series of a century, counted from their start",
      many(500, ["DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;COUNT=40000"]),
      /repeat too often/,
    ],
    [
      "changes of many series from many days on",
      file(
        ...Array.from({ length: 2000 }, (_, at) =>
          at % 2
            ? ["UID:s", "DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYDAY=MO"]
            : [
                "UID:s",
                "DTSTART;VALUE=DATE:20991231",
                `RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:${20260101 + (at % 28)}`,
              ],
        ),
      ),
      /more than|too often/,
    ],
    ["events", many(5001, ["DTSTART:20261224T100000Z"]), /more than 5000 events/],
    ["dates", file(...Array.from({ length: 2001 }, (_, at) => [XMAS, `SUMMARY:${at}`])), /more than 2000 dates/],
    ["parts inside each other", "BEGIN:VCALENDAR\n".repeat(60_000), /inside each other/],
    ["parameters", text([`X${";A=B".repeat(240_000)}:C`, `X${";".repeat(60_000)}`]), /^$/],
  ])("%s", async (_name, written, words) => {
    let said = "";
    const spent = await cpuMs(() => {
      try {
        readIcs(written);
      } catch (error) {
        said = (error as Error).message;
      }
    });
    expect(said).toMatch(words);
    expect(spent).toBeLessThan(4000);
  });

  test.each([
    ["nothing", ""],
    ["something else", "<html></html>"],
    ["a card", "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"],
    ["what breaks off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026"],
    ["bytes", new Uint8Array([0, 1, 2, 3, 0xff])],
  ])("%s is told to be none", (_name, content) => {
    expect(() => readIcs(content)).toThrow("This is no iCalendar file.");
  });
});

test("13.19 a message that cancels events marks no days", () => {
  const cancelling = (value: string) => file([XMAS]).replace("VERSION:2.0", `METHOD:${value}\r\nVERSION:2.0`);
  expect(from(cancelling("PUBLISH"))).toEqual(["2026-12-24"]);
  expect(() => readIcs(cancelling("CANCEL"))).toThrow("This file cancels events");
});
