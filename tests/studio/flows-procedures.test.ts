import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "@/server/resources/users/role";
import { type Caller, type StudioWorld, studioWorld } from "./studio-world";

/** A published flow with a draft edit, a checkpoint and a test: something for every procedure to work on. */
type Fixture = { id: string; name: string; version: string; checkpoint: string; test: string; revision: number };

type Case = {
  /** The least role that may. */
  role: Role;
  kind: "query" | "mutation";
  call: (caller: Caller, fixture: Fixture) => Promise<unknown>;
  /** What a happy answer looks like. */
  answer?: object;
  /** What an admin does with the flow before. */
  prepare?: (admin: Caller, fixture: Fixture) => Promise<unknown>;
  /** Takes no flow's id: another account's cannot be named. */
  ownOnly?: true;
  /** Needs a carrier to run, or calls that were; its happy path is in flows-live.test.ts, or tests/backtest. */
  live?: true;
};

const rename = (name: string) => ({
  ...{ id: v7(), label: "Rename", kind: "edit" as const, of: null },
  changes: [{ path: ["language"], before: "en-US", after: name }],
});
const scenario = (name: string) => ({
  name,
  arguments: { contact_1: "+12025550120", contact_2: "+12025550130" },
  customer: { does: "busy" as const },
  expect: { path: "trigger.ok call_customer.busy end.", outcome: "ended" as const },
});
const unique = () => `Flow ${v7()}`;

