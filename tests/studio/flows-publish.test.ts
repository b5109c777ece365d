import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { Change } from "@/engine/edit/change";
import { type Caller, refusal, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
let builder: Caller["flows"];
let publisher: Caller["flows"];
let admin: Caller["flows"];
beforeAll(async () => {
  world = await studioWorld();
  [builder, publisher, admin] = (["builder", "publisher", "admin"] as const).map((role) => world.as(role).flows) as [
    Caller["flows"],
    Caller["flows"],
    Caller["flows"],
  ];
});

const newFlow = async () => (await builder.create({ name: `Flow ${v7()}`, template: "report_a_problem" })).id;
const change = (id: string, base: number, ...changes: Change[]) =>
  builder.edit({ id, base, edits: [{ id: v7(), label: "Change", changes, kind: "edit", of: null }] });
const language = (before: string, after: string): Change => ({ path: ["language"], before, after });
const RED = {
  name: "Answered",
  arguments: { contact_1: "+12025550120", contact_2: "+12025550130" },
  customer: { does: "busy" },
  expect: { path: "trigger.ok call_customer.answered announce.ok call_agent.ok", outcome: "forwarded" },
};

async function versionRows(id: string) {
  const { rows } = await world.database.owner.query(
    "select number, status, note, author, bindings, definition ->> 'language' as language from flow_version where flow_id = $1 order by number",
    [id],
  );
  return rows;
}

test("freezes the draft, archives what was published, and leaves no draft edits", async () => {
  const id = await newFlow();
  expect(await publisher.publish({ id, revision: 0, note: "  First  " })).toEqual({ number: 1 });
  await change(id, 0, language("en-US", "de-DE"));
  expect(await publisher.publish({ id, revision: 1 })).toEqual({ number: 2 });
  await change(id, 1, language("de-DE", "fr-FR"));
  const bindings = { number: { [world.ours.number]: world.ours.number } };
  expect(await versionRows(id)).toEqual([
    { number: 1, status: "archived", note: "First", author: "publisher", bindings, language: "en-US" },
    { number: 2, status: "published", note: "", author: "publisher", bindings, language: "de-DE" },
  ]);
  const [now, before] = await builder.versions({ id });
  expect([now, before]).toMatchObject([
    { number: 2, current: true },
    { number: 1, current: false },
  ]);
  expect(await builder.draft({ id })).toMatchObject({ publishedVersion: { number: 2 }, draftEdits: true });
});

test("what was published does not change, whoever asks", async () => {
  const id = await newFlow();
  await publisher.publish({ id, revision: 0 });
  for (const set of ["definition = '{}'", "bindings = '{}'", "note = 'x'", "number = 9"]) {
    const update = world.database.owner.query(`update flow_version set ${set} where flow_id = $1`, [id]);
    await expect(update).rejects.toThrow(/never change/);
  }
});

describe("is refused", () => {
  test("where the draft has moved on", async () => {
    const id = await newFlow();
    await change(id, 0, language("en-US", "de-DE"));
    expect(await refusal(publisher.publish({ id, revision: 0 }))).toMatchObject({ code: "conflict" });
    expect(await versionRows(id)).toEqual([]);
  });
  test("where nothing has changed", async () => {
    const id = await newFlow();
    await publisher.publish({ id, revision: 0 });
    expect(await refusal(publisher.publish({ id, revision: 0 }))).toMatchObject({ code: "conflict" });
  });
  test("for an archived flow", async () => {
    const id = await newFlow();
    await builder.archive({ id });
    expect(await refusal(publisher.publish({ id, revision: 0 }))).toMatchObject({ code: "conflict" });
  });
  const ERRORS: [name: string, change: Change, field: string][] = [
    [
      "a number that is not the account's",
      { path: ["steps", "call_customer", "config", "from"], before: "+12025550101", after: "+12025550199" },
      "$.steps.call_customer.config.from",
    ],
    [
      "a mandatory exit unwired",
      { path: ["steps", "call_customer", "exits", "busy"], before: "end" },
      "$.steps.call_customer.exits.busy",
    ],
    [
      "a setting that is missing",
      { path: ["steps", "call_customer", "config", "to_variable"], before: "contact_1" },
      "$.steps.call_customer.config.to_variable",
    ],
    [
      "a variable that is none",
      { path: ["variables", "contact_2"], before: { type: "string", label: "Agent number" } },
      "$.steps.trigger.config.arguments.1.variable",
    ],
  ];
  test.each(ERRORS)("with an error: %s", async (_name, wrong, field) => {
    const id = await newFlow();
    await change(id, 0, wrong);
    const { code, fields } = await refusal(publisher.publish({ id, revision: 1 }));
    expect(code).toBe("flow_has_errors");
    expect(fields).toContain(field);
    const { problems } = await builder.publishPreview({ id });
    expect(problems.some(({ severity }) => severity === "error")).toBe(true);
    expect(await versionRows(id)).toEqual([]);
  });
  test("with a red test, unless an admin says why", async () => {
    const id = await newFlow();
    await builder.tests.save({ id, scenario: RED });
    expect((await builder.publishPreview({ id })).tests).toMatchObject([{ name: "Answered", ok: false }]);
    expect(await refusal(publisher.publish({ id, revision: 0 }))).toMatchObject({
      code: "flow_tests_failed",
      fields: ["Answered"],
    });
    expect(await refusal(publisher.publish({ id, revision: 0, overrideTests: "Now!" }))).toMatchObject({
      code: "forbidden",
    });
    expect(await versionRows(id)).toEqual([]);
    expect(await admin.publish({ id, revision: 0, overrideTests: "The test is out of date" })).toEqual({ number: 1 });
    const { rows } = await world.database.owner.query(
      "select after -> 'reason' as reason, after -> 'failed_tests' as failed from audit_log where action = 'flow.publish' and after ->> 'flow' = $1",
      [id],
    );
    expect(rows).toEqual([{ reason: "The test is out of date", failed: ["Answered"] }]);
  });
  test("to all but one of those who publish at once", async () => {
    const id = await newFlow();
    const answers = await Promise.allSettled([1, 2, 3].map(() => publisher.publish({ id, revision: 0 })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await versionRows(id)).toHaveLength(1);
  });
});

test("the preview tells what would change", async () => {
  const id = await newFlow();
  expect((await builder.publishPreview({ id })).changes.map(({ kind }) => kind)).toContain("added");
  await publisher.publish({ id, revision: 0 });
  expect((await builder.publishPreview({ id })).changes).toEqual([]);
  await change(
    id,
    0,
    { path: ["steps", "end", "name"], before: "End flow", after: "Bye" },
    { path: ["layout", "end"], after: [9, 9] },
  );
  expect((await builder.publishPreview({ id })).changes).toMatchObject([{ kind: "renamed", step: "end" }]);
});

test("a version comes back as a draft by one edit that can be undone", async () => {
  const id = await newFlow();
  await publisher.publish({ id, revision: 0 });
  const [first] = await builder.versions({ id });
  await change(id, 0, { path: ["steps", "end", "name"], before: "End flow", after: "Bye" }, language("en-US", "de-DE"));
  const changed = (await builder.draft({ id })).document;
  await builder.restore({ id, version: first?.id ?? "" });
  const { document, history } = await builder.draft({ id });
  expect([document.language, document.steps.end?.name]).toEqual(["en-US", "End flow"]);
  const undone = history.undo.at(-1);
  expect(undone?.label).toBe("Restore Version 1");
  const { inverse } = await import("@/engine/edit/change");
  const undo = {
    id: v7(),
    label: "Undo",
    changes: inverse(undone?.changes ?? []),
    kind: "undo" as const,
    of: undone?.id ?? "",
  };
  await builder.edit({ id, base: 2, edits: [undo] });
  expect((await builder.draft({ id })).document).toEqual(changed);
});

test("checkpoints: the last 50 are kept, each as it was", async () => {
  const id = await newFlow();
  for (let n = 1; n <= 51; n++) await builder.checkpoint({ id, name: `Kept ${n}` });
  await builder.checkpoint({ id, name: " " });
  const kept = await builder.versions({ id });
  expect([kept.length, kept[0]?.name, kept.at(-1)?.name]).toEqual([50, "", "Kept 3"]);
  await change(id, 0, language("en-US", "de-DE"));
  expect(await builder.version({ id, version: kept[0]?.id ?? "" })).toMatchObject({ document: { language: "en-US" } });
});

test("a test's name is its own", async () => {
  const id = await newFlow();
  const { id: saved } = await builder.tests.save({ id, scenario: RED });
  expect(await refusal(builder.tests.save({ id, scenario: RED }))).toMatchObject({
    code: "conflict",
    fields: ["name"],
  });
  await builder.tests.save({ id, test: saved, scenario: { ...RED, name: "Renamed" } });
  expect(await builder.tests.list({ id })).toMatchObject([{ id: saved, name: "Renamed" }]);
  expect(await refusal(builder.tests.save({ id, scenario: { ...RED, customer: { does: "dances" } } }))).toMatchObject({
    code: "invalid_request",
    fields: ["customer"],
  });
  expect(await refusal(builder.tests.remove({ id, test: v7() }))).toMatchObject({ code: "not_found" });
});
