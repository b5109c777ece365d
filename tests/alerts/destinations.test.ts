import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { twoAccounts } from "../support/accounts";
import { testMailServer } from "../support/mail-server";
import { stoppedClock } from "../support/stopped-clock";
import { type StubResponse, stubServer } from "../support/stub-server";

/** What destinations are told, over SMTP and HTTP. */
const mailServer = await testMailServer();
const { mails } = mailServer;
const { as, ours, database } = await twoAccounts();
const { alertChecker, sendNotices } = await import("@/server/worker/alerts");
const { alerts, webhooks } = as(ours).admin;
const { owner } = database;
const clock = stoppedClock();

let answer: () => StubResponse = () => ({});
const receiver = await stubServer(() => answer());
const texts = () => receiver.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);

let diskFree = 0.5;
const check = alertChecker("a worker", async () => diskFree);
async function pass(seconds: number): Promise<void> {
  await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
  clock.pass(seconds * 1000);
}

const EMAIL = {
  name: "On call",
  kind: "email" as const,
  recipients: ["on-call@example.com", "boss@example.com"],
  url: "",
};
const slack = () => ({
  name: "Channel",
  kind: "slack" as const,
  recipients: [],
  url: `${receiver.url}/services/T0/secret`,
});
const disk = { rule: "disk_full" as const, enabled: true, threshold: 10, windowMinutes: null };

beforeAll(async () => {
  await alerts.setRule(disk);
});
afterEach(async () => {
  for (const { id } of (await alerts.overview()).destinations) await alerts.removeDestination({ id });
  await owner.query("delete from alert");
  mails.length = 0;
  receiver.received.length = 0;
  answer = () => ({});
  mailServer.refuses = false;
  diskFree = 0.5;
});

async function fillDisk(): Promise<void> {
  diskFree = 0.02;
  await check();
  await sendNotices();
}
async function emptyDisk(): Promise<void> {
  diskFree = 0.5;
  await check();
  await pass(120);
  await check();
  await sendNotices();
}

test("e-mail and channel are told of the fault and of its end, with the way to the studio", async () => {
  await alerts.addDestination(EMAIL);
  await alerts.addDestination(slack());
  await fillDisk();
  await emptyDisk();
  expect(mails.map(({ to }) => to)).toEqual([EMAIL.recipients, EMAIL.recipients]);
  expect(mails[0]!.source).toMatch(/^Subject: Patchcord: Disk nearly full/m);
  expect(mails[0]!.source).toMatch(/^From: Patchcord <alerts@studio.example>/m);
  expect(mails[0]!.source).toContain("2 % of the disk");
  expect(mails[0]!.source).toContain("/admin/alerts");
  expect(mails[1]!.source).toMatch(/^Subject: Patchcord: Over: Disk nearly full/m);
  expect(texts()).toEqual([
    expect.stringMatching(/^\*Disk nearly full: .*\*\n2 % of the disk/),
    expect.stringMatching(/^\*Over: Disk nearly full.*\*\nIt lasted from/),
  ]);
  expect((await alerts.overview()).destinations).toMatchObject([
    { name: "Channel", lastError: null, lastSentAt: expect.any(Date), host: new URL(receiver.url).host },
    { name: "On call", lastError: null, lastSentAt: expect.any(Date), recipients: EMAIL.recipients },
  ]);
  expect(JSON.stringify(await alerts.overview())).not.toContain("secret");
});

test("a destination that fails is tried again, in order, says why, and holds up no other", async () => {
  await alerts.addDestination(EMAIL);
  await alerts.addDestination(slack());
  answer = () => ({ status: 503 });
  mailServer.refuses = true;
  await fillDisk();
  await emptyDisk();
  expect((await alerts.overview()).destinations.map(({ lastError }) => lastError)).toEqual([
    "It answered 503.",
    expect.stringContaining("The mail server refused it"),
  ]);
  answer = () => ({});
  mailServer.refuses = false;
  receiver.received.length = 0;
  await pass(60);
  await sendNotices();
  await sendNotices();
  expect(texts().map((text) => text.startsWith("*Over"))).toEqual([false, true]);
  expect(mails).toHaveLength(2);
});

