import { afterEach, beforeAll, expect, test } from "vitest";
import { RULE_NAMES, type RuleName, ruleOf, standardOf } from "@/server/resources/alerts/rules";
import { twoAccounts } from "../support/accounts";
import { stoppedClock } from "../support/stopped-clock";
import { stubServer } from "../support/stub-server";

/** Each fault fires its own alert, once, and ends it; whatever else is on says nothing. */
const { as, ours, database } = await twoAccounts();
const { alertChecker, sendNotices } = await import("@/server/worker/alerts");
const { alerts, webhooks } = as(ours).admin;
const { owner } = database;
const clock = stoppedClock();

const channel = await stubServer(() => ({}));
const told = () =>
  channel.received.map(({ body }) => (JSON.parse(body) as { text: string }).text.split("\n")[0]?.replaceAll("*", ""));

let diskFree = 0.5;
const check = alertChecker("a worker", async () => diskFree);
const sql = (text: string, values: unknown[] = []) => owner.query(text, values);
const isOpen = async () => (await alerts.overview()).open.map(({ rule }) => rule);

/** Moves both clocks, and checks as the worker does. */
async function pass(seconds: number, step = 15): Promise<void> {
  for (let left = seconds; left > 0; left -= step) {
    await sql("update patchcord_clock set shift = shift + make_interval(secs => $1)", [step]);
    clock.pass(step * 1000);
    await check();
  }
  await sendNotices();
}

type Count = Partial<Record<"ended" | "rung" | "answered" | "failed" | "refused" | "in_doubt" | "unwanted", number>>;

/** Interactions that ended so long ago. */
async function counted(minutes: number, count: Count): Promise<void> {
  const columns = ["ended", "rung", "answered", "failed", "refused", "in_doubt", "unwanted"] as const;
  await sql(
    `insert into alert_count (account_id, flow_id, slot, ${columns.join(", ")})
     values ($1, $2, date_bin('5 minutes', patchcord_now() - make_interval(mins => $3), '2000-01-01 00:00+00'), $4, $5, $6, $7, $8, $9, $10)`,
    [ours.account, ours.flow, minutes, ...columns.map((column) => count[column] ?? 0)],
  );
}

const WEEK = 7 * 24 * 60;
/** The same hours of the last four weeks, in which all was well. */
async function usual(): Promise<void> {
  for (let week = 1; week <= 4; week += 1)
    for (const minutes of [10, 30, 50]) await counted(week * WEEK + minutes, { ended: 20, rung: 20, answered: 12 });
}

type Fault = {
  rule: RuleName;
  says: RegExp;
  cause: () => Promise<unknown>;
  cure: () => Promise<unknown>;
};

const hours = (count: number) => () => pass(count * 3600, 600);

