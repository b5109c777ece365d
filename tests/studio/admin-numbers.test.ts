import { describe, expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { numbers } = as(ours).admin;
const good = { e164: "+12025550150", label: "Support", carrierId: ours.carrier, voiceEnabled: true };

test("a number is added as E.164, changed and removed, each with its audit row", async () => {
  await numbers.add({ ...good, e164: "+1 (202) 555-0150" });
  const listed = await numbers.list({ search: "support" });
  expect((await numbers.list({ search: "sup\u0000port" })).numbers).toEqual(listed.numbers);
  expect(listed.numbers).toEqual([{ ...good, carrierName: "Sandbox", uses: [] }]);
  await numbers.edit({ ...good, label: "Help line", voiceEnabled: false });
  await numbers.remove({ e164: good.e164 });
  expect((await numbers.list({ search: "0150" })).total).toBe(0);
  expect((await audit(ours)).slice(0, 3).map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
    ["number.remove", good.e164, "admin@demo.example"],
    ["number.edit", good.e164, "admin@demo.example"],
    ["number.add", good.e164, "admin@demo.example"],
  ]);
  expect((await audit(ours))[1]).toMatchObject({
    before: { name: "Support", carrier: "Sandbox", voiceEnabled: true },
    after: { name: "Help line", carrier: "Sandbox", voiceEnabled: false },
  });
});

describe("refused, beside its field:", () => {
  test.each([
    ["no number", { e164: "" }, "e164"],
    ["an extension", { e164: "+12025550151 ext. 7" }, "e164"],
    ["an address", { e164: "+12025550151@example.com" }, "e164"],
    ["no country code", { e164: "2025550150" }, "e164"],
    ["too short for its country", { e164: "+4930" }, "e164"],
    ["no name", { label: "  " }, "label"],
    ["a name that cannot be stored", { label: "a\u0000b" }, "label"],
    ["a name beyond measure", { label: "x".repeat(81) }, "label"],
    ["no carrier", { carrierId: "" }, "carrierId"],
    ["another account's carrier", { carrierId: theirs.carrier }, "carrierId"],
    ["a number that is there", { e164: ours.number }, "e164"],
  ])("%s", async (_what, wrong, field) => {
    const before = (await audit(ours)).length;
    expect(Object.keys(await fieldsOf(numbers.add({ ...good, ...wrong })))).toEqual([field]);
    expect((await audit(ours)).length).toBe(before);
  });
});

test("where it is used is told, and keeps it from being removed", async () => {
  const [number] = (await numbers.list({ search: ours.number })).numbers;
  const use = { flowId: ours.flow, flowName: "Report a problem", published: true, draft: false };
  expect(number?.uses).toEqual([use]);
  await expect(numbers.remove({ e164: ours.number })).rejects.toThrow("Flows use this number: Report a problem.");
  await database.owner.query(
    "insert into draft (account_id, flow_id, revision, document) select account_id, flow_id, 1, definition from flow_version where flow_id = $1",
    [ours.flow],
  );
  expect((await numbers.list({ search: ours.number })).numbers[0]?.uses).toEqual([{ ...use, draft: true }]);
});

test("another account's number is not there", async () => {
  await as(theirs).admin.numbers.add({ ...good, e164: "+12025550177", carrierId: theirs.carrier });
  const notThere = { code: "NOT_FOUND" };
  await expect(numbers.edit({ ...good, e164: "+12025550177" })).rejects.toMatchObject(notThere);
  await expect(numbers.remove({ e164: "+12025550177" })).rejects.toMatchObject(notThere);
  expect((await numbers.list({ search: "0177" })).total).toBe(0);
});