const CASES: Record<string, Case> = {
  list: { role: "viewer", kind: "query", ownOnly: true, call: (c) => c.flows.list({}), answer: { pageSize: 25 } },
  templates: {
    ...{ role: "viewer", kind: "query", ownOnly: true, call: (c) => c.flows.templates() },
    answer: [
      { id: "empty", steps: 1 },
      { id: "report_a_problem", steps: 5 },
      { id: "appointment_reminder", steps: 10 },
      { id: "notify", steps: 7 },
      { id: "two_language_menu", steps: 10 },
      { id: "callback_request", steps: 7 },
    ],
  },
  names: { role: "viewer", kind: "query", ownOnly: true, call: (c) => c.flows.names() },
  publishers: {
    ...{ role: "builder", kind: "query", ownOnly: true, call: (c) => c.flows.publishers() },
    answer: [{ name: "Admin", email: "ours@example.com" }],
  },
  ringRules: {
    role: "viewer",
    kind: "query",
    ownOnly: true,
    call: (c) => c.flows.ringRules(),
    answer: { time_zone: "UTC" },
  },
  checklist: { role: "viewer", kind: "query", ownOnly: true, call: (c) => c.flows.checklist() },
  create: {
    ...{ role: "builder", kind: "mutation", ownOnly: true },
    call: (c) => c.flows.create({ name: unique(), template: "empty" }),
  },
  importFlow: {
    ...{ role: "builder", kind: "mutation", ownOnly: true },
    call: async (c, { id }) => c.flows.importFlow({ text: (await c.flows.exportFlow({ id })).text }),
  },
  duplicate: { role: "builder", kind: "mutation", call: (c, { id }) => c.flows.duplicate({ id }) },
  rename: {
    ...{ role: "builder", kind: "mutation" },
    call: (c, { id }) => c.flows.rename({ id, name: unique(), description: "" }),
  },
  setLabels: { role: "builder", kind: "mutation", call: (c, { id }) => c.flows.setLabels({ id, labels: ["a"] }) },
  archive: { role: "publisher", kind: "mutation", call: (c, { id }) => c.flows.archive({ id }) },
  unarchive: { role: "publisher", kind: "mutation", call: (c, { id }) => c.flows.unarchive({ id }) },
  remove: { role: "publisher", kind: "mutation", call: (c, { id, name }) => c.flows.remove({ id, name }) },
  exportFlow: { role: "viewer", kind: "query", call: (c, { id }) => c.flows.exportFlow({ id }) },
  draft: {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.draft({ id }) },
    answer: { revision: 1, draftEdits: true, publishedVersion: { number: 1 } },
  },
  edit: {
    ...{ role: "builder", kind: "mutation" },
    call: (c, { id, revision }) =>
      c.flows.edit({
        ...{ id, base: revision },
        edits: [{ ...rename("de-DE"), changes: [{ path: ["language"], before: "fr-FR", after: "de-DE" }] }],
      }),
    answer: { ok: true, revision: 2, others: [] },
  },
  changesSince: {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.changesSince({ id, revision: 0 }) },
    answer: { revision: 1, edits: [{ by: "admin", kind: "edit" }], document: null },
  },
  checkpoint: {
    ...{ role: "builder", kind: "mutation", call: (c, { id }) => c.flows.checkpoint({ id, name: "Before lunch" }) },
    answer: { problems: [] },
  },
  discard: {
    ...{ role: "builder", kind: "mutation", call: (c, { id }) => c.flows.discard({ id }) },
    answer: { revision: 2 },
  },
  restore: {
    ...{ role: "builder", kind: "mutation" },
    call: (c, { id, version }) => c.flows.restore({ id, version }),
    answer: { revision: 2 },
  },
  versions: {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.versions({ id }) },
    answer: [
      { kind: "checkpoint", name: "Kept", number: null, current: false, by: "admin" },
      { kind: "published", number: 1, current: true, by: "admin", note: "First" },
    ],
  },
  version: {
    ...{ role: "viewer", kind: "query", call: (c, { id, checkpoint: version }) => c.flows.version({ id, version }) },
    answer: { name: "Kept", number: null },
  },
  calls: {
    ...{ role: "viewer", kind: "query", call: (c, { id, version }) => c.flows.calls({ id, version, scope: {} }) },
    answer: { started: 0, exits: [], times: [], timed: 0 },
  },
  publishPreview: {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.publishPreview({ id }) },
    answer: { revision: 1, problems: [], tests: [{ name: "Busy", ok: true }] },
  },
  publish: {
    ...{ role: "publisher", kind: "mutation" },
    call: (c, { id, revision }) => c.flows.publish({ id, revision }),
    answer: { number: 2 },
  },
  publishAgainPreview: {
    ...{ role: "viewer", kind: "query" },
    call: (c, { id, version }) => c.flows.publishAgainPreview({ id, version }),
    answer: { number: 1, changes: [], problems: [], tests: [{ name: "Busy", ok: true }] },
  },
  publishAgain: {
    ...{ role: "publisher", kind: "mutation" },
    prepare: (c, { id, revision }) => c.flows.publish({ id, revision }),
    call: async (c, { id, version }) => {
      const published = (await c.flows.draft({ id })).publishedVersion?.id ?? null;
      return c.flows.publishAgain({ id, version, published });
    },
    answer: { number: 3 },
  },
  request: {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.request({ id }) },
    answer: {
      method: "POST",
      tokenUrl: "https://studio.example.com/api/oauth/token",
      scope: "flows-interactions:start",
      published: true,
      arguments: [{ name: "contact_1", example: "+12025550123" }, { name: "contact_2" }],
      rate: { perSecond: 2 },
      clients: [{ name: "Website" }],
    },
  },
  tryIt: {
    ...{ role: "builder", kind: "mutation", live: true },
    call: (c, { id }) => c.flows.tryIt({ id, arguments: { contact_1: "+12025550120", contact_2: "+12025550130" } }),
  },
  "tests.list": {
    ...{ role: "viewer", kind: "query", call: (c, { id }) => c.flows.tests.list({ id }) },
    answer: [{ name: "Busy", updatedBy: "admin" }],
  },
  "tests.save": {
    ...{ role: "builder", kind: "mutation" },
    call: (c, { id }) => c.flows.tests.save({ id, scenario: scenario("Another") }),
  },
  "tests.remove": {
    ...{ role: "builder", kind: "mutation", call: (c, { id, test: one }) => c.flows.tests.remove({ id, test: one }) },
  },
  "tests.run": {
    ...{ role: "viewer", kind: "query", call: (c, { id, test: one }) => c.flows.tests.run({ id, test: one }) },
    answer: [{ name: "Busy", ok: true }],
  },
  "backtests.list": {
    ...{ role: "viewer", kind: "query" },
    call: (c, { id }) => c.flows.backtests.list({ id }),
    answer: [],
  },
  "backtests.start": {
    ...{ role: "builder", kind: "mutation", live: true },
    call: (c, { id }) => c.flows.backtests.start({ id, scope: { period: "7d" } }),
  },
  "backtests.get": {
    ...{ role: "viewer", kind: "query", live: true },
    call: (c, { id }) => c.flows.backtests.get({ backtest: id }),
  },
  "backtests.stop": {
    ...{ role: "builder", kind: "mutation", live: true },
    call: (c, { id }) => c.flows.backtests.stop({ backtest: id }),
  },
  "backtests.calls": {
    ...{ role: "viewer", kind: "query", live: true },
    call: (c, { id }) => c.flows.backtests.calls({ backtest: id, nth: 1, before: null }),
  },
  "backtests.compare": {
    ...{ role: "viewer", kind: "query", live: true },
    call: (c, { id }) => c.flows.backtests.compare({ backtest: id, interaction: v7() }),
  },
  "backtests.keep": {
    ...{ role: "builder", kind: "mutation", live: true },
    call: (c, { id, name }) => c.flows.backtests.keep({ backtest: id, interaction: v7(), name, expected: "recorded" }),
  },
};

/** Tested with what it shows. */
const ELSEWHERE = ["twiml", "presence"];

let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
});

async function fixture(): Promise<Fixture> {
  const { flows } = world.as("admin");
  const name = unique();
  const { id } = await flows.create({ name, template: "report_a_problem" });
  await flows.publish({ id, revision: 0, note: "First" });
  await flows.edit({ id, base: 0, edits: [rename("fr-FR")] });
  const { id: checkpoint } = await flows.checkpoint({ id, name: "Kept" });
  const { id: saved } = await flows.tests.save({ id, scenario: scenario("Busy") });
  const version = (await flows.versions({ id })).find(({ current }) => current)?.id ?? "";
  return { id, name, version, checkpoint, test: saved, revision: 1 };
}