const FAULTS: Fault[] = [
  {
    rule: "carrier_credentials",
    says: /refused the credentials of 2 calls/,
    cause: () => counted(0, { ended: 2, failed: 2, refused: 2 }),
    cure: hours(0.5),
  },
  {
    rule: "dials_in_doubt",
    says: /Of 3 calls .* nobody knows/,
    cause: () => counted(0, { ended: 3, in_doubt: 3 }),
    cure: hours(0.5),
  },
  {
    rule: "answer_rate",
    says: /^10 % of the calls .*; 60 % are usual/,
    cause: async () => {
      await usual();
      await counted(5, { ended: 20, rung: 20, answered: 2 });
    },
    cure: () => counted(0, { ended: 80, rung: 80, answered: 60 }),
  },
  {
    rule: "error_exits",
    says: /^In 50 % of the interactions/,
    cause: () => counted(0, { ended: 40, failed: 20 }),
    cure: hours(1),
  },
  {
    rule: "queue_wait",
    says: /^A call over Sandbox.* waits 90 seconds/,
    cause: () =>
      sql(
        "insert into carrier_pace (account_id, carrier_id, next_at) values ($1, $2, patchcord_now() + interval '105 seconds')",
        [ours.account, ours.carrier],
      ),
    cure: () => sql("delete from carrier_pace where account_id = $1", [ours.account]),
  },
  {
    rule: "webhook_dead",
    says: /endpoint Website\./,
    cause: async () => {
      await webhooks.add({
        name: "Website",
        url: "https://www.example.com/",
        types: ["flow.published"],
        flows: [],
        headers: [],
      });
      await sql("update webhook_endpoint set failures = 9, failing_since = patchcord_now() - interval '24 hours'");
    },
    cure: () => sql("update webhook_endpoint set failures = 0, failing_since = null"),
  },
  {
    rule: "flow_silent",
    says: /has had no interaction in the last 1 hour; 60 are usual/,
    cause: usual,
    cure: () => counted(0, { ended: 1 }),
  },
  {
    rule: "jobs_late",
    says: /waited for 1,?\d{2,3} seconds/,
    cause: () => sql("select patchcord_enqueue('dial', '{}', now() - interval '20 minutes', 'late')"),
    cure: () => sql("delete from graphile_worker._private_jobs"),
  },
  {
    rule: "disk_full",
    says: /^4 % of the disk of /,
    cause: async () => {
      diskFree = 0.04;
    },
    cure: async () => {
      diskFree = 0.5;
    },
  },
  {
    rule: "database_away",
    says: /No worker has reached the database for 9\d seconds/,
    cause: async () => sql("update patchcord_clock set shift = shift + interval '80 seconds'"),
    cure: async () => undefined,
  },
  {
    rule: "unwanted_calls",
    says: /^3 calls of buttons/,
    cause: () => counted(0, { ended: 3, unwanted: 3 }),
    cure: hours(1.5),
  },
];

beforeAll(async () => {
  await alerts.addDestination({ name: "Channel", kind: "slack", recipients: [], url: `${channel.url}/secret-path` });
  for (const rule of RULE_NAMES) await alerts.setRule({ rule, enabled: true, ...standardOf(rule) });
  await check();
});
afterEach(async () => {
  channel.received.length = 0;
  for (const table of ["alert_count", "alert", "alert_notice", "webhook_endpoint"]) await sql(`delete from ${table}`);
});

test("there is a fault for each rule", () => {
  expect(FAULTS.map(({ rule }) => rule)).toEqual(RULE_NAMES);
});

/** How long nobody may check before the database counts as away: a test that steps by minutes looks the same. */
const away = (seconds: number) => sql("update alert_rule set threshold = $1 where rule = 'database_away'", [seconds]);

test.each(FAULTS)("$rule fires once, and ends", async ({ rule, says, cause, cure }) => {
  await away(rule === "database_away" ? 60 : 900);
  await pass(15);
  expect(await isOpen()).toEqual([]);
  await cause();
  await pass(15);
  expect(await isOpen()).toEqual([rule]);
  const [alert] = (await alerts.overview()).open;
  expect(ruleOf(rule).tells(alert!, alert!)).toMatch(says);
  await pass(60);
  expect(told()).toEqual([expect.stringContaining(ruleOf(rule).title)]);
  await cure();
  await pass(150);
  expect(await isOpen()).toEqual([]);
  expect(told()).toEqual([
    expect.stringContaining(ruleOf(rule).title),
    expect.stringMatching(new RegExp(`^Over: .*${ruleOf(rule).title.slice(0, 10)}`)),
  ]);
});

test("24 healthy hours fire nothing", async () => {
  await away(900);
  await sql(
    `insert into alert_count (account_id, flow_id, slot, ended, rung, answered, failed, refused, in_doubt, unwanted)
     select $1, $2, slot, 10 + extract(minute from slot)::int % 3, 9, 5 + extract(minute from slot)::int % 2, 1, 0, 0, 0
     from generate_series(date_bin('5 minutes', patchcord_now() - interval '29 days', '2000-01-01 00:00+00'),
       patchcord_now() + interval '24 hours', interval '5 minutes') slot`,
    [ours.account, ours.flow],
  );
  await pass(24 * 3600, 600);
  const { open, past } = await alerts.overview();
  expect([open, past, told()]).toEqual([[], [], []]);
});
