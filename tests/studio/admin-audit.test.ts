import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";

const { as, ours, theirs, database } = await twoAccounts();
const { withAccount } = await import("@/server/platform/db");
const { recordAudit } = await import("@/server/resources/audit/mutations");
const { auditSentence } = await import("@/server/resources/audit/sentence");
const { auditCsv } = await import("@/server/resources/audit/csv");

const record = (world: typeof ours, role: "admin" | "builder", action: string, subject: string, values = {}) =>
  withAccount(world.account as never, (tx) => recordAudit(tx, sessionAs(world, role), { action, subject, ...values }));

for (let number = 1; number <= 60; number += 1) await record(ours, "builder", "flow.rename", `Flow ${number}`);
await record(ours, "admin", "client.add", '=cmd|" /C calc"', { after: { at: new Date(0), nothing: undefined } });
await record(theirs, "admin", "flow.rename", "Not ours");

const list = (filters: object = {}, place: object = {}) => as(ours).admin.audit.list({ filters, ...place });

test("the newest first, in pages, and only our own", async () => {
  const first = await list();
  expect(first.lines).toHaveLength(50);
  expect(first.lines[0]).toMatchObject({
    actor: "admin@demo.example",
    actorName: "The admin",
    action: "client.add",
    before: null,
    after: { at: "1970-01-01T00:00:00.000Z" },
  });
  expect([first.newer, first.older]).toEqual([false, true]);
  const second = await list({}, { before: first.lines.at(-1)!.id });
  expect(second.lines.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 11 }, (_, index) => `Flow ${11 - index}`),
  );
  expect([second.newer, second.older]).toEqual([true, false]);
  const back = await list({}, { after: second.lines[0]!.id });
  expect(back.lines.map(({ id }) => id)).toEqual(first.lines.map(({ id }) => id));
});

test.each([
  ["who", { actor: "builder@demo.example" }, 50],
  ["what", { action: "client.add" }, 1],
  ["an area", { action: "client" }, 1],
  ["nobody", { actor: "nobody@demo.example" }, 0],
  ["when", { period: "24h" }, 50],
  ["what makes no sense, which is left out", { period: "a while" }, 50],
])("filtered by %s", async (_what, filters, lines) => {
  expect((await list(filters)).lines).toHaveLength(lines);
});

test("it says what it can be filtered by", async () => {
  expect(await list({ actor: "nobody" })).toMatchObject({
    actors: ["admin@demo.example", "builder@demo.example"],
    actions: ["client.add", "flow.rename"],
  });
});

test("the export has every row, and escapes formulas", async () => {
  const text = await new Response(auditCsv(ours.account as never, {})).text();
  const rows = text.trim().split("\n");
  expect(rows).toHaveLength(62);
  expect(rows[0]).toBe("at,actor,actor_name,action,subject,sentence,before,after");
  expect(rows[1]).toContain("'=cmd");
  expect(text).not.toContain("Not ours");
});

test("rows never change", async () => {
  await expect(database.owner.query("update audit_log set actor = ''")).rejects.toThrow(/never change/);
});

test("a change that fails leaves no row", async () => {
  const before = (await list({ action: "number" })).lines.length;
  await expect(
    withAccount(ours.account as never, async (tx) => {
      await recordAudit(tx, sessionAs(ours), { action: "number.add", subject: "x" });
      throw new Error("fails");
    }),
  ).rejects.toThrow("fails");
  expect((await list({ action: "number" })).lines).toHaveLength(before);
});

test.each([
  ["flow.create", "A", undefined, { description: "" }, "Created the flow “A”"],
  [
    "flow.rename",
    "B",
    { revision: 1 },
    { edits: [{ label: "Rename", changes: [{ path: ["name"], before: "A", after: "B" }] }] },
    "Renamed the flow “A” to “B”",
  ],
  [
    "flow.edit",
    "A",
    {},
    { edits: ["Add Busy", "Add Busy", "Connect", "Move", "Delete"].map((label) => ({ label })) },
    "Edited the flow “A”: Add Busy, Connect, Move and 1 more",
  ],
  ["flow.label", "A", { labels: ["x"] }, { labels: [] }, "Took the labels off the flow “A”"],
  [
    "flow.publish",
    "A",
    {},
    { number: 3, failed_tests: ["t"] },
    "Published version 3 of the flow “A”, in spite of failed tests",
  ],
  ["number.add", "+12025550101", undefined, {}, "Added the number “+12025550101”"],
  ["client.edit", "B", { name: "A", scopes: [] }, { name: "B", scopes: [] }, "Renamed the OAuth client “A” to “B”"],
  [
    "carrier.edit",
    "B",
    { name: "A", callsPerSecond: 1 },
    { name: "B", callsPerSecond: 2 },
    "Renamed the carrier “A” to “B” and changed it: calls per second",
  ],
  ["ring_group.edit", "A", { name: "A", hours: [] }, { name: "A", hours: [1] }, "Changed the ring group “A”: hours"],
  [
    "user.change_role",
    "a@b.example",
    { role: "viewer" },
    { role: "admin" },
    "Changed the role of “a@b.example” from viewer to admin",
  ],
  ["garden.water_plants", "Fern", undefined, undefined, "Garden, water plants: “Fern”"],
])("%s of %s reads as a sentence", (action, subject, before, after, sentence) => {
  expect(auditSentence({ action, subject, before, after })).toBe(sentence);
});

test("every action that the product records has a sentence of its own", () => {
  const recorded = new Set(
    globSync("server/**/*.ts").flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(
          /action(?: = .*\?|:|: string =|.*\?) "([a-z_]+\.[a-z_]+)"(?: : "([a-z_]+\.[a-z_]+)")?/g,
        ),
      ].flatMap(([, one, other]) => [one, other].filter((action): action is string => action !== undefined)),
    ),
  );
  expect(recorded.size).toBeGreaterThan(40);
  for (const action of recorded) expect(auditSentence({ action, subject: "X" })).not.toMatch(/, .*: “X”$/);
});
