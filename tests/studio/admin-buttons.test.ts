import { describe, expect, test } from "vitest";
import { BUTTON } from "../buttons/page";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { publishFlow } from "../support/publish-flow";
import { seedFlow } from "../support/seed-flow";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { buttons } = as(ours).admin;
const good = { ...BUTTON, flowId: ours.flow };
const find = async (name: string) =>
  (await buttons.list({ search: name })).buttons.find(({ values }) => values.name === name);

test("a button is added, changed, switched and removed, each with its audit row", async () => {
  const { id, key } = await buttons.add({
    ...good,
    origins: [" https://www.Hearth.example/ ", "http://localhost:3300"],
  });
  expect(key).toMatch(/^pb_[\w-]{38}$/);
  expect(await find("Report a problem")).toMatchObject({
    ...{ id, key, enabled: true, isReady: true, flowName: "Report a problem", seen: [] },
    values: { ...good, origins: ["https://www.hearth.example", "http://localhost:3300"] },
    counts: { called: 0, refused: 0, declined: 0 },
  });
  await buttons.edit({ ...good, id, name: "Renamed", perHour: 5 });
  expect((await find("Renamed"))?.values).toMatchObject({ perHour: 5 });
  await buttons.switch({ id, enabled: false });
  await buttons.switch({ id, enabled: false });
  expect(await find("Renamed")).toMatchObject({ enabled: false, key });
  await buttons.remove({ id });
  expect(await find("Renamed")).toBeUndefined();
  expect((await audit(ours)).slice(0, 4)).toMatchObject([
    { action: "button.remove", subject: "Renamed" },
    { action: "button.switch_off", subject: "Renamed" },
    { action: "button.edit", before: { perHour: 1000 }, after: { name: "Renamed", perHour: 5 } },
    { action: "button.add", subject: "Report a problem" },
  ]);
});

const text = (more: object) => ({
  number: "contact_1",
  fixed: [],
  texts: [{ argument: "contact_2", label: "Order", pattern: "", maxLength: 10, required: true, ...more }],
});

describe("refused, beside its field:", () => {
  test.each<[string, object, string[]]>([
    ["no name", { name: " " }, ["name"]],
    ["no site", { origins: [] }, ["origins"]],
    ["a site with a path", { origins: ["https://www.example.com/shop"] }, ["origins.0"]],
    ["a site without TLS", { origins: ["http://www.example.com"] }, ["origins.0"]],
    ["every site", { origins: ["*"] }, ["origins.0"]],
    ["somebody else's flow", { flowId: theirs.flow }, ["flowId"]],
    ["no flow", { flowId: "" }, ["flowId"]],
    ["an argument without a value", { fixed: [] }, ["fixed"]],
    ["an argument that the flow lacks", { fixed: [...BUTTON.fixed, { argument: "more", value: "x" }] }, ["flowId"]],
    ["an argument twice", { fixed: [...BUTTON.fixed, { argument: "contact_1", value: "x" }] }, ["fixed.1.argument"]],
    ["a pattern that is none", text({ pattern: "(" }), ["texts.0.pattern"]],
    ["a text beyond measure", text({ maxLength: 201 }), ["texts.0.maxLength"]],
    ["nobody who calls", { business: "" }, ["business"]],
    ["Liquid in what is said", { reason: "{{ contact_2 }}" }, ["reason"]],
    ["a colour that is none", { colour: "red" }, ["colour"]],
    ["no country", { countries: [] }, ["countries"]],
    ["a country that is none", { countries: ["XX"] }, ["countries.0"]],
    ["no limit", { perHour: null }, ["perHour"]],
    ["a limit of nothing", { perNumberDay: 0 }, ["perNumberDay"]],
    ["hours that are none", { hours: [{ days: ["mon"], from: "9", to: "18:00" }] }, ["hours.0.from"]],
  ])("%s", async (_what, wrong, fields) => {
    const said = await fieldsOf(buttons.add({ ...good, name: "New", ...wrong }));
    expect(Object.keys(said)).toEqual(fields);
    for (const words of Object.values(said)) expect(words).toMatch(/^[A-Z].*\.$/);
    expect(await find("New")).toBeUndefined();
  });

  test("a flow that rings somebody else first, unless the call does not ask", async () => {
    const document = seedFlow({ name: "Agent first", "steps.call_customer.config.to_variable": "contact_2" });
    const flowId = await publishFlow(ours.account, document);
    expect(await fieldsOf(buttons.add({ ...good, name: "New", flowId }))).toEqual({
      flowId: expect.stringContaining("calls another number"),
    });
    await buttons.add({ ...good, name: "Does not ask", flowId, asksFirst: false });
  });

  test("a name that is there", async () => {
    await buttons.add({ ...good, name: "Twice" });
    expect(Object.keys(await fieldsOf(buttons.add({ ...good, name: "Twice" })))).toEqual(["name"]);
  });
});

test("a button whose flow is archived is told of", async () => {
  await buttons.add({ ...good, name: "Archived" });
  await database.owner.query("update flow set archived_at = now() where id = $1", [ours.flow]);
  expect(await find("Archived")).toMatchObject({ isReady: false });
  await database.owner.query("update flow set archived_at = null where id = $1", [ours.flow]);
});

test("another account's are not there", async () => {
  const { id } = await buttons.add({ ...good, name: "Ours" });
  const other = as(theirs).admin.buttons;
  expect((await other.list({ search: "Ours" })).buttons).toEqual([]);
  await expect(other.edit({ ...good, flowId: theirs.flow, id })).rejects.toThrow("There is no such button.");
  await expect(other.switch({ id, enabled: false })).rejects.toThrow("There is no such button.");
  await expect(other.remove({ id })).rejects.toThrow("There is no such button.");
});
