import { expect, test } from "vitest";
import { metricSum } from "../support/metric-sum";
import { testWorld } from "../support/world";

const world = await testWorld();

const value = (series: string) => metricSum(world.baseUrl, series);

async function call(contact_1: string): Promise<void> {
  const started = await world.start({ contact_1, contact_2: "+12025550130" });
  await world.untilOver(((await started.json()) as { interaction_id: string }).interaction_id);
}

/** What grows by one with one call to the number, and what stays. */
const CALLS: [string, string, Record<string, number>][] = [
  [
    "+12025550121",
    "busy",
    {
      'patchcord_interactions_ended_total{status="completed",outcome="ended",call_result="busy"}': 1,
      patchcord_dial_wait_seconds_count: 1,
      patchcord_calls_answered_total: 0,
    },
  ],
  [
    "+12025550120",
    "joined with an agent",
    {
      'patchcord_interactions_ended_total{status="completed",outcome="forwarded",call_result="answered"}': 1,
      patchcord_dial_wait_seconds_count: 1,
      'patchcord_calls_answered_total{answered_by="unknown"}': 1,
      patchcord_dials_in_doubt_total: 0,
    },
  ],
];

test.each(CALLS)("a call to %s, which is %s, is counted once", async (number, _what, grows) => {
  const names = Object.keys(grows);
  const before = await Promise.all(names.map(value));
  const bursts = await value("patchcord_burst_duration_seconds_count");
  await call(number);
  const after = await Promise.all(names.map(value));
  expect(Object.fromEntries(names.map((name, at) => [name, after[at]! - before[at]!]))).toEqual(grows);
  expect(await value("patchcord_burst_duration_seconds_count")).toBeGreaterThan(bursts);
});
