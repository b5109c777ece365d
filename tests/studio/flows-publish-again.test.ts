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
  builder = world.as("builder").flows;
  publisher = world.as("publisher").flows;
  admin = world.as("admin").flows;
});

const change = (id: string, base: number, ...changes: Change[]) =>
  builder.edit({ id, base, edits: [{ id: v7(), label: "Change", changes, kind: "edit", of: null }] });
const language = (before: string, after: string): Change => ({ path: ["language"], before, after });
const RED = {
  name: "Answered",
  arguments: { contact_1: "+12025550120", contact_2: "+12025550130" },
  customer: { does: "busy" },
  expect: { path: "trigger.ok call_customer.answered announce.ok call_agent.ok", outcome: "forwarded" },
};

/** A flow whose version 1 speaks English and version 2, which is published, German; and the ids of both. */
async function twoVersions() {
  const { id } = await builder.create({ name: `Flow ${v7()}`, template: "report_a_problem" });
  await publisher.publish({ id, revision: 0 });
  await change(id, 0, language("en-US", "de-DE"));
  await publisher.publish({ id, revision: 1 });
  const versions = await builder.versions({ id });
  const idOf = (number: number) => versions.find((one) => one.number === number)?.id ?? "";
  return { id, first: idOf(1), second: idOf(2) };
}

async function publishedLanguage(id: string): Promise<[number: number, language: string]> {
  const { rows } = await world.database.owner.query(
    `select v.number, v.definition ->> 'language' as language from flow f
      join flow_version v on v.id = f.published_version_id where f.id = $1 and v.status = 'published'`,
    [id],
  );
  return [rows[0].number, rows[0].language];
}

test("an earlier version is published again as a new one, under the flow's present name", async () => {
  const { id, first, second } = await twoVersions();
  const name = `Renamed ${v7()}`;
  await builder.rename({ id, name, description: "" });
  expect(await publisher.publishAgain({ id, version: first, published: second, note: " Back " })).toEqual({
    number: 3,
  });
  expect(await publishedLanguage(id)).toEqual([3, "en-US"]);
  const { rows } = await world.database.owner.query(
    "select definition ->> 'name' as name, note, bindings from flow_version where flow_id = $1 and number = 3",
    [id],
  );
  expect(rows).toEqual([{ name, note: "Back", bindings: { number: { [world.ours.number]: world.ours.number } } }]);
  const audit = await world.database.owner.query(
    "select subject, before ->> 'version' as version, after from audit_log where action = 'flow.publish_again' and after ->> 'flow' = $1",
    [id],
  );
  expect(audit.rows).toEqual([{ subject: name, version: second, after: { flow: id, number: 3, of: 1, note: "Back" } }]);
});

describe("the draft stays as it is", () => {
  test("where it was what is published: now it differs", async () => {
    const { id, first, second } = await twoVersions();
    const before = await builder.draft({ id });
    await publisher.publishAgain({ id, version: first, published: second });
    const after = await builder.draft({ id });
    expect(after.document).toEqual(before.document);
    expect(after).toMatchObject({ revision: 1, draftEdits: true, publishedVersion: { number: 3 } });
    expect(await builder.changesSince({ id, revision: 1 })).toMatchObject({
      ...{ draftEdits: true, edits: [], publishedVersion: { number: 3 } },
    });
  });
  test("where it is what is published now: it has no edits any more", async () => {
    const { id, first, second } = await twoVersions();
    await builder.restore({ id, version: first });
    await publisher.publishAgain({ id, version: first, published: second });
    expect(await builder.draft({ id })).toMatchObject({ revision: 2, draftEdits: false });
  });
  test("where the flow came published and nobody has edited it", async () => {
    const { account, flow, flowVersion } = world.ours;
    const older = v7();
    await world.database.owner.query(
      `insert into flow_version (account_id, id, flow_id, number, status, definition)
        select account_id, $2, flow_id, 2, 'archived', definition || '{"language": "de-DE"}' from flow_version where id = $1`,
      [flowVersion, older],
    );
    await publisher.publishAgain({ id: flow, version: older, published: flowVersion });
    expect((await builder.draft({ id: flow })).document.language).toBe("en-US");
    expect(await builder.draft({ id: flow })).toMatchObject({ draftEdits: true, publishedVersion: { number: 3 } });
    const { rows } = await world.database.owner.query(
      "select revision from draft where account_id = $1 and flow_id = $2",
      [account, flow],
    );
    expect(rows).toEqual([{ revision: 0 }]);
  });
});

