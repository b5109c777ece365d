import { describe, expect, test } from "vitest";
import { nextTurn, type Rhythm } from "@/server/reports/schedules/turn";

const daily = (hour: number, timeZone: string): Rhythm => ({ every: "day", hour, timeZone });
const weekly = (hour: number, timeZone: string): Rhythm => ({ every: "week", hour, timeZone });
const monthly = (hour: number, timeZone: string): Rhythm => ({ every: "month", hour, timeZone });
const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";

type Case = [what: string, rhythm: Rhythm, after: string, at: string, from: string, to: string];

describe("the turn of a schedule", () => {
  test.each<Case>([
    [
      "today",
      daily(6, "UTC"),
      "2026-03-10T05:59:59.999Z",
      "2026-03-10T06:00Z",
      "2026-03-09T00:00Z",
      "2026-03-10T00:00Z",
    ],
    [
      "tomorrow, after today's",
      daily(6, "UTC"),
      "2026-03-10T06:00Z",
      "2026-03-11T06:00Z",
      "2026-03-10T00:00Z",
      "2026-03-11T00:00Z",
    ],
    [
      "at midnight",
      daily(0, "UTC"),
      "2026-12-31T23:59Z",
      "2027-01-01T00:00Z",
      "2026-12-31T00:00Z",
      "2027-01-01T00:00Z",
    ],
    [
      "in the evening, of the day before",
      daily(23, "UTC"),
      "2026-03-10T12:00Z",
      "2026-03-10T23:00Z",
      "2026-03-09T00:00Z",
      "2026-03-10T00:00Z",
    ],
    [
      "at an hour that does not exist: as it is over",
      daily(2, BERLIN),
      "2026-03-28T23:00Z",
      "2026-03-29T01:00Z",
      "2026-03-27T23:00Z",
      "2026-03-28T23:00Z",
    ],
    [
      "after a day of 23 hours",
      daily(2, BERLIN),
      "2026-03-29T01:00Z",
      "2026-03-30T00:00Z",
      "2026-03-28T23:00Z",
      "2026-03-29T22:00Z",
    ],
    [
      "at an hour that comes twice: the first",
      daily(2, BERLIN),
      "2026-10-24T22:00Z",
      "2026-10-25T00:00Z",
      "2026-10-23T22:00Z",
      "2026-10-24T22:00Z",
    ],
    [
      "not at the second of an hour that comes twice",
      daily(2, BERLIN),
      "2026-10-25T00:00Z",
      "2026-10-26T01:00Z",
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
    ],
    [
      "between the two of an hour that comes twice",
      daily(2, BERLIN),
      "2026-10-25T00:30Z",
      "2026-10-26T01:00Z",
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
    ],
    [
      "after a day of 25 hours",
      daily(0, NEW_YORK),
      "2026-11-01T12:00Z",
      "2026-11-02T05:00Z",
      "2026-11-01T04:00Z",
      "2026-11-02T05:00Z",
    ],
    [
      "at an hour left out in New York",
      daily(2, NEW_YORK),
      "2026-03-08T06:00Z",
      "2026-03-08T07:00Z",
      "2026-03-07T05:00Z",
      "2026-03-08T05:00Z",
    ],
    [
      "where a day begins at one o'clock",
      daily(0, "Africa/Cairo"),
      "2026-04-23T12:00Z",
      "2026-04-23T22:00Z",
      "2026-04-22T22:00Z",
      "2026-04-23T22:00Z",
    ],
    [
      "where clocks change by half an hour",
      daily(2, "Australia/Lord_Howe"),
      "2026-10-03T14:00Z",
      "2026-10-03T15:30Z",
      "2026-10-02T13:30Z",
      "2026-10-03T13:30Z",
    ],
    [
      "a quarter off",
      daily(6, "Asia/Kathmandu"),
      "2026-05-01T00:14Z",
      "2026-05-01T00:15Z",
      "2026-04-29T18:15Z",
      "2026-04-30T18:15Z",
    ],
    [
      "far east",
      daily(1, "Pacific/Kiritimati"),
      "2026-05-01T00:00Z",
      "2026-05-01T11:00Z",
      "2026-04-30T10:00Z",
      "2026-05-01T10:00Z",
    ],
    [
      "far west",
      daily(23, "Pacific/Pago_Pago"),
      "2026-05-02T09:00Z",
      "2026-05-02T10:00Z",
      "2026-04-30T11:00Z",
      "2026-05-01T11:00Z",
    ],
    ["on Monday", weekly(7, "UTC"), "2026-12-01T00:00Z", "2026-12-07T07:00Z", "2026-11-30T00:00Z", "2026-12-07T00:00Z"],
    [
      "this Monday, before its hour",
      weekly(7, "UTC"),
      "2026-12-07T06:59Z",
      "2026-12-07T07:00Z",
      "2026-11-30T00:00Z",
      "2026-12-07T00:00Z",
    ],
    [
      "on Sunday evening",
      weekly(7, "UTC"),
      "2026-12-06T23:59Z",
      "2026-12-07T07:00Z",
      "2026-11-30T00:00Z",
      "2026-12-07T00:00Z",
    ],
    [
      "after a week of 167 hours",
      weekly(6, BERLIN),
      "2026-03-29T12:00Z",
      "2026-03-30T04:00Z",
      "2026-03-22T23:00Z",
      "2026-03-29T22:00Z",
    ],
    [
      "after a week of 169 hours",
      weekly(6, BERLIN),
      "2026-10-25T12:00Z",
      "2026-10-26T05:00Z",
      "2026-10-18T22:00Z",
      "2026-10-25T23:00Z",
    ],
    [
      "after 28 days",
      monthly(5, "UTC"),
      "2026-02-28T23:00Z",
      "2026-03-01T05:00Z",
      "2026-02-01T00:00Z",
      "2026-03-01T00:00Z",
    ],
    [
      "after 29 days",
      monthly(5, "UTC"),
      "2028-02-29T23:00Z",
      "2028-03-01T05:00Z",
      "2028-02-01T00:00Z",
      "2028-03-01T00:00Z",
    ],
    [
      "after 30 days",
      monthly(5, "UTC"),
      "2026-04-01T05:00Z",
      "2026-05-01T05:00Z",
      "2026-04-01T00:00Z",
      "2026-05-01T00:00Z",
    ],
    [
      "after 31 days, and a change of clocks",
      monthly(3, BERLIN),
      "2026-03-31T12:00Z",
      "2026-04-01T01:00Z",
      "2026-02-28T23:00Z",
      "2026-03-31T22:00Z",
    ],
    [
      "in the new year",
      monthly(0, NEW_YORK),
      "2026-12-15T00:00Z",
      "2027-01-01T05:00Z",
      "2026-12-01T05:00Z",
      "2027-01-01T05:00Z",
    ],
    [
      "on the 1st, before its hour",
      monthly(5, "UTC"),
      "2026-03-01T04:59Z",
      "2026-03-01T05:00Z",
      "2026-02-01T00:00Z",
      "2026-03-01T00:00Z",
    ],
  ])("is %s", (_what, rhythm, after, at, from, to) => {
    const turn = nextTurn(rhythm, new Date(after));
    const moments = [turn.at, turn.from, turn.to].map((moment) => moment.toISOString());
    expect(moments).toEqual([at, from, to].map((moment) => new Date(moment).toISOString()));
  });

  test.each([BERLIN, NEW_YORK, "Australia/Lord_Howe", "Africa/Cairo", "UTC"])(
    "leaves out no moment of a year in %s, and none is in two periods",
    (timeZone) => {
      for (const every of ["day", "week", "month"] as const) {
        let turn = nextTurn({ every, hour: 2, timeZone }, new Date("2026-01-01T00:00Z"));
        for (let next = turn; next.at < new Date("2027-01-01T00:00Z"); turn = next) {
          next = nextTurn({ every, hour: 2, timeZone }, turn.at);
          expect([next.from, next.to > next.from, next.at >= next.to]).toEqual([turn.to, true, true]);
        }
      }
    },
  );
});
