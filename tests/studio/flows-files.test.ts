import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { FlowDefinition } from "@/engine/definition/schema";
import { decodeText } from "@/engine/text-coding";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { parseFlowFile } from "@/server/flows/files/parse-flow-file";
import { type Caller, refusal, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
let flows: Caller["flows"];
beforeAll(async () => {
  world = await studioWorld();
  ({ flows } = world.as("builder"));
});

type Change = (flow: FlowDefinition & Record<string, unknown>) => void;
const seed = () => structuredClone(reportAProblem) as unknown as FlowDefinition & Record<string, unknown>;
const changed = (change: Change) => {
  const flow = seed();
  change(flow);
  return JSON.stringify(flow);
};
const config = (flow: FlowDefinition, step: string) => flow.steps[step]?.config ?? {};
const LIMIT = 1024 * 1024;

async function flowCount(): Promise<number> {
  const { rows } = await world.database.owner.query("select count(*)::int as found from flow");
  return rows[0].found;
}

describe("what is refused, with its place", () => {
  const CASES: [name: string, text: string, code: string, fields: string[]][] = [
    ["an unknown key", changed((flow) => Object.assign(flow, { colour: "red" })), "invalid_request", ["$.colour"]],
    [
      "an unknown key of a step",
      changed((flow) => Object.assign(flow.steps.end ?? {}, { exit: {} })),
      "invalid_request",
      ["$.steps.end.exit"],
    ],
    [
      "an unknown key of a config",
      changed((flow) => Object.assign(config(flow, "announce"), { txt: "" })),
      "invalid_request",
      ["$.steps.announce.config.txt"],
    ],
    ["a wrong type", changed((flow) => Object.assign(flow, { language: 5 })), "invalid_request", ["$.language"]],
    [
      "a wrong type in a config",
      changed((flow) => Object.assign(config(flow, "call_customer"), { ring_seconds: "15" })),
      "invalid_request",
      ["$.steps.call_customer.config.ring_seconds"],
    ],
    [
      "a choice that is none",
      changed((flow) => Object.assign(config(flow, "call_agent"), { caller_id: "mine" })),
      "invalid_request",
      ["$.steps.call_agent.config.caller_id"],
    ],
    [
      "an unknown component",
      changed((flow) => Object.assign(flow.steps.end ?? {}, { component: "warp" })),
      "invalid_request",
      ["$.steps.end.component"],
    ],
    [
      "an exit that the component has not",
      changed((flow) => Object.assign(flow.steps.end?.exits ?? {}, { ok: null })),
      "invalid_request",
      ["$.steps.end.exits.ok"],
    ],
    [
      "several at once",
      changed((flow) => Object.assign(flow, { colour: 1, size: 2, language: 3 })),
      "invalid_request",
      ["$.language", "$.colour", "$.size"],
    ],
    ["another format", changed((flow) => Object.assign(flow, { patchcord: 2 })), "invalid_request", ["$.patchcord"]],
    ["a list", "[]", "invalid_request", ["$"]],
    ["NUL in a text", changed((flow) => Object.assign(flow, { description: "a\0b" })), "invalid_request", ["$"]],
    ["no JSON", '{\n  "patchcord": 1,\n  "name": x\n}', "invalid_json", ["$"]],
    ["a key that comes twice", '{"patchcord": 1, "patchcord": 1}', "invalid_json", ["$"]],
    ["nested without end", "[".repeat(100_000), "invalid_json", ["$"]],
    ["13.1 more values than any flow has", `[${"1,".repeat(300_000)}1]`, "invalid_json", ["$"]],
    ["nothing", "", "invalid_json", ["$"]],
    ["one byte over 1 MiB", padded(LIMIT + 1), "request_too_large", []],
  ];
  test.each(CASES)("%s", async (_name, text, code, fields) => {
    const before = await flowCount();
    const found = await refusal(flows.importFlow({ text }));
    expect([found.code, found.fields.toSorted()]).toEqual([code, fields.toSorted()]);
    expect(await flowCount()).toBe(before);
  });
  test("says line and column of what is no JSON", async () => {
    const call = flows.importFlow({ text: '{\n  "patchcord": 1,\n  "name": x\n}' });
    const { cause } = (await call.catch((error: Error) => error)) as Error & { cause: { details: unknown } };
    expect(cause.details).toMatchObject({ fields: [{ description: "line 3, column 11: a value should come here" }] });
  });
});

test("13.6 leaves out the control characters of a file", async () => {
  const text = changed((flow) => Object.assign(flow, { description: "one\u000btwo\u0007" }));
  const { id } = await flows.importFlow({ text });
  expect((await flows.draft({ id })).document.description).toBe("one two");
});

/** The seed flow joins whatever picks up with the agent. */
const OF_THE_SEED = ["may_be_machine"];

describe("13.19 a file of another program is named", () => {
  const studio = {
    description: "IVR",
    states: [{ name: "Trigger", type: "trigger" }],
    initial_state: "Trigger",
    flags: {},
  };
  test.each<[string, string, unknown]>([
    ["Twilio Studio", "a Twilio Studio flow", studio],
    ["Twilio Studio, as its API answers", "a Twilio Studio flow", { friendly_name: "IVR", definition: studio }],
    ["Amazon Connect", "an Amazon Connect flow", { Version: "2019-10-30", StartAction: "a", Actions: [] }],
    ["Voiceflow", "a Voiceflow project", { project: {}, version: {}, diagrams: {} }],
    ["Node-RED", "a Node-RED flow", [{ id: "1", type: "tab", label: "Flow" }]],
    ["n8n", "an n8n workflow", { name: "x", nodes: [], connections: {} }],
    ["OpenAPI", "an OpenAPI document", { openapi: "3.1.0", paths: {} }],
    ["Postman", "a Postman collection", { info: { name: "x" }, item: [] }],
    ["npm's lock", "a package-lock.json", { name: "x", lockfileVersion: 3, packages: {} }],
    ["a JSON schema", "a JSON schema", { $schema: "https://json-schema.org/draft/2020-12/schema", properties: {} }],
    ["npm", "a package.json", { name: "x", version: "1.0.0", dependencies: {} }],
    ["an empty file", "The file is empty", ""],
    ["blanks", "The file is empty", " \n"],
    ["a web page", "a web page", "\n<!DOCTYPE html><html></html>"],
    ["XML", "XML", '<?xml version="1.0"?><flow/>'],
    ["UTF-16 taken for UTF-8", "UTF-16", Buffer.from('\uFEFF{"patchcord": 1}', "utf16le").toString("utf8")],
  ])("%s", async (_name, words, file) => {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    const error = (await flows.importFlow({ text }).catch((thrown: Error) => thrown)) as Error & {
      cause: { details: unknown };
    };
    expect(error.cause.details).toMatchObject({ fields: [{ name: "$", description: expect.stringContaining(words) }] });
  });

  test.each<[string, Buffer]>([
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${JSON.stringify(reportAProblem)}`)],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${JSON.stringify(reportAProblem)}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${JSON.stringify(reportAProblem)}`, "utf16le").swap16()],
  ])("our own in %s is read", async (_name, file) => {
    const text = decodeText(file);
    const { problems } = await flows.importFlow({ text, name: `Coded ${v7()}` });
    expect(problems.map(({ code }) => code)).toEqual(OF_THE_SEED);
  });

  test.each<[string, BufferEncoding]>([
    ["UTF-8", "utf8"],
    ["what western editors wrote before UTF-8", "latin1"],
    ["UTF-16", "utf16le"],
  ])("what is said stays what it is in %s", (_name, coding) => {
    const text = changed((flow) => Object.assign(flow, { description: "Grüße, Señora" }));
    expect(parseFlowFile(decodeText(Buffer.from(text, coding))).description).toBe("Grüße, Señora");
  });
});

