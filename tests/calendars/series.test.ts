import { describe, expect, test } from "vitest";
import { CLEAN, file, from, readIcs, text, XMAS } from "./ics-file";

describe("what repeats", () => {
  const days = (...lines: string[]) => from(file(lines));

  test("is written out from last year to five years on", () => {
    expect(days("DTSTART;VALUE=DATE:20000904", "RRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=9")).toEqual([
      "2025-09-01",
      "2026-09-07",
      "2027-09-06",
      "2028-09-04",
      "2029-09-03",
      "2030-09-02",
      "2031-09-01",
    ]);
  });

  test.each<[string, string[], string[]]>([
    ["by a number", ["DTSTART;VALUE=DATE:20261228", "RRULE:FREQ=DAILY;COUNT=2"], ["2026-12-28", "2026-12-29"]],
    [
      "by a number that counts what is left out",
      ["DTSTART;VALUE=DATE:20261228", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261229"],
      ["2026-12-28", "2026-12-30"],
    ],
    ["up to a date", ["DTSTART;VALUE=DATE:20261228", "RRULE:FREQ=DAILY;UNTIL=20261229"], ["2026-12-28", "2026-12-29"]],
    [
      "up to a time in UTC",
      ["DTSTART;VALUE=DATE:20261228", "RRULE:FREQ=DAILY;UNTIL=20261229T000000Z"],
      ["2026-12-28", "2026-12-29"],
    ],
    [
      "up to a midnight of its place, in UTC",
      ["DTSTART;TZID=Europe/Berlin:20261228T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;UNTIL=20261228T230000Z"],
      ["2026-12-28", "2026-12-29"],
    ],
    ["at a step beyond measure", ["DTSTART;VALUE=DATE:20261228", "RRULE:FREQ=DAILY;INTERVAL=1000000"], ["2026-12-28"]],
    [
      "every other week, by weeks from Sunday",
      ["DTSTART;VALUE=DATE:20261206", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=SU,TU;WKST=SU"],
      ["2026-12-06", "2026-12-08", "2026-12-20", "2026-12-22"],
    ],
    [
      "on the last workday of a month",
      ["DTSTART;VALUE=DATE:20261130", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
      ["2026-11-30", "2026-12-31", "2027-01-29"],
    ],
    [
      "on the 31st, where there is one",
      ["DTSTART;VALUE=DATE:20261031", "RRULE:FREQ=MONTHLY;COUNT=3"],
      ["2026-10-31", "2026-12-31", "2027-01-31"],
    ],
    [
      "on more days, its first among them",
      ["DTSTART;VALUE=DATE:20261201", "RDATE;VALUE=DATE:20261205,20261203"],
      ["2026-12-01", "2026-12-03", "2026-12-05"],
    ],
    [
      "on more days beside a rule",
      ["DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=DAILY;COUNT=2", "RDATE;VALUE=DATE:20261202,20261210"],
      ["2026-12-01", "2026-12-02", "2026-12-10"],
    ],
    [
      "from a day that its rule does not give",
      ["DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"],
      ["2026-12-01", "2026-12-04"],
    ],
    [
      "without its first day",
      ["DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20261201"],
      ["2026-12-02"],
    ],
    [
      "without a midnight of its place, in UTC",
      [
        "DTSTART;TZID=Asia/Tokyo:20261201T000000",
        "DURATION:P1D",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE:20261201T150000Z",
      ],
      ["2026-12-01", "2026-12-03"],
    ],
  ])("%s", (_name, lines, expected) => {
    expect(days(...lines)).toEqual(expected);
    expect(readIcs(file(lines)).unread).toBe(0);
  });

  test("in a zone that only the file knows", () => {
    const zone = [
      "BEGIN:VTIMEZONE",
      "TZID:Customized Time Zone",
      "BEGIN:STANDARD",
      "DTSTART:16010101T000000",
      "TZOFFSETFROM:+0900",
      "TZOFFSETTO:+0900",
      "END:STANDARD",
      "END:VTIMEZONE",
    ];
    const event = [
      "BEGIN:VEVENT",
      "DTSTART;TZID=Customized Time Zone:20261201T000000",
      "DURATION:P1D",
      "RRULE:FREQ=DAILY;UNTIL=20261202T150000Z",
      "END:VEVENT",
    ];
    expect(from(text([...zone, ...event]))).toEqual(["2026-12-01", "2026-12-02", "2026-12-03"]);
  });
});

describe("13.19 what was changed in a series holds:", () => {
  const daily = ["UID:s", "SUMMARY:Daily", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=DAILY;COUNT=4"];
  const change = (day: string, ...lines: string[]) => ["UID:s", `RECURRENCE-ID;VALUE=DATE:${day}`, ...lines];

  test.each<[string, string[][], string[]]>([
    [
      "moved",
      [daily, change("20261202", "DTSTART;VALUE=DATE:20261209")],
      ["2026-12-01", "2026-12-03", "2026-12-04", "2026-12-09"],
    ],
    [
      "moved, said before",
      [change("20261202", "DTSTART;VALUE=DATE:20261209"), daily],
      ["2026-12-01", "2026-12-03", "2026-12-04", "2026-12-09"],
    ],
    [
      "cancelled",
      [daily, change("20261202", "DTSTART;VALUE=DATE:20261202", "STATUS:CANCELLED")],
      ["2026-12-01", "2026-12-03", "2026-12-04"],
    ],
    [
      "moved to a time of day",
      [daily, change("20261202", "DTSTART:20261202T100000Z")],
      ["2026-12-01", "2026-12-03", "2026-12-04"],
    ],
    [
      "no longer taking up time",
      [daily, change("20261202", "DTSTART;VALUE=DATE:20261202", "TRANSP:TRANSPARENT")],
      ["2026-12-01", "2026-12-03", "2026-12-04"],
    ],
    [
      "moved to where nobody can read",
      [daily, change("20261202", "DTSTART;VALUE=DATE:2026-12-09")],
      ["2026-12-01", "2026-12-03", "2026-12-04"],
    ],
    [
      "moved twice: the newer one",
      [
        daily,
        change("20261202", "SEQUENCE:2", "DTSTART;VALUE=DATE:20261209"),
        change("20261202", "SEQUENCE:1", "DTSTART;VALUE=DATE:20261208"),
      ],
      ["2026-12-01", "2026-12-03", "2026-12-04", "2026-12-09"],
    ],
    ["moved alone, its series elsewhere", [change("20261202", "DTSTART;VALUE=DATE:20261209")], ["2026-12-09"]],
    [
      "moved by a day from there on",
      [daily, ["UID:s", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261203", "DTSTART;VALUE=DATE:20261204"]],
      ["2026-12-01", "2026-12-02", "2026-12-04", "2026-12-05"],
    ],
    [
      "cancelled from there on",
      [
        daily,
        [
          "UID:s",
          "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261203",
          "DTSTART;VALUE=DATE:20261203",
          "STATUS:CANCELLED",
        ],
      ],
      ["2026-12-01", "2026-12-02"],
    ],
    [
      "a midnight of its place, in UTC",
      [
        ["UID:s", "DTSTART;TZID=Europe/Berlin:20261201T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=2"],
        ["UID:s", "RECURRENCE-ID:20261201T230000Z", "DTSTART;TZID=Europe/Berlin:20261209T000000", "DURATION:P1D"],
      ],
      ["2026-12-01", "2026-12-09"],
    ],
    [
      "an event said again, newer",
      [
        ["UID:e", XMAS],
        ["UID:e", "SEQUENCE:1", "DTSTART;VALUE=DATE:20261228"],
      ],
      ["2026-12-28"],
    ],
    [
      "an event said again, alike",
      [
        ["UID:e", XMAS],
        ["UID:e", XMAS],
      ],
      ["2026-12-24"],
    ],
    [
      "other events with the same UID",
      [
        ["UID:e", XMAS],
        ["UID:e", "DTSTART;VALUE=DATE:20261228"],
      ],
      ["2026-12-24", "2026-12-28"],
    ],
  ])("%s", (_name, events, expected) => {
    expect(from(file(...events))).toEqual(expected);
  });

  test("of every year: moved in one, cancelled in another", () => {
    const yearly = ["UID:y", "SUMMARY:May", "DTSTART;VALUE=DATE:20250501", "RRULE:FREQ=YEARLY"];
    const moved = ["UID:y", "SUMMARY:May moved", "RECURRENCE-ID;VALUE=DATE:20270501", "DTSTART;VALUE=DATE:20270503"];
    const off = ["UID:y", "RECURRENCE-ID;VALUE=DATE:20280501", "DTSTART;VALUE=DATE:20280501", "STATUS:CANCELLED"];
    const reading = readIcs(file(yearly, moved, off));
    expect(reading).toMatchObject(CLEAN);
    expect(reading.dates.every(({ annual }) => !annual)).toBe(true);
    expect(reading.dates.map((date) => `${date.from} ${date.title}`)).toEqual([
      "2025-05-01 May",
      "2026-05-01 May",
      "2027-05-03 May moved",
      "2029-05-01 May",
      "2030-05-01 May",
      "2031-05-01 May",
    ]);
  });
});