test("the preview tells what would change of what is published", async () => {
  const { id, first, second } = await twoVersions();
  expect(await builder.publishAgainPreview({ id, version: first })).toMatchObject({
    ...{ number: 1, published: second, problems: [], tests: [] },
    changes: [{ kind: "changed", what: "Language", before: "de-DE", after: "en-US" }],
  });
});

describe("is refused", () => {
  type Case = [why: string, code: string, version: "first" | "second", prepare: (id: string) => Promise<unknown>];
  const CASES: Case[] = [
    ["where it is what is published", "conflict", "second", async () => undefined],
    ["for an archived flow", "conflict", "first", (id) => admin.archive({ id })],
    [
      "where somebody has published since",
      "conflict",
      "first",
      async (id) => {
        await change(id, 1, language("de-DE", "fr-FR"));
        return publisher.publish({ id, revision: 2 });
      },
    ],
    ["where a test fails", "flow_tests_failed", "first", (id) => builder.tests.save({ id, scenario: RED })],
  ];
  test.each(CASES)("%s", async (_why, code, which, prepare) => {
    const { id, ...ids } = await twoVersions();
    await prepare(id);
    const before = await publishedLanguage(id);
    const call = publisher.publishAgain({ id, version: ids[which], published: ids.second });
    expect(await refusal(call)).toMatchObject({ code });
    expect(await publishedLanguage(id)).toEqual(before);
  });
  test("for a saved copy", async () => {
    const { id, second } = await twoVersions();
    const { id: version } = await builder.checkpoint({ id, name: "Kept" });
    expect(await refusal(publisher.publishAgain({ id, version, published: second }))).toMatchObject({
      code: "conflict",
    });
  });
  test("where a name means nothing any more", async () => {
    const { id } = await builder.create({ name: `Flow ${v7()}`, template: "report_a_problem" });
    await world.as("admin").admin.numbers.add({
      ...{ e164: "+12025550177", label: "Old line" },
      ...{ carrierId: world.ours.carrier, voiceEnabled: true },
    });
    const from = (before: string, after: string): Change => ({
      path: ["steps", "call_customer", "config", "from"],
      before,
      after,
    });
    await change(id, 0, from(world.ours.number, "+12025550177"));
    await publisher.publish({ id, revision: 1 });
    const [first] = await builder.versions({ id });
    await change(id, 1, from("+12025550177", world.ours.number));
    await publisher.publish({ id, revision: 2 });
    const [second] = await builder.versions({ id });
    await world.as("admin").admin.numbers.remove({ e164: "+12025550177" });
    const call = publisher.publishAgain({ id, version: first?.id ?? "", published: second?.id ?? null });
    expect(await refusal(call)).toMatchObject({
      ...{ code: "flow_has_errors", message: expect.stringContaining("Version 1 has") },
      fields: ["$.steps.call_customer.config.from"],
    });
  });
  test("to all but one of those who do it at once", async () => {
    const { id, first, second } = await twoVersions();
    const calls = [1, 2, 3].map(() => publisher.publishAgain({ id, version: first, published: second }));
    const answers = await Promise.allSettled(calls);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await publishedLanguage(id)).toEqual([3, "en-US"]);
  });
});

test("an admin publishes again although a test fails, with a reason that is kept", async () => {
  const { id, first, second } = await twoVersions();
  await builder.tests.save({ id, scenario: RED });
  const call = { id, version: first, published: second, overrideTests: "Callers are waiting" };
  expect(await refusal(publisher.publishAgain(call))).toMatchObject({ code: "forbidden" });
  expect(await admin.publishAgain(call)).toEqual({ number: 3 });
  const { rows } = await world.database.owner.query(
    "select after -> 'reason' as reason, after -> 'failed_tests' as failed from audit_log where action = 'flow.publish_again' and after ->> 'flow' = $1",
    [id],
  );
  expect(rows).toEqual([{ reason: "Callers are waiting", failed: ["Answered"] }]);
});
