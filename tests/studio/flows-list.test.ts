import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { TemplateId } from "@/server/flows/templates/templates";
import type { AccountId } from "@/server/ports/ids";
import { type Caller, refusal, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
let flows: Caller["flows"];
beforeAll(async () => {
  world = await studioWorld();
  ({ flows } = world.as("admin"));
});

const create = async (name: string, template: TemplateId = "empty") =>
  (await flows.create({ name, description: `About ${name}`, template })).id;

/** An interaction as the hot path leaves it, `hours` ago. */
async function interaction(flow: string, hours: number, status = "completed", callResult: string | null = "answered") {
  const { owner } = world.database;
  const { rows } = await owner.query("select id from flow_version where flow_id = $1 order by number desc limit 1", [
    flow,
  ]);
  const at = Date.now() - hours * 3_600_000;
  const id = v7({ msecs: at });
  await owner.query(
    `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, call_result, state, expires_at, started_at, finished_at)
     values ($1, $2, $3, $4, 'c', 1, $5, $6, $7, '{}', now() + interval '1 day', $8, $9)`,
    [
      ...[world.ours.account, id, flow, rows[0]?.id ?? v7(), status, status === "running" ? null : "ended"],
      ...[callResult, new Date(at), status === "running" ? null : new Date(at)],
    ],
  );
  if (status === "running")
    await owner.query("select patchcord_set_deadline($1, 'interaction', $2, now() + interval '1 day')", [
      world.ours.account,
      id,
    ]);
  return id;
}

test("counts the last 24 hours by the hour, and answers of those that came to a result", async () => {
  const id = await create("Counted", "report_a_problem");
  await flows.publish({ id, revision: 0 });
  for (const [hours, result] of [
    [0.1, "answered"],
    [0.2, "busy"],
    [0.3, null],
    [5.5, "answered"],
    [23.9, "answered"],
    [24.1, "busy"],
    [400, "busy"],
  ] as const)
    await interaction(id, hours, "completed", result);
  const { rows } = await flows.list({ search: "counted" });
  const spark = Array.from({ length: 24 }, (_, hour) => ({ 0: 1, 18: 1, 23: 3 })[hour] ?? 0);
  expect(rows).toMatchObject([
    {
      ...{
        id,
        name: "Counted",
        description: "About Counted",
        status: "published",
        publishedVersion: 1,
        draftEdits: false,
      },
      ...{ trigger: { component: "api_request", label: "API request" }, changedBy: "admin" },
      ...{ interactions24h: 5, spark, answeredRate: 0.75 },
    },
  ]);
});

describe("search, filters, order and pages", () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    for (const name of ["Zebra one", "Zebra two", "Zebra 100%", "Zebra_three"])
      ids[name] = await create(name, "report_a_problem");
    await flows.setLabels({ id: ids["Zebra one"] ?? "", labels: ["b", "a", "a"] });
    await flows.publish({ id: ids["Zebra two"] ?? "", revision: 0 });
    await flows.publish({ id: ids["Zebra 100%"] ?? "", revision: 0 });
    const edits = [
      {
        id: v7(),
        label: "x",
        changes: [{ path: ["language"], before: "en-US", after: "de-DE" }],
        kind: "edit" as const,
        of: null,
      },
    ];
    await flows.edit({ id: ids["Zebra two"] ?? "", base: 0, edits });
    await interaction(ids["Zebra 100%"] ?? "", 1);
    await flows.archive({ id: ids.Zebra_three ?? "" });
  });
  const CASES: [name: string, input: Parameters<Caller["flows"]["list"]>[0], found: string[]][] = [
    ["by name", { search: "zebra", sort: "name" }, ["Zebra 100%", "Zebra one", "Zebra two"]],
    ["backwards", { search: "zebra", sort: "-name" }, ["Zebra two", "Zebra one", "Zebra 100%"]],
    ["by last change", { search: "zebra" }, ["Zebra two", "Zebra 100%", "Zebra one"]],
    ["by traffic", { search: "zebra", sort: "-interactions" }, ["Zebra 100%", "Zebra one", "Zebra two"]],
    ["all words, in any order", { search: "ONE zebra" }, ["Zebra one"]],
    ["in the description", { search: "about zebra one" }, ["Zebra one"]],
    ["% and _ stand for themselves", { search: "0%" }, ["Zebra 100%"]],
    ["_ is no wildcard", { search: "zebra_" }, []],
    ["drafts", { search: "zebra", status: "draft" }, ["Zebra one"]],
    ["published", { search: "zebra", status: "published", sort: "name" }, ["Zebra 100%", "Zebra two"]],
    ["published and edited since", { search: "zebra", status: "edited" }, ["Zebra two"]],
    ["by label", { label: "a" }, ["Zebra one"]],
    ["archived", { search: "zebra", archived: true }, ["Zebra_three"]],
    [
      "a filter that makes no sense is left out",
      { search: "zebra", status: "x" as never, sort: "name" },
      ["Zebra 100%", "Zebra one", "Zebra two"],
    ],
  ];
  test.each(CASES)("%s", async (_name, input, found) => {
    const { rows, total } = await flows.list(input);
    expect([rows.map(({ name }) => name), total]).toEqual([found, found.length]);
  });
  test("labels in use, each once", async () => {
    expect((await flows.list({})).labels).toEqual(["a", "b"]);
  });
  test("25 a page", async () => {
    for (let n = 0; n < 27; n++) await create(`Paged ${n}`);
    const pages = await Promise.all([1, 2, 3].map((page) => flows.list({ search: "paged", sort: "name", page })));
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [25, 27],
      [2, 27],
      [0, 27],
    ]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(27);
  });
});

