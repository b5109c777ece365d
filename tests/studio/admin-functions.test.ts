import { afterAll, expect, test } from "vitest";
import type { SentDraft } from "@/server/resources/functions/schema";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";

const { as, ours, theirs, audit } = await twoAccounts();
const { processPool } = await import("@/server/resources/functions/process-pool");
const { functionPort } = await import("@/server/resources/functions/port");
const { accountNames } = await import("@/server/resources/names/data");
const { withAccount } = await import("@/server/platform/db");
afterAll(() => processPool().close());

const functions = as(ours).admin.functions;
const DRAFT: SentDraft = {
  name: "Discount",
  description: "",
  inputs: [{ name: "total", type: "number", required: true, description: "Of the order" }],
  outputs: [{ name: "discount", type: "number" }],
  source: "export default ({ total }) => ({ discount: total / 10 });",
};
const made = (name: string) => functions.add({ name, description: "" });
const call = (id: string | undefined, inputs: Record<string, string>, signal = new AbortController().signal) =>
  functionPort.call(ours.account as never, {
    request: { function: "Discount", inputs },
    bindings: id === undefined ? {} : { function: { Discount: id } },
    ...{ idempotencyKey: "i.1", at: "2026-03-01T09:30:00.000Z", timeoutMs: 5000, signal },
  });

async function publishFlowThatUses(name: string): Promise<void> {
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const by = sessionAs(ours);
  const ways = { ok: "end", error: "end", timeout: "end" };
  const document = {
    ...{
      patchcord: 1,
      name: "Reckoned",
      language: "en-US",
      variables: { total: { type: "string" } },
      start: "trigger",
    },
    steps: {
      trigger: {
        ...{ component: "api_request", name: "API request", exits: { ok: "reckon" } },
        config: { arguments: [{ name: "total", variable: "total" }] },
      },
      reckon: {
        ...{ component: "run_function", name: "Reckon", exits: ways },
        config: { function: name, inputs: { total: "{{ total }}" } },
      },
      end: { component: "end_flow", name: "End flow", config: {}, exits: {} },
    },
  };
  const { id } = await importFlow(by, JSON.stringify(document));
  await publish(by, { id, revision: 0, note: "" });
}

test("the demo's function is there, published and used by nothing", async () => {
  const { functions: rows, total } = await functions.list({});
  expect(total).toBe(1);
  expect(rows).toMatchObject([{ name: "Greeting by hour", status: "published", publishedVersion: 1, uses: [] }]);
  expect(Object.keys(rows[0]!)).not.toContain("source");
  const greeting = await functions.get({ id: rows[0]!.id });
  const values = { name: "Ada", time_zone: "Europe/Lisbon" };
  expect(await functions.test({ ...greeting, values })).toMatchObject({
    result: "ok",
    outputs: { hour: expect.any(Number) },
  });
});

test("a function's life: added, saved, published, edited, renamed, removed, and each told in the audit log", async () => {
  const { id } = await made("Discount");
  expect(await functions.get({ id })).toMatchObject({ status: "draft", revision: 1, mayPublish: true });
  expect(await call(id, {})).toEqual({
    ok: false,
    code: "function_missing",
    message: "The function Discount has not been published.",
  });
  expect(await functions.save({ id, revision: 1, ...DRAFT })).toEqual({ revision: 2 });
  expect(await functions.save({ id, revision: 2, ...DRAFT }), "nothing changed").toEqual({ revision: 2 });
  expect(await functions.publish({ id, revision: 2 })).toEqual({ version: 1 });
  expect(await functions.publish({ id, revision: 2 }), "it is published already").toEqual({ version: 1 });
  expect(await call(id, { total: "250" })).toEqual({ ok: true, value: { discount: 25 } });

  await functions.save({ id, revision: 2, ...DRAFT, source: DRAFT.source.replace("/ 10", "/ 5") });
  expect(await functions.get({ id })).toMatchObject({ status: "published_with_draft" });
  expect(await call(id, { total: "250" }), "flows run what is published").toEqual({
    ok: true,
    value: { discount: 25 },
  });
  await functions.publish({ id, revision: 3 });
  expect(await call(id, { total: "250" })).toEqual({ ok: true, value: { discount: 50 } });

  const renamed = { ...DRAFT, source: DRAFT.source.replace("/ 10", "/ 5"), name: "Rebate" };
  await functions.save({ id, revision: 3, ...renamed });
  expect(await functions.get({ id }), "another name is nothing to publish").toMatchObject({ status: "published" });
  expect(await call(id, { total: "250" }), "by what was bound").toMatchObject({ ok: true });
  await functions.remove({ id });
  await expect(functions.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await audit(ours)).slice(0, 7).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    "function.remove Rebate",
    "function.edit Discount",
    "function.publish Discount",
    "function.edit Discount",
    "function.publish Discount",
    "function.edit Discount",
    "function.add Discount",
  ]);
  expect((await audit(ours))[1]).toMatchObject({ before: { name: "Discount" }, after: { name: "Rebate" } });
});

