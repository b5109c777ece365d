import { describe, expect, test } from "vitest";
import type { RingGroupInput } from "@/server/resources/ring-groups/schema";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { readNames } = await import("@/server/resources/names/data");
const { importFlow } = await import("@/server/flows/files/mutations");
const { publish } = await import("@/server/flows/versions/mutations");
const { ringGroups } = as(ours).admin;

const good: RingGroupInput = {
  name: "Sales",
  strategy: "in_order",
  ringSeconds: 20,
  timeZone: "Europe/Lisbon",
  hours: [{ days: ["mon", "tue"], from: "09:00", to: "18:00" }],
  agents: [{ number: "+12025550130", label: "Ann" }],
};
const find = async (name: string) =>
  (await ringGroups.list({ search: name })).groups.find((group) => group.name === name);

test("a ring group is added, changed and removed, each with its audit row", async () => {
  const { id } = await ringGroups.add(good);
  expect(await find("Sales")).toEqual({ id, ...good, uses: [] });
  expect((await readNames(ours.account as never)).ring_group.get("Sales")).toEqual({ id, label: "1 agent" });
  const changed = { ...good, strategy: "all_at_once", name: "Sales team", hours: [] } as const;
  await ringGroups.edit({ ...changed, hours: [], agents: good.agents, id });
  expect(await find("Sales team")).toMatchObject({ strategy: "all_at_once", hours: [] });
  await ringGroups.remove({ id });
  expect(await find("Sales team")).toBeUndefined();
  expect((await audit(ours)).slice(0, 3)).toMatchObject([
    { action: "ring_group.remove", subject: "Sales team" },
    { action: "ring_group.edit", before: { name: "Sales" }, after: { name: "Sales team", strategy: "all_at_once" } },
    { action: "ring_group.add", subject: "Sales", after: { agents: good.agents } },
  ]);
});

test("13.19 a zone is stored by its one name, and one that was stored before by another goes on", async () => {
  const { id } = await ringGroups.add({ ...good, name: "Chennai", timeZone: "Asia/Calcutta" });
  expect(await find("Chennai")).toMatchObject({ timeZone: "Asia/Kolkata" });
  await database.owner.query("update ring_group set time_zone = 'Asia/Calcutta' where id = $1", [id]);
  const stored = await find("Chennai");
  expect(stored).toMatchObject({ timeZone: "Asia/Calcutta" });
  await ringGroups.edit({ ...good, id, name: "Chennai", timeZone: stored!.timeZone });
  expect(await find("Chennai")).toMatchObject({ timeZone: "Asia/Kolkata" });
});

test("one without agents can be made, but no flow can be published with it", async () => {
  await ringGroups.add({ ...good, name: "Empty", agents: [] });
  expect((await readNames(ours.account as never)).ring_group.get("Empty")).toMatchObject({ usable: false });
});

const agents = (...numbers: string[]) => ({ agents: numbers.map((number) => ({ number, label: "" })) });
const hours = (more: object) => ({ hours: [{ days: ["mon"], from: "09:00", to: "18:00", ...more }] });

describe("refused, beside its field:", () => {
  test.each([
    ["no name", { name: " " }, ["name"]],
    ["a name beyond measure", { name: "x".repeat(121) }, ["name"]],
    ["a name that is there", { name: "Installers" }, ["name"]],
    ["a name that cannot be stored", { name: "a\u0000b" }, ["name"]],
    ["no ring time", { ringSeconds: null }, ["ringSeconds"]],
    ["too short a ring", { ringSeconds: 4 }, ["ringSeconds"]],
    ["too long a ring", { ringSeconds: 61 }, ["ringSeconds"]],
    ["half a second", { ringSeconds: 5.5 }, ["ringSeconds"]],
    ["a zone that is none", { timeZone: "Mars/Base" }, ["timeZone"]],
    ["a number that is none", agents("12"), ["agents.0.number"]],
    ["a name after a number", agents("+12025550130 Ann"), ["agents.0.number"]],
    ["a number twice", agents("+12025550130", "+1 202 555 0130"), ["agents.1.number"]],
    [
      "an agent's name beyond measure",
      { agents: [{ number: "+12025550130", label: "x".repeat(81) }] },
      ["agents.0.label"],
    ],
    ["no days", hours({ days: [] }), ["hours.0.days"]],
    ["a time that is none", hours({ from: "9 o'clock" }), ["hours.0.from"]],
    ["an end that is the beginning", hours({ to: "09:00" }), ["hours.0.to"]],
  ])("%s", async (_, wrong, fields) => {
    const said = await fieldsOf(ringGroups.add({ ...good, name: "New", ...wrong } as RingGroupInput));
    expect(Object.keys(said)).toEqual(fields);
    for (const words of Object.values(said)) expect(words).toMatch(/^[A-Z].*\.$/);
  });
});

test("a number is kept in its international form", async () => {
  await ringGroups.add({ ...good, name: "Formatted", ...agents(" +1 (202) 555-0130 ", "+12025550130 ext. 7") });
  expect((await find("Formatted"))?.agents.map(({ number }) => number)).toEqual(["+12025550130", "+12025550130;ext=7"]);
});

test("what a flow uses stays: by its published version under any name, by its draft under the name", async () => {
  const { id } = await ringGroups.add({ ...good, name: "Support" });
  const by = sessionAs(ours);
  const steps = {
    trigger: {
      ...{ component: "api_request", name: "API request", exits: { ok: "call" } },
      config: { arguments: [{ name: "contact_1", variable: "contact" }] },
    },
    call: {
      ...{ component: "make_outbound_call", name: "Call" },
      config: { from: ours.number, to_variable: "contact" },
      exits: { answered: "back", busy: "end", no_answer: "end", invalid_number: "end" },
    },
    back: {
      ...{
        component: "request_direct_callback",
        name: "Call back",
        config: { from: ours.number, ring_group: "Support" },
      },
      exits: { invalid_caller_id: "end", no_match: "end", timeout: "end" },
    },
    end: { component: "end_flow", name: "End flow", config: {}, exits: {} },
  };
  const document = {
    patchcord: 1,
    name: "Calls back",
    variables: { contact: { type: "string" } },
    start: "trigger",
    steps,
  };
  const flow = await importFlow(by, JSON.stringify(document));
  expect((await find("Support"))?.uses).toMatchObject([{ flowName: "Calls back", published: false, draft: true }]);
  expect(await fieldsOf(ringGroups.edit({ ...good, id, name: "Help" }))).toMatchObject({
    name: expect.stringContaining("Calls back"),
  });
  await publish(by, { id: flow.id, revision: 0, note: "" });
  await ringGroups.edit({ ...good, id, name: "Help" });
  expect((await find("Help"))?.uses).toMatchObject([{ flowName: "Calls back", published: true, draft: false }]);
  await expect(ringGroups.remove({ id })).rejects.toThrow("Flows use this ring group: Calls back.");
});

test("another account's are not there", async () => {
  const { id } = await ringGroups.add({ ...good, name: "Ours" });
  const other = as(theirs).admin.ringGroups;
  expect((await other.list({ search: "Ours" })).groups).toEqual([]);
  await expect(other.edit({ ...good, id, name: "Mine" })).rejects.toThrow("There is no such ring group.");
  await expect(other.remove({ id })).rejects.toThrow("There is no such ring group.");
});
