import { describe, expect, test } from "vitest";
import { auditSentence } from "@/server/resources/audit/sentence";
import { fieldsOf, twoAccounts } from "../support/accounts";

process.env.SMTP_URL = "smtp://127.0.0.1:9";
process.env.SMTP_FROM = "alerts@studio.example";
const { as, ours, theirs, audit } = await twoAccounts();
const { alerts } = as(ours).admin;

const mail = { name: "On call", kind: "email" as const, recipients: ["on-call@example.com"], url: "" };
const channel = { name: "Channel", kind: "slack" as const, recipients: [], url: "https://hooks.example.com/T0/secret" };
const errors = { rule: "error_exits" as const, enabled: true, threshold: 30, windowMinutes: 60 };

test("every rule is off at first, with what the product proposes", async () => {
  const { rules, open, past, destinations } = await alerts.overview();
  expect(rules.length).toBe(11);
  for (const { name, enabled, threshold, bounds } of rules)
    expect([name, enabled, threshold]).toEqual([name, false, bounds.threshold.standard]);
  expect([open, past, destinations]).toEqual([[], [], []]);
});

test("rules and destinations are set, each with a sentence in the audit log; no address of a webhook is shown", async () => {
  await alerts.setRule(errors);
  await alerts.setRule({ ...errors, threshold: 40 });
  await alerts.muteRule({ rule: "error_exits", hours: 8 });
  await alerts.muteRule({ rule: "error_exits", hours: null });
  await alerts.setRule({ ...errors, enabled: false });
  await alerts.addDestination(channel);
  const { id } = (await alerts.overview()).destinations[0]!;
  await alerts.editDestination({ ...channel, id, name: "Alarms", url: "" });
  await alerts.testDestination({ id });
  await alerts.removeDestination({ id });
  const log = await audit(ours);
  expect(JSON.stringify(log)).not.toContain("secret");
  expect(log.slice(0, 9).map((entry) => auditSentence(entry))).toEqual([
    "Removed the destination of alerts “Alarms”",
    "Sent a test to the destination of alerts “Alarms”",
    "Renamed the destination of alerts “Channel” to “Alarms”",
    "Added the destination of alerts “Channel”",
    "Switched the alert “Error exits” off",
    "Had the alert “Error exits” told again",
    "Muted the alert “Error exits” for 8 hours",
    "Changed the alert “Error exits”: threshold",
    "Switched the alert “Error exits” on",
  ]);
});

describe("refused, beside its field:", () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ["a threshold beyond its bounds", () => alerts.setRule({ ...errors, threshold: 101 }), "threshold"],
    ["half a percent", () => alerts.setRule({ ...errors, threshold: 0.5 }), "threshold"],
    ["a window of nothing", () => alerts.setRule({ ...errors, windowMinutes: null }), "windowMinutes"],
    ["a window where there is none", () => alerts.setRule({ ...errors, rule: "disk_full" }), "windowMinutes"],
    ["no name", () => alerts.addDestination({ ...mail, name: " " }), "name"],
    ["nobody to write to", () => alerts.addDestination({ ...mail, recipients: [] }), "recipients"],
    [
      "no e-mail address",
      () => alerts.addDestination({ ...mail, recipients: ["a@b.example", "nobody"] }),
      "recipients.1",
    ],
    [
      "two lines",
      () => alerts.addDestination({ ...mail, recipients: ["a@b.example\nBcc: c@d.example"] }),
      "recipients.0",
    ],
    ["no address", () => alerts.addDestination({ ...channel, url: "" }), "url"],
    ["an address without TLS", () => alerts.addDestination({ ...channel, url: "http://hooks.example.com/" }), "url"],
    ["the operator's network", () => alerts.addDestination({ ...channel, url: "https://169.254.169.254/" }), "url"],
  ])("%s", async (_what, call, field) => {
    expect(Object.keys(await fieldsOf(call()))).toContain(field);
  });

  test("a name that is taken", async () => {
    await alerts.addDestination(mail);
    expect(Object.keys(await fieldsOf(alerts.addDestination(mail)))).toEqual(["name"]);
  });
});

test("another account's destinations are not there", async () => {
  await as(theirs).admin.alerts.addDestination(mail);
  const { id } = (await as(theirs).admin.alerts.overview()).destinations[0]!;
  for (const call of [
    () => alerts.editDestination({ ...mail, id }),
    () => alerts.testDestination({ id }),
    () => alerts.removeDestination({ id }),
    () => alerts.muteRule({ rule: "jobs_late", hours: 1 }),
  ])
    await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
});
