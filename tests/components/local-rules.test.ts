import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { type StepContext, WEEKDAYS } from "@/engine/contract";
import { isTimeZone, localTime } from "@/engine/local-time";
import { draw } from "@/engine/run/draw";
import { canonicalZone, timeZones } from "@/engine/time-zones";

/** Time and calendar rules against an independent reading of the same rules over another library's clocks. */
const ZONES = ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];

/** Moments that matter: around each change of the clocks, midnights, leap days, New Year; and any other. */
const EDGES = ZONES.flatMap((zone) => {
  const midnights = ["2024-02-28", "2024-02-29", "2024-03-01", "2027-02-28", "2026-12-31", "2027-01-01"];
  const changes: number[] = [];
  for (let at = Date.UTC(2026, 0); at < Date.UTC(2028, 0); at += 3_600_000) {
    const offset = (moment: number) => DateTime.fromMillis(moment, { zone }).offset;
    if (offset(at) !== offset(at + 3_600_000)) changes.push(at);
  }
  return [...midnights.map((day) => DateTime.fromISO(day, { zone }).toMillis()), ...changes];
});
const moment = fc.oneof(
  fc
    .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -180, max: 180 }))
    .map(([edge, minutes]) => edge + minutes * 60_000),
  fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
);
const zone = fc.constantFrom(...ZONES);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

type Taken = { exit: string };

function exitOf(component: string, branches: unknown, at: number): string {
  const { definition, step } = registry.get(component)!;
  const config = definition.config.parse({ branches });
  const ctx = {
    at: new Date(at).toISOString(),
    local: (name: string) => localTime(new Date(at).toISOString(), name)!,
  } as unknown as StepContext;
  return (step(config, { on: "entered", resume: null }, ctx) as unknown as Taken).exit;
}

describe("clocks", () => {
  it.each([
    ["2026-03-29T00:59:59Z", "Europe/Lisbon", "2026-03-29", 59, "sun"],
    ["2026-03-29T01:00:00Z", "Europe/Lisbon", "2026-03-29", 120, "sun"],
    ["2026-10-25T01:30:00Z", "Europe/Lisbon", "2026-10-25", 90, "sun"],
    ["2026-03-08T06:59:00Z", "America/New_York", "2026-03-08", 119, "sun"],
    ["2026-03-08T07:00:00Z", "America/New_York", "2026-03-08", 180, "sun"],
    ["2026-10-03T15:30:00Z", "Australia/Lord_Howe", "2026-10-04", 150, "sun"],
    ["2026-12-31T18:14:59Z", "Asia/Kathmandu", "2026-12-31", 1439, "thu"],
    ["2026-12-31T18:15:00Z", "Asia/Kathmandu", "2027-01-01", 0, "fri"],
  ])("show at %s in %s: %s, %i minutes, %s", (at, place, date, minute, weekday) => {
    expect(localTime(at, place)).toEqual({ date, minute, weekday });
  });

  it("show what luxon shows, in every zone at any time", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES, "Pacific/Apia", "America/St_Johns", "UTC"), (at, name) => {
        const luxon = DateTime.fromMillis(at, { zone: name });
        expect(localTime(new Date(at).toISOString(), name)).toEqual({
          date: luxon.toISODate(),
          minute: luxon.hour * 60 + luxon.minute,
          weekday: WEEKDAYS[luxon.weekday - 1],
        });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["Europe/Lisbon", true],
    ["UTC", true],
    ["Etc/GMT+3", true],
    ["+01:00", false],
    ["Mars/Olympus", false],
    ["", false],
    ["Europe/Lisbon ", false],
  ])("%j is a zone: %s", (name, known) => {
    expect(isTimeZone(name)).toBe(known);
  });
});

describe("13.19 the one name of a zone", () => {
  it.each([
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
    ["Asia/Kathmandu", "Asia/Kathmandu"],
    ["Asia/Rangoon", "Asia/Yangon"],
    ["Asia/Yangon", "Asia/Yangon"],
    ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
    ["Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"],
    ["america/new_york", "America/New_York"],
    ["US/Eastern", "America/New_York"],
    ["Etc/UTC", "UTC"],
    ["Mars/Olympus", null],
    ["+01:00", null],
  ])("%j is %j", (name, canonical) => {
    expect(canonicalZone(name)).toBe(canonical);
  });

  it("is on the list once, and found by the former one", () => {
    const zones = timeZones();
    expect(new Set(zones.map(({ name }) => name)).size).toBe(zones.length);
    expect(zones.every(({ name }) => canonicalZone(name) === name)).toBe(true);
    expect(zones).toContainEqual({ name: "Asia/Ho_Chi_Minh", formerly: ["Asia/Saigon"] });
    expect(zones.some(({ name }) => name === "Asia/Saigon")).toBe(false);
  });

  it("has today's local time under both", () => {
    const now = new Date().toISOString();
    for (const { name, formerly } of timeZones())
      for (const former of formerly) expect(localTime(now, former)).toEqual(localTime(now, name));
  });
});