describe("deleting", () => {
  test("is refused while an interaction runs, and says what to do", async () => {
    const id = await create("Busy flow", "report_a_problem");
    await flows.publish({ id, revision: 0 });
    await interaction(id, 1, "running");
    const found = await refusal(flows.remove({ id, name: "Busy flow" }));
    expect(found).toMatchObject({ code: "conflict", message: "1 interaction of this flow is running." });
    expect((await flows.list({ search: "busy flow" })).total).toBe(1);
  });
  test("a published flow needs its name", async () => {
    const id = await create("Live flow", "report_a_problem");
    await flows.publish({ id, revision: 0 });
    for (const name of [undefined, "", "live flow"])
      expect(await refusal(flows.remove({ id, name }))).toMatchObject({ code: "invalid_request", fields: ["name"] });
    await flows.remove({ id, name: "Live flow" });
  });
  test.each(["archive", "unarchive", "remove"] as const)(
    "a builder may %s what was never published, and nothing else",
    async (what) => {
      const builder = world.as("builder").flows;
      const [draft, live] = [await create(`Draft ${v7()}`), await create(`Live ${v7()}`, "report_a_problem")];
      await flows.publish({ id: live, revision: 0 });
      await builder[what]({ id: draft });
      expect(await refusal(builder[what]({ id: live }))).toMatchObject({ code: "forbidden" });
    },
  );
  test("frees the name, keeps past interactions readable, and the rest goes with the last of them", async () => {
    const { owner } = world.database;
    const id = await create("Gone flow", "report_a_problem");
    await flows.publish({ id, revision: 0 });
    const past = await interaction(id, 1);
    await flows.checkpoint({ id, name: "Kept" });
    await flows.remove({ id, name: "Gone flow" });
    expect(await refusal(flows.draft({ id }))).toMatchObject({ code: "flow_not_found" });
    await create("Gone flow");
    const { lines } = await world.as("viewer").interactions.list({ filters: { flow: id } });
    expect(lines).toMatchObject([{ id: past, flowName: "Gone flow", flowVersion: 1 }]);
    const left = async () => {
      const { rows } = await owner.query("select count(*)::int as flows from flow where id = $1", [id]);
      return rows[0].flows;
    };
    const { postgresStore: store } = await import("@/server/storage/store");
    const account = world.ours.account as AccountId;
    await store.sweep(account);
    expect(await left()).toBe(1);
    await owner.query("delete from interaction where id = $1", [past]);
    await store.sweep(account);
    expect(await left()).toBe(0);
  });
});

