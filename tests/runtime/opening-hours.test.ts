import { describe, expect, it } from "vitest";
import { isOpen, nextOpening, type OpeningHours } from "@/engine/opening-hours";

const WEEK = ["mon", "tue", "wed", "thu", "fri"];
const lisbon = (days: string[], from: string, to: string): OpeningHours => ({
  time_zone: "Europe/Lisbon",
  hours: [{ days, from, to }],
});
const OFFICE = lisbon(WEEK, "09:00", "18:00");
const NIGHT = lisbon(["fri"], "22:00", "02:00");
const ALL_DAY = lisbon(["sat"], "00:00", "24:00");

/** Fri 27 March 2026; the clocks of Lisbon go from 01:00 to 02:00 on Sunday the 29th. */
const OPEN: [what: string, hours: OpeningHours, at: string, open: boolean][] = [
  ["no hours: always", { time_zone: "Europe/Lisbon", hours: [] }, "2026-03-28T03:00:00Z", true],
  ["the first minute", OFFICE, "2026-03-27T09:00:00Z", true],
  ["the minute before", OFFICE, "2026-03-27T08:59:59Z", false],
  ["the end is not in it", OFFICE, "2026-03-27T18:00:00Z", false],
  ["another day", OFFICE, "2026-03-28T12:00:00Z", false],
  ["an hour earlier in summer", OFFICE, "2026-03-30T08:00:00Z", true],
  ["past midnight", NIGHT, "2026-03-28T01:59:00Z", true],
  ["over at its end", NIGHT, "2026-03-28T02:00:00Z", false],
  ["the night before does not count", NIGHT, "2026-03-27T01:00:00Z", false],
  ["to the end of the day", ALL_DAY, "2026-03-28T23:59:00Z", true],
  ["a zone that is not known", { ...OFFICE, time_zone: "Mars/Base" }, "2026-03-27T12:00:00Z", false],
];

const NEXT: [what: string, hours: OpeningHours, at: string, until: string, next: string | null][] = [
  ["now", OFFICE, "2026-03-27T12:00:30Z", "2026-03-27T13:00:00Z", "2026-03-27T12:00:30Z"],
  ["this morning", OFFICE, "2026-03-27T06:10:30Z", "2026-03-27T12:00:00Z", "2026-03-27T09:00:00.000Z"],
  [
    "over the weekend and the change of the clocks",
    OFFICE,
    "2026-03-28T18:00:00Z",
    "2026-03-30T18:00:00Z",
    "2026-03-30T08:00:00.000Z",
  ],
  ["too late", OFFICE, "2026-03-27T06:00:00Z", "2026-03-27T09:00:00Z", null],
];

describe("opening hours", () => {
  it.each(OPEN)("%s", (_, hours, at, open) => expect(isOpen(hours, at)).toBe(open));
  it.each(NEXT)("the next opening: %s", (_, hours, at, until, next) =>
    expect(nextOpening(hours, at, until)).toBe(next),
  );
});
