import { expect, it } from "vitest";
import { nextTimeOfDay } from "@/engine/ring-rules/next-time-of-day";

const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";

it.each<[what: string, time: string, zones: string[], at: string, next: string | null]>([
  ["later today", "20:00", [BERLIN], "2026-01-05T12:00:00.000Z", "2026-01-05T19:00:00.000Z"],
  ["it is that time: tomorrow's", "13:00", [BERLIN], "2026-01-05T12:00:00.000Z", "2026-01-06T12:00:00.000Z"],
  ["a second before it", "13:00", [BERLIN], "2026-01-05T11:59:59.000Z", "2026-01-05T12:00:00.000Z"],
  ["over midnight in UTC", "20:00", [NEW_YORK], "2026-01-05T23:30:00.000Z", "2026-01-06T01:00:00.000Z"],
  ["the end of the day", "24:00", [BERLIN], "2026-01-05T12:00:00.000Z", "2026-01-05T23:00:00.000Z"],
  [
    "the earliest of several zones",
    "20:00",
    [NEW_YORK, BERLIN],
    "2026-01-05T12:00:00.000Z",
    "2026-01-05T19:00:00.000Z",
  ],
  ["the day that has 23 hours", "20:00", [BERLIN], "2026-03-28T20:00:00.000Z", "2026-03-29T18:00:00.000Z"],
  ["a time that this day leaves out", "02:30", [BERLIN], "2026-03-29T00:15:00.000Z", "2026-03-29T01:00:00.000Z"],
  ["the day that has 25 hours", "20:00", [BERLIN], "2026-10-24T19:00:00.000Z", "2026-10-25T19:00:00.000Z"],
  ["a time that comes twice", "02:30", [BERLIN], "2026-10-24T23:00:00.000Z", "2026-10-25T00:30:00.000Z"],
  ["after the first of the two", "02:30", [BERLIN], "2026-10-25T00:45:00.000Z", "2026-10-26T01:30:00.000Z"],
  [
    "over both changes of New York: spring",
    "21:00",
    [NEW_YORK],
    "2026-03-08T05:30:00.000Z",
    "2026-03-09T01:00:00.000Z",
  ],
  ["autumn", "21:00", [NEW_YORK], "2026-11-01T05:30:00.000Z", "2026-11-02T02:00:00.000Z"],
  ["half an hour's change", "09:00", ["Australia/Lord_Howe"], "2026-10-03T14:00:00.000Z", "2026-10-03T22:00:00.000Z"],
  ["no zone", "20:00", [], "2026-01-05T12:00:00.000Z", null],
  ["an unknown zone", "20:00", ["Nowhere/City"], "2026-01-05T12:00:00.000Z", null],
])("%s", (_what, time, zones, at, next) => {
  expect(nextTimeOfDay(time, zones, at)).toBe(next);
});
