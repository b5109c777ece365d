import { beforeAll, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { type StudioWorld, studioWorld } from "./studio-world";

/** A zone's days are as long as they are there: counted by half hours, the day on which clocks change has more or fewer of them. */
let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
  const { ours, database } = world;
  // One interaction in each half hour of a year and two days.
  await database.owner.query(
    `insert into report_count (account_id, half_hour, flow_id, flow_version_id, client_id, measure, key, number)
     select $1, half_hour, $2, $3, $4, 'started', '', 1
     from generate_series('2025-12-31'::timestamptz, '2027-01-02'::timestamptz, interval '30 minutes') as half_hour`,
    [ours.account, ours.flow, ours.flowVersion, ours.clientId],
  );
});

test.each<[zone: string, day: string, halfHours: number]>([
  ["UTC", "2026-03-29", 48],
  ["Europe/Berlin", "2026-03-29", 46],
  ["Europe/Berlin", "2026-10-25", 50],
  ["Europe/London", "2026-10-25", 50],
  ["America/New_York", "2026-03-08", 46],
  ["America/New_York", "2026-11-01", 50],
  ["America/Sao_Paulo", "2026-02-15", 48],
  ["Africa/Cairo", "2026-04-24", 46],
  ["America/Santiago", "2026-09-06", 46],
  ["Asia/Kolkata", "2026-03-29", 48],
  ["Australia/Lord_Howe", "2026-04-05", 49],
  ["Australia/Lord_Howe", "2026-10-04", 47],
  ["Pacific/Kiritimati", "2026-12-31", 48],
])("of %s, %s has %i half hours", async (zone, day, halfHours) => {
  const { readOverview } = await import("@/server/reports/overview/data");
  const { reportScope } = await import("@/server/reports/period/schema");
  const [before, after, end] = [-1, 1, 2].map((days) => dayAfter(day, days));
  const scope = reportScope.parse({ zone, from: `${before}T00:00`, to: `${end}T00:00` });
  const { days, hours, totals, period } = await readOverview(world.ours.account as AccountId, scope);
  expect(days.map((one) => [one.day, one.number])).toEqual([
    [before, 48],
    [day, halfHours],
    [after, 48],
  ]);
  const all = 96 + halfHours;
  expect(totals).toEqual([{ measure: "started", key: "", number: all }]);
  expect(hours.reduce((sum, { number }) => sum + number, 0)).toBe(all);
  expect((period.to.getTime() - period.from.getTime()) / 1_800_000).toBe(all);
});

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
