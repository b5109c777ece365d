import { describe, expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { webhooks } = as(ours).admin;

const good = { name: "Website", url: "https://www.example.com/events/?from=us", types: [], flows: [], headers: [] };
const find = async (name: string) => (await webhooks.list({ search: name })).endpoints.find((one) => one.name === name);

test("an endpoint is added, changed, paused, resumed, rotated and removed, each with its audit row; no secret is shown again", async () => {
  const header = { name: "Authorization", value: "Basic secret-of-ours" };
  const { id, secret } = await webhooks.add({
    ...good,
    types: ["interaction.ended"],
    flows: [ours.flow],
    headers: [header],
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await find("Website")).toMatchObject({
    ...{ id, url: good.url, types: ["interaction.ended"], flows: [ours.flow], headers: ["Authorization"] },
    ...{ status: "active", waiting: 0, dead: 0, formerUntil: null },
  });
  await webhooks.edit({ ...good, id, name: "Shop", headers: [{ name: "Authorization", value: "" }] });
  await webhooks.pause({ id });
  await expect(webhooks.test({ id })).rejects.toMatchObject({ code: "CONFLICT" });
  await webhooks.resume({ id });
  const rotated = await webhooks.rotate({ id });
  expect(rotated.secret).not.toBe(secret);
  expect(await find("Shop")).toMatchObject({ headers: ["Authorization"], formerUntil: rotated.formerUntil });
  await webhooks.dropFormer({ id });
  const log = JSON.stringify([await webhooks.get({ id }), await audit(ours)]);
  for (const hidden of [secret, rotated.secret, header.value]) expect(log).not.toContain(hidden);
  await webhooks.remove({ id });
  expect((await audit(ours)).slice(0, 7).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    "webhook_endpoint.remove Shop",
    "webhook_endpoint.drop_former Shop",
    "webhook_endpoint.rotate Shop",
    "webhook_endpoint.resume Shop",
    "webhook_endpoint.pause Shop",
    "webhook_endpoint.edit Shop",
    "webhook_endpoint.add Website",
  ]);
});

const header = (name: string, value = "x") => ({ headers: [{ name, value }] });

describe("refused, beside its field:", () => {
  test.each<[string, object, string]>([
    ["no name", { name: " " }, "name"],
    ["an address without TLS", { url: "http://www.example.com" }, "url"],
    ["an address of the operator's network", { url: "https://10.0.0.1/" }, "url"],
    ["an address with a password", { url: "https://me:secret@www.example.com/" }, "url"],
    ["a type that there is not", { types: ["interaction.lost"] }, "types.0"],
    ["the test event", { types: ["webhook.test"] }, "types.0"],
    ["somebody else's flow", { flows: [theirs.flow] }, "flows"],
    ["a header of ours", header("Webhook-Id"), "headers.0.name"],
    ["a header that changes how a request is read", header("Transfer-Encoding"), "headers.0.name"],
    ["a header of two lines", header("X-Key", "a\nb"), "headers.0.value"],
    ["a header without a value", header("X-Key", ""), "headers.0.value"],
    [
      "a header twice",
      {
        headers: [
          { name: "X-Key", value: "a" },
          { name: "x-key", value: "b" },
        ],
      },
      "headers.1.name",
    ],
  ])("%s", async (_what, change, field) => {
    expect(Object.keys(await fieldsOf(webhooks.add({ ...good, ...change })))).toContain(field);
  });

  test("a value that would go to another host", async () => {
    const { id } = await webhooks.add({ ...good, name: "Moves", ...header("X-Key") });
    const moved = { ...good, id, name: "Moves", url: "https://other.example/" };
    expect(await fieldsOf(webhooks.edit({ ...moved, ...header("X-Key", "") }))).toEqual({
      "headers.0.value": "Enter the value.",
    });
    await webhooks.remove({ id });
  });

  test("a name that is taken", async () => {
    const { id } = await webhooks.add(good);
    expect(Object.keys(await fieldsOf(webhooks.add(good)))).toEqual(["name"]);
    await webhooks.remove({ id });
  });
});

test("another account's endpoint is not there", async () => {
  const { id } = await as(theirs).admin.webhooks.add(good);
  for (const call of [
    () => webhooks.get({ id }),
    () => webhooks.edit({ ...good, id }),
    () => webhooks.pause({ id }),
    () => webhooks.resume({ id }),
    () => webhooks.rotate({ id }),
    () => webhooks.dropFormer({ id }),
    () => webhooks.test({ id }),
    () => webhooks.sendAgain({ endpoint: id, which: { event: "x" } }),
    () => webhooks.remove({ id }),
  ])
    await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await webhooks.delivery({ endpoint: id, event: "x" })).toBeNull();
  expect((await webhooks.deliveries({ endpoint: id, state: null })).deliveries).toEqual([]);
});

test("what is published, and a test, is in the log; the sweep takes it after 30 days", async () => {
  const { publishFlow } = await import("../support/publish-flow");
  const { writeEvents } = await import("@/server/reports/events/mutations");
  const { id } = await webhooks.add({ ...good, name: "Publications" });
  const { rows } = await database.owner.query("select definition from flow_version where flow_id = $1", [ours.flow]);
  const flow = await publishFlow(ours.account, { ...rows[0].definition, name: "Another" });
  await writeEvents();
  await webhooks.test({ id });
  const log = async () => (await webhooks.deliveries({ endpoint: id, state: null })).deliveries;
  expect(await log()).toMatchObject([
    { type: "webhook.test", status: "waiting", tries: 0 },
    { type: "flow.published", status: "waiting" },
  ]);
  const { event } = (await log())[1]!;
  expect(JSON.parse((await webhooks.delivery({ endpoint: id, event }))!.body)).toMatchObject({
    ...{ type: "flow.published", data: { flow_id: flow, number: 1, name: "Another" } },
  });
  await database.owner.query("update patchcord_clock set shift = interval '31 days'");
  const { store } = await import("@/server/storage/store");
  await store().sweep(ours.account as never);
  expect(await log()).toEqual([]);
});