test("an archived flow comes back as it was", async () => {
  const id = await create("Put away", "report_a_problem");
  await flows.publish({ id, revision: 0 });
  await flows.archive({ id });
  expect((await flows.list({ search: "put away" })).total).toBe(0);
  expect(await flows.draft({ id })).toMatchObject({ flow: { archived: true } });
  expect(await flows.request({ id })).toMatchObject({ published: false });
  await flows.unarchive({ id });
  expect((await flows.list({ search: "put away" })).rows).toMatchObject([{ publishedVersion: 1, archivedAt: null }]);
});

test("a copy has a name of its own and the labels of the first", async () => {
  const id = await create("Original", "report_a_problem");
  await flows.setLabels({ id, labels: ["copied"] });
  const names = [(await flows.duplicate({ id })).name, (await flows.duplicate({ id })).name];
  expect(names).toEqual(["Original copy", "Original copy (2)"]);
  const { rows } = await flows.list({ label: "copied", sort: "name" });
  expect(rows.map(({ name, status }) => [name, status])).toEqual([
    ["Original", "draft"],
    ["Original copy", "draft"],
    ["Original copy (2)", "draft"],
  ]);
});

describe("templates", () => {
  test.each(["report_a_problem", "appointment_reminder", "notify", "two_language_menu", "callback_request"] as const)(
    "%s is ready to publish where the account has what it names",
    async (template) => {
      const id = await create(`From ${template}`, template);
      expect((await flows.publishPreview({ id })).problems).toEqual([]);
    },
  );
  test("lacks only the number where it has none", async () => {
    await world.database.owner.query("delete from number where account_id = $1", [world.theirs.account]);
    const { flows: their } = world.as("admin", world.theirs.account);
    const { id } = await their.create({ name: "Without a number", template: "report_a_problem" });
    const { problems } = await their.publishPreview({ id });
    expect(problems.map(({ severity, step, field }) => [severity, step, field.join(".")])).toEqual([
      ["error", "call_customer", "config.from"],
    ]);
  });
});

describe("where a name is used", () => {
  test("by drafts and by what is published, not by what is archived or discarded", async () => {
    const { withAccount } = await import("@/server/platform/db");
    const { stepsUsing } = await import("@/server/resources/uses/data");
    const number = "+12025550177";
    await world.database.owner.query(
      "insert into number (account_id, e164, label, carrier_id) values ($1, $2, 'x', $3)",
      [...[world.ours.account, number, world.ours.carrier]],
    );
    const used = () =>
      withAccount(world.ours.account as AccountId, (tx) =>
        stepsUsing(tx, world.ours.account as AccountId, "number", number),
      );
    expect(await used()).toEqual([]);
    const id = await create("Uses it", "report_a_problem");
    const from = (before: string, after: string) => [
      {
        id: v7(),
        label: "x",
        changes: [{ path: ["steps", "call_customer", "config", "from"], before, after }],
        kind: "edit" as const,
        of: null,
      },
    ];
    const use = { flow: { id, name: "Uses it" }, step: "call_customer", stepName: "Call the customer" };
    await flows.edit({ id, base: 0, edits: from(world.ours.number, number) });
    expect(await used()).toEqual([{ ...use, in: "draft" }]);
    await flows.publish({ id, revision: 1 });
    expect(await used()).toEqual([{ ...use, in: "published" }]);
    await flows.edit({ id, base: 1, edits: from(number, world.ours.number) });
    expect(await used()).toEqual([{ ...use, in: "published" }]);
    await flows.publish({ id, revision: 2 });
    expect(await used()).toEqual([]);
  });
});

test("the checklist of a new account, step by step", async () => {
  expect(await world.as("viewer", world.theirs.account).flows.checklist()).toEqual({
    ...{ carrier: true, number: false, published: true, client: true, called: false, phones: false },
  });
});