describe("time rules", () => {
  const range = fc
    .record({
      days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      from: fc.integer({ min: 0, max: 1439 }),
      to: fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constant(1440), fc.constant(0)),
    })
    .filter(({ from, to }) => from !== to);

  it("open and close as luxon's wall clock does, past midnight and over every change of the clocks", () => {
    fc.assert(
      fc.property(moment, zone, fc.array(range, { minLength: 1, maxLength: 3 }), (at, timezone, ranges) => {
        const here = DateTime.fromMillis(at, { zone: timezone });
        // Each range as a span of wall-clock time of the day it began, today or yesterday.
        const wall = here.setZone("utc", { keepLocalTime: true });
        const open = ranges.some(({ days, from, to }) =>
          [0, 1].some((back) => {
            const day = wall.startOf("day").minus({ days: back });
            const end = day.plus({ minutes: to > from ? to : to + 1440 });
            return days.includes(WEEKDAYS[day.weekday - 1]!) && wall >= day.plus({ minutes: from }) && wall < end;
          }),
        );
        const written = ranges.map(({ days, from, to }) => ({ days, from: clock(from), to: clock(to) }));
        const taken = exitOf("time_rules", [{ id: "open", name: "Open", timezone, ranges: written }], at);
        expect(taken).toBe(open ? "open" : "no_match");
      }),
      { numRuns: 5000 },
    );
  });
});

describe("calendar rules", () => {
  const day = fc.oneof(
    fc.integer({ min: 0, max: 5000 }).map((days) => DateTime.utc(2022, 1, 1).plus({ days }).toFormat("yyyy-MM-dd")),
    fc.constantFrom("2024-02-29", "2028-02-29", "2024-02-28", "2025-03-01", "2025-12-31", "2026-01-01"),
  );
  const range = fc
    .record({ from: day, length: fc.integer({ min: 0, max: 364 }), annual: fc.boolean() })
    .map(({ from, length, annual }) => {
      const first = DateTime.fromISO(from, { zone: "utc" });
      const anniversary = `${first.year + 1}${from.slice(4)}`;
      const to = first.plus({ days: length }).toFormat("yyyy-MM-dd");
      return { from, to: annual && to >= anniversary ? from : to, annual };
    });

  it("have a day as luxon's calendar does, every year, over New Year and on 29 February", () => {
    fc.assert(
      fc.property(moment, zone, range, (at, timezone, { from, to, annual }) => {
        const today = DateTime.fromMillis(at, { zone: timezone }).toISODate()!;
        // Annual: the range as it begins in this year and in the last; luxon too puts 29 February on the 28th.
        const [first, last] = [from, to].map((date) => DateTime.fromISO(date, { zone: "utc" })) as [DateTime, DateTime];
        const crosses = last.toFormat("MM-dd") < first.toFormat("MM-dd");
        const year = Number(today.slice(0, 4));
        const inside = annual
          ? [year, year - 1].some((begins) => {
              const begin = first.set({ year: begins }).toISODate()!;
              const end = last.set({ year: begins + (crosses ? 1 : 0) }).toISODate()!;
              return today >= begin && today <= end;
            })
          : today >= from && today <= to;
        const taken = exitOf("calendar_rules", [{ id: "a", name: "A", timezone, dates: [{ from, to, annual }] }], at);
        expect(taken).toBe(inside ? "a" : "no_match");
      }),
      { numRuns: 5000 },
    );
  });
});

describe("drawing", () => {
  const ids = Array.from(
    { length: 100_000 },
    (_, at) => `0198c5b0-7e00-7000-8000-${at.toString(16).padStart(12, "0")}`,
  );

  it.each([
    { weights: [50, 50] },
    { weights: [1, 1, 1] },
    { weights: [70, 20, 10] },
    { weights: [999_999, 1_000_000, 1] },
  ])("sends 100,000 interactions $weights within 0.5 % of the weights", ({ weights }) => {
    const { definition, step } = registry.get("traffic_splitter")!;
    const branches = weights.map((weight, at) => ({ id: `w${at}`, name: `${at}`, weight }));
    const config = definition.config.parse({ branches });
    const counts = new Map<string, number>();
    for (const id of ids) {
      const ctx = { draw: (sides: number) => draw(`${id}\u0000split`, sides) } as unknown as StepContext;
      const { exit } = step(config, { on: "entered", resume: null }, ctx) as unknown as Taken;
      counts.set(exit, (counts.get(exit) ?? 0) + 1);
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [at, weight] of weights.entries()) {
      const share = (counts.get(`w${at}`) ?? 0) / ids.length;
      expect(Math.abs(share - weight / total)).toBeLessThan(0.005);
    }
  });

  it("is independent between steps, and the same again at the same step", () => {
    const at = (step: string) => ids.slice(0, 1000).map((id) => draw(`${id}\u0000${step}`, 2));
    expect(at("one")).toEqual(at("one"));
    const same = at("one").filter((side, index) => side === at("two")[index]).length;
    expect(same).toBeGreaterThan(400);
    expect(same).toBeLessThan(600);
  });
});