test.each<[string, Partial<SentDraft>, Record<string, string>]>([
  ["no name", { name: " " }, { name: "Give the function a name." }],
  ["another's name", { name: "Greeting by hour" }, { name: "Another function has this name. Choose another." }],
  [
    "an input that is no word",
    { inputs: [{ name: "the total", type: "string", required: true, description: "" }] },
    { "inputs.0.name": "Use letters, digits and _, at most 64, beginning with a letter, such as customer_name." },
  ],
  [
    "an input that every argument has",
    { inputs: [{ name: "now", type: "string", required: true, description: "" }] },
    { "inputs.0.name": "This name is taken. Choose another." },
  ],
  [
    "an output twice",
    { outputs: [DRAFT.outputs[0]!, DRAFT.outputs[0]!] },
    { "outputs.1.name": "This name is in the list already." },
  ],
  ["too long a source", { source: "x".repeat(100_001) }, { source: "Use at most 100,000 characters." }],
  ["half a character", { source: "'\ud800'" }, { source: "Take out the characters that cannot be stored." }],
])("%s is not saved, and the field says why", async (_what, change, fields) => {
  const { id } = await made("Not saved");
  expect(await fieldsOf(functions.save({ id, revision: 1, ...DRAFT, ...change }))).toEqual(fields);
  expect(await functions.get({ id })).toMatchObject({ revision: 1 });
  await functions.remove({ id });
});

test("nobody saves or publishes over what they have not seen", async () => {
  const { id } = await made("Two at once");
  const draft = { ...DRAFT, name: "Two at once" };
  await functions.save({ id, revision: 1, ...draft });
  await expect(functions.save({ id, revision: 1, ...draft, source: "mine" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(functions.publish({ id, revision: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
  await functions.remove({ id });
});

test("what does not compile is not published", async () => {
  const { id } = await made("Broken");
  await functions.save({ id, revision: 1, ...DRAFT, name: "Broken", source: "export default () => {\n  return {;\n}" });
  expect(await fieldsOf(functions.publish({ id, revision: 2 }))).toEqual({ source: "Line 2: Unexpected token ';'" });
  expect(await functions.get({ id })).toMatchObject({ status: "draft" });
  await functions.remove({ id });
});

test("a test runs what was sent, and tells failures as a flow would meet them", async () => {
  const run = (source: string, values: Record<string, string> = { total: "1" }) =>
    functions.test({ ...DRAFT, source, values });
  expect(await run(DRAFT.source, { total: "much" })).toMatchObject({
    result: "failed",
    failure: { message: "The input total must be a number, such as 12.5." },
  });
  expect(await run("export default () => ({ discount: 'much' })")).toMatchObject({
    result: "failed",
    failure: { message: expect.stringContaining("The output discount must be a number"), line: null },
  });
  const said = await run("export default () => {\n  console.log('here');\n  throw new Error('no');\n}");
  expect(said).toMatchObject({ result: "failed", failure: { message: "Error: no", line: 3 }, console: ["here"] });
  expect(await run("export default () => { for (;;); }")).toMatchObject({ result: "timeout" });
});

test("what the port answers", async () => {
  const { id } = await made("Ported");
  await functions.save({
    ...{ id, revision: 1, ...DRAFT, name: "Ported" },
    source:
      "export default ({ total }) => { if (total > 9) throw new Error('no'); if (total < 0) for (;;); return { discount: 'x' }; }",
  });
  await functions.publish({ id, revision: 2 });
  expect(await call(id, { total: "much" })).toMatchObject({ ok: false, code: "function_input_invalid" });
  expect(await call(id, { total: "10" })).toEqual({
    ok: false,
    code: "function_failed",
    message: "Ported, line 1: Error: no",
  });
  expect(await call(id, { total: "1" })).toMatchObject({ ok: false, code: "function_output_invalid" });
  expect(await call(id, { total: "-1" })).toMatchObject({ ok: false, code: "timeout" });
  expect(await call(id, { total: "-1" }, AbortSignal.timeout(100))).toMatchObject({ ok: false, code: "timeout" });
  expect(await call(undefined, {})).toMatchObject({ ok: false, code: "function_missing" });
  await functions.remove({ id });
});

test("a function that a flow uses stays, and flows know what it takes and gives", async () => {
  const { id } = await made("Used");
  await functions.save({ id, revision: 1, ...DRAFT, name: "Used" });
  const names = () => withAccount(ours.account as never, (tx) => accountNames(tx, ours.account as never));
  expect((await names()).function.get("Used")).toMatchObject({ id, usable: false });
  await functions.publish({ id, revision: 2 });
  expect((await names()).function.get("Used")).toEqual({ id, takes: DRAFT.inputs, gives: DRAFT.outputs });
  await publishFlowThatUses("Used");
  const { uses } = await functions.get({ id });
  expect(uses).toMatchObject([{ flowName: "Reckoned", published: true }]);
  await expect(functions.remove({ id })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "Flows use this function: Reckoned.",
  });
  await functions.save({ id, revision: 2, ...DRAFT, name: "Used by another name" });
  await expect(functions.remove({ id })).rejects.toMatchObject({ message: "Flows use this function: Reckoned." });
});

test("another account's functions are not there", async () => {
  const [ourOwn] = (await functions.list({ search: "Greeting" })).functions;
  const others = as(theirs).admin.functions;
  const { id } = ourOwn!;
  const meddling = {
    get: () => others.get({ id }),
    save: () => others.save({ id, revision: 1, ...DRAFT }),
    remove: () => others.remove({ id }),
    publish: () => others.publish({ id, revision: 1 }),
  };
  for (const [what, meddle] of Object.entries(meddling))
    await expect(meddle(), what).rejects.toMatchObject({ code: "NOT_FOUND" });
});