test("what is muted is shown and not told; it is told once it is muted no more", async () => {
  await alerts.addDestination(slack());
  await alerts.muteRule({ rule: "disk_full", hours: 1 });
  await fillDisk();
  expect((await alerts.overview()).open).toMatchObject([{ rule: "disk_full", toldAt: null }]);
  expect(texts()).toEqual([]);
  await pass(3600);
  await fillDisk();
  expect(texts()).toHaveLength(1);
  await alerts.muteRule({ rule: "disk_full", hours: 1 });
  await emptyDisk();
  expect(texts().at(-1)).toMatch(/^\*Over/);
  await alerts.muteRule({ rule: "disk_full", hours: null });
});

test("what is switched off while it is open ends, and that is told", async () => {
  await alerts.addDestination(slack());
  await fillDisk();
  await alerts.setRule({ ...disk, enabled: false });
  await sendNotices();
  expect(texts().map((text) => text.startsWith("*Over"))).toEqual([false, true]);
  await alerts.setRule(disk);
});

test("webhook endpoints hear of it as of everything else", async () => {
  const { writeEvents } = await import("@/server/reports/events/mutations");
  const { claimDeliveries, deliver } = await import("@/server/resources/webhooks/deliveries/mutations");
  const { outboundFile } = await import("@/server/platform/outbound/request");
  const types = ["alert.fired", "alert.ended"];
  const { id, secret } = await webhooks.add({ name: "Ours", url: receiver.url, types, flows: [], headers: [] });
  onTestFinished(() => webhooks.remove({ id }));
  await fillDisk();
  await emptyDisk();
  await writeEvents();
  for (let left = 2; left > 0; left -= 1)
    for (const one of await claimDeliveries(8, new Map(), null)) await deliver(outboundFile, one, () => 0);
  const heard = receiver.received.map(({ body, headers }) =>
    new Webhook(secret).verify(body, {
      ...headers,
      "webhook-timestamp": String(headers["webhook-timestamp"]),
    } as never),
  ) as { type: string; data: Record<string, unknown> }[];
  expect(heard.map(({ type }) => type)).toEqual(types);
  expect(heard[0]!.data).toMatchObject({ rule: "disk_full", value: 2, threshold: 10 });
  expect(heard[1]!.data).toMatchObject({ alert_id: heard[0]!.data.alert_id, ended_at: expect.any(String) });
});

test("two workers take turns: one checks, the other does when that one has been silent for long", async () => {
  const other = alertChecker("another worker", async () => 0.5);
  await check();
  const checkedBy = async () => (await owner.query("select holder from alert_turn")).rows[0].holder;
  await other();
  expect(await checkedBy()).toBe("a worker");
  await pass(41);
  await other();
  expect(await checkedBy()).toBe("another worker");
  await pass(41);
  await check();
});

test("while the database is away, whoever checked last tells it once; when it is back, the end", async () => {
  await alerts.setRule({ rule: "database_away", enabled: true, threshold: 60, windowMinutes: null });
  await alerts.addDestination(slack());
  await check();
  const [{ name }] = (await owner.query<{ name: string }>("select current_database() as name")).rows as [
    { name: string },
  ];
  onTestFinished(async () => void (await owner.query(`alter database ${name} connection limit -1`)));
  await owner.query(`alter database ${name} connection limit 0`);
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await pass(45);
  await check();
  expect(texts()).toEqual([]);
  await pass(30);
  await check();
  await check();
  expect(texts()).toEqual([
    expect.stringMatching(/^\*Database away\*\nNo worker has reached the database for 75 seconds/),
  ]);
  await owner.query(`alter database ${name} connection limit -1`);
  await check();
  expect((await alerts.overview()).open).toMatchObject([{ rule: "database_away", value: expect.any(Number) }]);
  for (let step = 0; step < 3; step += 1) {
    await pass(45);
    await check();
  }
  await sendNotices();
  expect(texts().map((text) => text.split("\n")[0])).toEqual(["*Database away*", "*Over: Database away*"]);
});