async function auditRows(): Promise<number> {
  const { rows } = await world.database.owner.query("select count(*)::int as found from audit_log");
  return rows[0].found;
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const entries = Object.entries(CASES);

test("every procedure has its entry here", () => {
  const { procedures } = world.router._def;
  const names = Object.keys(procedures)
    .filter((name) => name.startsWith("flows."))
    .map((name) => name.slice("flows.".length));
  expect(names.toSorted()).toEqual([...Object.keys(CASES), ...ELSEWHERE].toSorted());
});

describe("does what it says for the least role that may, and every change is in the audit log", () => {
  test.each(entries.filter(([, { live }]) => !live))("%s", async (_name, { role, kind, prepare, call, answer }) => {
    const made = await fixture();
    await prepare?.(world.as("admin"), made);
    const before = await auditRows();
    const result = await call(world.as(role), made);
    if (answer !== undefined) expect(result).toMatchObject(answer);
    expect(await auditRows()).toBe(before + (kind === "mutation" ? 1 : 0));
  });
});

describe("is refused to every role below it, and nothing changes", () => {
  const refused = entries.flatMap(([name, one]) =>
    ROLES.slice(0, ROLES.indexOf(one.role)).map((role) => [name, role, one] as const),
  );
  test.each(refused)("%s as %s", async (_name, role, { call }) => {
    const made = await fixture();
    const before = await auditRows();
    expect(await codeOf(call(world.as(role), made))).toBe("FORBIDDEN");
    expect(await auditRows()).toBe(before);
  });
  test.each(entries)("%s without a session", async (_name, { call }) => {
    const nobody = world.router.createCaller({ session: null });
    const nothing = { id: v7(), name: "", version: v7(), checkpoint: v7(), test: v7(), revision: 0 };
    expect(await codeOf(call(nobody, nothing))).toBe("UNAUTHORIZED");
  });
});

describe("what belongs to another flow is not there", () => {
  const CALLS: [name: string, call: (caller: Caller, id: string, other: Fixture) => Promise<unknown>][] = [
    ["version", (c, id, { version }) => c.flows.version({ id, version })],
    ["version of a checkpoint", (c, id, { checkpoint }) => c.flows.version({ id, version: checkpoint })],
    ["calls", (c, id, { version }) => c.flows.calls({ id, version, scope: {} })],
    ["calls of a checkpoint", (c, _id, { id, checkpoint }) => c.flows.calls({ id, version: checkpoint, scope: {} })],
    ["restore", (c, id, { version }) => c.flows.restore({ id, version })],
    ["publishAgainPreview", (c, id, { version }) => c.flows.publishAgainPreview({ id, version })],
    ["publishAgain", (c, id, { version }) => c.flows.publishAgain({ id, version, published: version })],
    ["exportFlow", (c, id, { version }) => c.flows.exportFlow({ id, version })],
    ["tests.save", (c, id, { test: one }) => c.flows.tests.save({ id, test: one, scenario: scenario("Mine") })],
    ["tests.remove", (c, id, { test: one }) => c.flows.tests.remove({ id, test: one })],
    ["tests.run", (c, id, { test: one }) => c.flows.tests.run({ id, test: one })],
  ];
  test.each(CALLS)("%s", async (_name, call) => {
    const [mine, other] = [await fixture(), await fixture()];
    const before = await auditRows();
    expect(await codeOf(call(world.as("admin"), mine.id, other))).toBe("NOT_FOUND");
    expect(await auditRows()).toBe(before);
  });
});

describe("another account's flow is not there", () => {
  test.each(entries.filter(([, { ownOnly }]) => !ownOnly))("%s", async (_name, { call }) => {
    const made = await fixture();
    const before = await auditRows();
    expect(await codeOf(call(world.as("admin", world.theirs.account), made))).toBe("NOT_FOUND");
    expect(await auditRows()).toBe(before);
  });
});

describe("13.1 an input nested 10,000 deep is refused in words", () => {
  const deep: unknown = JSON.parse("[".repeat(10_000) + "]".repeat(10_000));
  const change = { path: ["language"], before: "en-US", after: deep as string };
  test.each<[string, (caller: Caller, made: Fixture) => Promise<unknown>]>([
    ["an edit", (c, { id }) => c.flows.edit({ id, base: 1, edits: [{ ...rename("de-DE"), changes: [change] }] })],
    ["a test", (c, { id }) => c.flows.tests.save({ id, scenario: deep })],
    ["an action", (c) => c.admin.connections.addAction({ connection: v7(), values: { deep } })],
  ])("%s", async (_what, call) => {
    const made = await fixture();
    const refused = { code: "BAD_REQUEST", message: "The input is nested deeper than 100 levels." };
    await expect(call(world.as("admin"), made)).rejects.toMatchObject(refused);
  });
});
