import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "@/engine/local-time";
import { numberFacts } from "@/engine/phone-number";
import { nextCallingTime } from "@/engine/ring-rules/calling-hours";
import { limitsAt } from "@/engine/ring-rules/limits";
import { type CallingHours, NEW_ACCOUNT_RULES } from "@/engine/ring-rules/rules";
import { zonesOf } from "@/engine/ring-rules/zones";

const DAILY: CallingHours = { place: "*", days: [...WEEKDAYS], from: "08:00", to: "21:00" };
const NIGHT: CallingHours = { place: "*", days: ["fri", "sat"], from: "22:30", to: "02:15" };

/** Zones, and days (UTC) around which their clocks change, or that are odd otherwise: leap day, year's end, a day that was skipped. */
const DAYS: [zone: string, ...days: string[]][] = [
  ["America/New_York", "2026-03-08", "2026-11-01", "2028-02-29"],
  ["Europe/Berlin", "2026-03-29", "2026-10-25", "2025-12-31"],
  ["Europe/London", "2026-03-29", "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-04", "2026-10-03"],
  ["America/Santiago", "2026-04-05", "2026-09-06"],
  ["Asia/Tehran", "2022-03-21", "2022-09-21"],
  ["Africa/Casablanca", "2026-02-15", "2026-03-22"],
  ["America/St_Johns", "2026-03-08", "2026-11-01"],
  ["Asia/Kathmandu", "2026-01-01", "2028-02-29"],
  ["Pacific/Apia", "2011-12-29", "2026-06-01"],
  ["Pacific/Chatham", "2026-04-04", "2026-09-26"],
];
const INSTANTS = DAYS.flatMap(([zone, ...days]) =>
  days.flatMap((day) =>
    // Every 37 minutes for two days: all hours, and minutes on either side of each border.
    Array.from({ length: 78 }, (_, nth): [string, string] => [
      zone,
      new Date(Date.parse(day) - 12 * 3_600_000 + nth * 37 * 60_000).toISOString(),
    ]),
  ),
);

/** The same question, answered by Luxon. */
function isWithinByLuxon({ days, from, to }: CallingHours, zone: string, at: string): boolean {
  const local = DateTime.fromISO(at, { zone });
  const minute = local.hour * 60 + local.minute;
  const [begin, end] = [from, to].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) as [
    number,
    number,
  ];
  const today = days.includes(WEEKDAYS[local.weekday - 1]!);
  const yesterday = days.includes(WEEKDAYS[(local.weekday + 5) % 7]!);
  if (begin < end) return today && minute >= begin && minute < end;
  return (today && minute >= begin) || (yesterday && minute < end);
}

describe("calling hours", () => {
  it(`agree with another library at ${INSTANTS.length} instants around changes of clocks`, () => {
    for (const [nth, [zone, at]] of INSTANTS.entries()) {
      // Hours of two nights are looked for through a whole week, which takes long.
      for (const hours of nth % 8 === 0 ? [DAILY, NIGHT] : [DAILY]) {
        const isWithin = nextCallingTime([hours], [zone], at) === at;
        expect(isWithin, `${zone} ${at} ${hours.from}`).toBe(isWithinByLuxon(hours, zone, at));
      }
    }
  });

  it("open at the first minute that is within them, by the other library, too", () => {
    for (const [zone, at] of INSTANTS.filter((_, nth) => nth % 13 === 0)) {
      const next = nextCallingTime([DAILY], [zone], at);
      expect(next && isWithinByLuxon(DAILY, zone, next), `${zone} ${at}`).toBe(true);
      if (next === at) continue;
      const before = new Date(Date.parse(next!) - 60_000).toISOString();
      expect(isWithinByLuxon(DAILY, zone, before), `${zone} ${at}: ${next} is not the first`).toBe(false);
    }
  });

  it.each([
    ["one zone", ["America/New_York"], "2026-01-05T12:00:00.000Z", "2026-01-05T13:00:00.000Z"],
    [
      "two zones: the later opening",
      ["America/New_York", "America/Los_Angeles"],
      "2026-01-05T14:00:00.000Z",
      "2026-01-05T16:00:00.000Z",
    ],
    [
      "two zones without a common hour",
      ["Europe/London", "Pacific/Auckland"],
      "2026-06-05T14:00:00.000Z",
      "2026-06-05T20:00:00.000Z",
    ],
    ["no zone", [], "2026-01-05T14:00:00.000Z", null],
  ] as [string, string[], string, string | null][])("%s", (_what, zones, at, next) => {
    const narrow = zones.includes("Pacific/Auckland") ? { ...DAILY, from: "09:00", to: "21:01" } : DAILY;
    const found = nextCallingTime([narrow], zones, at);
    if (zones.includes("Pacific/Auckland"))
      expect(found === null || zones.every((zone) => isWithinByLuxon(narrow, zone, found))).toBe(true);
    else expect(found).toBe(next);
  });

  it("never open where no week has an hour that all zones share", () => {
    const noon = { ...DAILY, from: "12:00", to: "12:30" };
    expect(nextCallingTime([noon], ["Europe/London", "America/New_York"], "2026-01-05T12:00:00.000Z")).toBeNull();
  });
});

describe("the zones of a number", () => {
  it.each([
    ["+12025550120", ["America/New_York"]],
    ["+12083131234", ["America/Boise", "America/Los_Angeles"]],
    ["+12082345678", ["America/Denver"]],
    ["+17024567890", ["America/Los_Angeles"]],
    ["+442071234567", ["Europe/London"]],
    ["+498912345678", ["Europe/Berlin"]],
    ["+61299999999", ["Australia/Sydney"]],
    ["+5511912345678", ["America/Sao_Paulo"]],
    ["+8816512345678", []],
    ["+870773111632", []],
    ["+80012345678", []],
  ])("%s: %j", (number, zones) => {
    expect(zonesOf(number, numberFacts(number))).toEqual(zones);
  });

  it.each(["+61412345678", "+18005551212", "+79161234567"])(
    "%s, which has no area, may be in any of its country's",
    (number) => {
      const zones = zonesOf(number, numberFacts(number));
      expect(zones.length).toBeGreaterThan(3);
      for (const zone of zones) expect(DateTime.local({ zone }).isValid, zone).toBe(true);
    },
  );
});

describe("an account's day", () => {
  it.each(DAYS)("in %s begins and ends by the clock there", (zone, ...days) => {
    const rules = { ...NEW_ACCOUNT_RULES, per_account: { ...NEW_ACCOUNT_RULES.per_account, hour: 7, day: 5 } };
    for (const at of days.flatMap((day) => [`${day}T00:30:00.000Z`, `${day}T17:45:00.000Z`])) {
      const [hour, day] = limitsAt(rules, at, zone);
      const local = DateTime.fromISO(at, { zone });
      const iso = (moment: DateTime) => moment.toUTC().toISO();
      expect(day).toMatchObject({
        unit: "day",
        most: 5,
        starts_at: iso(local.startOf("day")),
        ends_at: iso(local.endOf("day").plus(1)),
      });
      expect(hour).toMatchObject({
        unit: "hour",
        most: 7,
        starts_at: iso(DateTime.fromISO(at, { zone: "utc" }).startOf("hour")),
      });
    }
  });
});