describe("what becomes a draft with problems", () => {
  const CASES: [name: string, text: string, place: [step: string | null, field: string]][] = [
    [
      "a number of somebody else's",
      changed((flow) => Object.assign(config(flow, "call_customer"), { from: "+12025550199" })),
      ["call_customer", "config.from"],
    ],
    [
      "a setting that is missing",
      changed((flow) => delete config(flow, "call_customer").from),
      ["call_customer", "config.from"],
    ],
    [
      "a setting out of range",
      changed((flow) => Object.assign(config(flow, "call_customer"), { ring_seconds: 500 })),
      ["call_customer", "config.ring_seconds"],
    ],
    [
      "an exit to a missing step",
      changed((flow) => Object.assign(flow.steps.announce?.exits ?? {}, { ok: "nowhere" })),
      ["announce", "exits.ok"],
    ],
    ["a mandatory exit unwired", changed((flow) => delete flow.steps.announce?.exits.ok), ["announce", "exits.ok"]],
    [
      "an empty text",
      changed((flow) => Object.assign(config(flow, "announce"), { message: { source: "tts", text: "" } })),
      ["announce", "config.message.text"],
    ],
  ];
  test.each(CASES)("%s", async (_name, text, [step, field]) => {
    const { id, problems } = await flows.importFlow({ text, name: `Draft ${v7()}` });
    const errors = problems.filter(({ severity }) => severity === "error");
    expect(errors.map((one) => [one.step, one.field.join(".")])).toContainEqual([step, field]);
    const { document } = await flows.draft({ id });
    expect(document.steps).toEqual(JSON.parse(text).steps);
  });
});

test("exactly 1 MiB is not too large", async () => {
  const { problems } = await flows.importFlow({ text: padded(LIMIT), name: `Large ${v7()}` });
  expect(problems.map(({ code }) => code)).toEqual(OF_THE_SEED);
});

test("an export is read back as it was, order of keys included", async () => {
  const { id: first } = await flows.importFlow({ text: JSON.stringify(reportAProblem), name: "Round trip" });
  const one = await flows.exportFlow({ id: first });
  const { id: second } = await flows.importFlow({ text: one.text, name: "Round trip" });
  const other = await flows.exportFlow({ id: second });
  expect(one.fileName).toBe("round-trip.json");
  expect(other.text).toBe(one.text.replace('"Round trip"', '"Round trip (2)"'));
  expect(JSON.parse(one.text)).toEqual({ ...written(), name: "Round trip" });
});

test("a version has its number in the file's name", async () => {
  const version = (await flows.versions({ id: world.ours.flow }))[0]?.id;
  const { fileName, text } = await flows.exportFlow({ id: world.ours.flow, version });
  expect([fileName, JSON.parse(text).name]).toEqual(["report-a-problem.v1.json", "Report a problem"]);
});

test("names that are taken get a number, however many there are", async () => {
  const text = JSON.stringify({ ...reportAProblem, name: "Again" });
  const names = [];
  for (let n = 0; n < 3; n++) names.push((await flows.importFlow({ text })).name);
  expect(names).toEqual(["Again", "Again (2)", "Again (3)"]);
});

/** The seed flow as an export writes it: with every top-level key. */
function written() {
  return { ...reportAProblem, max_queue_seconds: 120 };
}

/** The seed flow as a text of so many bytes. */
function padded(bytes: number): string {
  const text = JSON.stringify(reportAProblem);
  return text + " ".repeat(bytes - Buffer.byteLength(text));
}
