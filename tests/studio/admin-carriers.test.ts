import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { auditOf, caller, fieldsOf } from "../support/accounts";
import { testWorld } from "../support/world";

const world = await testWorld();
const as = await caller();
const audit = auditOf(world.database);
const { carriers, numbers } = as(world).admin;
const { accountFacts } = await import("@/server/storage/account-facts");

const TOKEN = randomBytes(16).toString("hex");
const twilio = {
  name: "Twilio Germany",
  kind: "twilio",
  baseUrl: "https://api.twilio.com/",
  accountSid: `AC${"0".repeat(32)}`,
  token: TOKEN,
  callsPerSecond: 1,
};
const listed = async (id: string) => (await carriers.list()).carriers.find((carrier) => carrier.id === id)!;
const stored = async (id: string) => (await accountFacts(world.account as never)).carrierRows.get(id)!;
const tokens = async (id: string) => (await stored(id)).tokens;
/** What the form holds for the seeded sandbox row. */
const seeded = async () => {
  const { name, kind, baseUrl, accountSid } = await listed(world.carrier);
  return { name, kind, baseUrl, accountSid, callsPerSecond: null, token: "" };
};

test("the kinds are those that adapters speak, the sandbox only where one runs", async () => {
  const { kinds } = await carriers.list();
  expect(kinds.map(({ kind, label, baseUrl }) => [kind, label, baseUrl])).toEqual([
    ["twilio", "Twilio", "https://api.twilio.com"],
    ["sandbox", "Sandbox", ""],
  ]);
  expect(Object.keys(await fieldsOf(carriers.add({ ...twilio, kind: "sandbox", baseUrl: "" })))).toEqual(["kind"]);
});

test("credentials go in, rotate, and never come out", async () => {
  const { id } = await carriers.add(twilio);
  expect(await listed(id)).toMatchObject({ baseUrl: "https://api.twilio.com", oldToken: false, numbers: 0 });
  const next = randomBytes(16).toString("hex");
  await carriers.edit({ ...twilio, id, token: "", name: "Twilio", keepOld: true });
  expect(await tokens(id)).toEqual([TOKEN]);
  await carriers.edit({ ...twilio, id, token: next, keepOld: true });
  expect(await tokens(id)).toEqual([next, TOKEN]);
  expect((await listed(id)).oldToken).toBe(true);
  await carriers.dropOldToken({ id });
  expect(await tokens(id)).toEqual([next]);
  await carriers.edit({ ...twilio, id, token: TOKEN, keepOld: false });
  expect(await tokens(id)).toEqual([TOKEN]);
  await carriers.remove({ id });
  expect(await listed(id)).toBeUndefined();

  const rows = await audit(world);
  const actions = ["remove", "edit", "drop_old_token", "edit", "edit", "add"].map((verb) => `carrier.${verb}`);
  expect(rows.slice(0, 6).map(({ action }) => action)).toEqual(actions);
  const told = JSON.stringify([rows, await carriers.list()]);
  for (const secret of [TOKEN, next, world.authToken]) expect(told).not.toContain(secret);
});

test("13.28 keys go in beside the token, rotate, are taken away, and never come out", async () => {
  const apiKey = { apiKeyId: `SK${"a".repeat(32)}`, apiKeySecret: "secret-of-the-api-key" };
  const shared = { sharedKeyId: "webhooks_sharedkey_1", sharedKeySecret: "secret-of-the-shared-key" };
  const { id } = await carriers.add({ ...twilio, name: "Keys", ...apiKey, ...shared });
  const ids = { apiKeyId: apiKey.apiKeyId, sharedKeyId: shared.sharedKeyId };
  const first = { id: shared.sharedKeyId, secret: shared.sharedKeySecret };
  const form = { ...twilio, id, name: "Keys", token: "", ...ids, keepOld: true };
  await carriers.edit({ ...form, callsPerSecond: 2 });
  expect(await listed(id)).toMatchObject({ ...ids, oldToken: false, callsPerSecond: 2 });
  expect(await stored(id)).toMatchObject({
    tokens: [TOKEN],
    apiKey: { id: apiKey.apiKeyId, secret: apiKey.apiKeySecret },
    sharedKeys: [first],
  });

  await carriers.edit({ ...form, token: "the-next-token" });
  await carriers.edit({ ...form, sharedKeyId: "webhooks_sharedkey_2", sharedKeySecret: "the-next-key" });
  const next = { id: "webhooks_sharedkey_2", secret: "the-next-key" };
  const rotating = await stored(id);
  expect(rotating).toMatchObject({ tokens: ["the-next-token", TOKEN], sharedKeys: [next, first] });
  expect(rotating.apiKey?.secret).toBe(apiKey.apiKeySecret);
  expect((await listed(id)).oldToken).toBe(true);
  await carriers.dropOldToken({ id });
  expect(await stored(id)).toMatchObject({ tokens: ["the-next-token"], sharedKeys: [next] });
  await carriers.edit({ ...form, apiKeyId: "", sharedKeyId: "" });
  expect(await stored(id)).toMatchObject({ tokens: ["the-next-token"], sharedKeys: [], apiKey: null });
  await carriers.remove({ id });

  const told = JSON.stringify([await audit(world), await carriers.list()]);
  for (const secret of [apiKey.apiKeySecret, shared.sharedKeySecret, "the-next-key"])
    expect(told).not.toContain(secret);
  expect(told).toContain(apiKey.apiKeyId);
});

test("13.28 a stored key's secret goes nowhere else", async () => {
  const key = { apiKeyId: `SK${"a".repeat(32)}`, apiKeySecret: "hush", sharedKeyId: "one", sharedKeySecret: "hush" };
  const { id } = await carriers.add({ ...twilio, name: "Keys", ...key });
  const form = { ...twilio, name: "Keys", token: "new", apiKeyId: key.apiKeyId, sharedKeyId: "one" };
  const moved = { ...form, baseUrl: "https://api.example.com" };
  const otherKey = { ...form, apiKeyId: `SK${"b".repeat(32)}` };
  for (const wrong of [moved, otherKey]) {
    expect(Object.keys(await fieldsOf(carriers.edit({ ...wrong, id, keepOld: true })))).toEqual(["apiKeySecret"]);
    expect(Object.keys(await fieldsOf(carriers.test({ id, form: wrong })))).toEqual(["apiKeySecret"]);
  }
  const { apiKeyId: _, ...withoutApiKey } = moved;
  expect(Object.keys(await fieldsOf(carriers.edit({ ...withoutApiKey, id, keepOld: true })))).toEqual([
    "sharedKeySecret",
  ]);
  await carriers.remove({ id });
});

test.each([
  ["another address", { baseUrl: "https://api.example.com" }],
  ["another account", { accountSid: `AC${"1".repeat(32)}` }],
])("a stored token does not go to %s", async (_what, moved) => {
  const { id } = await carriers.add({ ...twilio, name: "Moves" });
  const form = { ...twilio, name: "Moves", ...moved, token: "" };
  expect(Object.keys(await fieldsOf(carriers.edit({ ...form, id, keepOld: true })))).toEqual(["token"]);
  expect(Object.keys(await fieldsOf(carriers.test({ id, form })))).toEqual(["token"]);
  await world.database.owner.query(
    `insert into carrier_pace (account_id, carrier_id, next_at, not_before)
     values ($1, $2, now() + interval '1 hour', now() + interval '1 hour')`,
    [world.account, id],
  );
  await carriers.edit({ ...form, id, token: "new", keepOld: true });
  expect(await tokens(id)).toEqual(["new"]);
  // 13.23: what another carrier has asked for does not hold this one's calls.
  expect((await world.database.owner.query("select from carrier_pace where carrier_id = $1", [id])).rowCount).toBe(0);
  await carriers.remove({ id });
});

describe("refused, beside its field:", () => {
  test.each([
    ["no name", { name: "" }, "name"],
    ["a name that cannot be stored", { name: "a\u0000b" }, "name"],
    ["a name that is taken", { name: "Sandbox" }, "name"],
    ["a kind nobody speaks", { kind: "smoke" }, "kind"],
    ["no address", { baseUrl: "twilio" }, "baseUrl"],
    ["an address that shows credentials", { baseUrl: "http://api.twilio.com" }, "baseUrl"],
    ["an address with a user", { baseUrl: "https://a:b@api.twilio.com" }, "baseUrl"],
    ["the operator's own network", { baseUrl: "https://10.0.0.1" }, "baseUrl"],
    ["an account of another shape", { accountSid: "12" }, "accountSid"],
    ["no token", { token: " " }, "token"],
    ["an API key of another shape", { apiKeyId: `AC${"0".repeat(32)}`, apiKeySecret: "x" }, "apiKeyId"],
    ["an API key without its secret", { apiKeyId: `SK${"0".repeat(32)}` }, "apiKeySecret"],
    ["a secret of no API key", { apiKeySecret: "x" }, "apiKeyId"],
    ["a shared key without its secret", { sharedKeyId: "one" }, "sharedKeySecret"],
    ["a shared key that cannot be stored", { sharedKeyId: "a\u0000b", sharedKeySecret: "x" }, "sharedKeyId"],
    ["no pace", { callsPerSecond: null }, "callsPerSecond"],
    ["a pace of nothing", { callsPerSecond: 0 }, "callsPerSecond"],
  ])("%s", async (_what, wrong, field) => {
    expect(Object.keys(await fieldsOf(carriers.add({ ...twilio, ...wrong })))).toEqual([field]);
  });
});

describe("a test of the carrier", () => {
  const states = async (input: Parameters<typeof carriers.test>[0]) =>
    (await carriers.test(input)).checks.map(({ check, of, state }) => [check, of, state]);

  test("13.28 says that all is well in the demo world, where the carrier is beside us", async () => {
    expect(await states({ id: world.carrier, form: null })).toEqual([
      ["credentials", null, "ok"],
      ["account", null, "ok"],
      ["number", world.number, "ok"],
      ["country", "US", "ok"],
      ["public_address", world.baseUrl, "warning"],
    ]);
    const { checks } = await carriers.test({ id: world.carrier, form: null });
    expect(checks.at(-1)?.message).toContain("The sandbox runs here, so it needs no other.");
    expect((await listed(world.carrier)).checkedAt).toBeInstanceOf(Date);
  });
  test("says that it does not take the credentials in the form", async () => {
    const { checks } = await carriers.test({ id: world.carrier, form: { ...(await seeded()), token: "wrong" } });
    expect(checks[0]).toMatchObject({ check: "credentials", state: "fault" });
  });
  test("13.28 asks for the countries that the account allows", async () => {
    const allow = (countries: string[]) =>
      world.database.owner.query("update account set ring_rules = $2 where id = $1", [
        world.account,
        JSON.stringify(countries.length > 0 ? { countries: { allow: "listed", places: countries } } : {}),
      ]);
    const { forgetAccount } = await import("@/server/storage/account-facts");
    await allow(["DE", "FR"]);
    forgetAccount(world.account as never);
    const asked = await states({ id: world.carrier, form: null });
    await allow([]);
    forgetAccount(world.account as never);
    expect(asked.filter(([check]) => check === "country").map(([, of]) => of)).toEqual(["DE", "FR"]);
  });
  test("13.28 makes requests with an API key, and callbacks by a shared key are taken", async () => {
    const apiKey = { apiKeyId: `SK${"c".repeat(32)}`, apiKeySecret: "hush" };
    const shared = { id: "webhooks_sharedkey_1", secret: "hushhush" };
    await world.sandbox.putAccount(world.accountSid, {
      ...{ auth_token: world.authToken, calls_per_second: null, shared_key: shared },
      api_keys: { [apiKey.apiKeyId]: apiKey.apiKeySecret },
    });
    const form = { ...(await seeded()), ...apiKey, sharedKeyId: shared.id, sharedKeySecret: shared.secret };
    expect((await states({ id: world.carrier, form })).slice(0, 3)).toEqual([
      ["credentials", null, "ok"],
      ["token", null, "ok"],
      ["account", null, "ok"],
    ]);
    await carriers.edit({ ...form, id: world.carrier, keepOld: true });
    const started = await world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
    const { interaction_id } = (await started.json()) as { interaction_id: string };
    expect((await world.untilOver(interaction_id)).status).toBe("completed");
    const answers = (await world.sandbox.log()).flatMap(({ event, http }) =>
      http === undefined ? [] : [[event, http]],
    );
    expect(new Set(answers.map(String))).toEqual(new Set(["document,200", "callback,204"]));
    await carriers.edit({ ...(await seeded()), id: world.carrier, keepOld: true });
    await world.sandbox.putAccount(world.accountSid, { auth_token: world.authToken, calls_per_second: null });
  });
  test.each([
    ["an address nobody has", "https://carrier.invalid"],
    ["one that is no carrier", "https://127.0.0.1:9"],
  ])("tells %s apart", async (_what, baseUrl) => {
    const { checks } = await carriers.test({ id: null, form: { ...twilio, baseUrl } });
    expect(checks[0]).toMatchObject({ state: "fault", message: expect.stringContaining("cannot be reached") });
    // A real carrier could not call this machine back.
    expect(checks.at(-1)).toMatchObject({ check: "public_address", state: "fault" });
  });
  test("says that a row's address lies in a network it must not be in", async () => {
    const { id } = await carriers.add({ ...twilio, name: "Moved" });
    await world.database.owner.query("update carrier set base_url = 'https://10.0.0.1' where id = $1", [id]);
    const { checks } = await carriers.test({ id, form: null });
    expect(checks[0]?.message).toContain("lies in a network that carriers must not be in");
    expect((await listed(id)).checkedAt).toBeNull();
  });
});

test("a dial that is refused for its credentials shows on the row until they are right again", async () => {
  const form = await seeded();
  await carriers.edit({ ...form, id: world.carrier, token: "wrong", keepOld: false });
  const started = await world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
  expect(started.status).toBe(202);
  await expect.poll(async () => (await listed(world.carrier)).refusedAuth).not.toBeNull();
  await carriers.edit({ ...form, id: world.carrier, token: world.authToken, keepOld: false });
  expect((await listed(world.carrier)).refusedAuth).toBeNull();
  const { checks } = await carriers.test({ id: world.carrier, form: null });
  expect(checks[0]).toMatchObject({ check: "credentials", state: "ok" });
});

test("a carrier that numbers use stays", async () => {
  await expect(carriers.remove({ id: world.carrier })).rejects.toThrow("A number uses this carrier.");
  const { id } = await carriers.add({ ...twilio, name: "Second" });
  await numbers.edit({ e164: world.number, label: "Customer line", carrierId: id, voiceEnabled: true });
  await expect(carriers.remove({ id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("another account's carrier is not there", async () => {
  const { seedWorld } = await import("@/prisma/seed/world");
  const theirs = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:1", email: "b@example.com" });
  const id = theirs.carrier;
  const notThere = { code: "NOT_FOUND" };
  await expect(carriers.edit({ ...twilio, id, keepOld: false })).rejects.toMatchObject(notThere);
  await expect(carriers.remove({ id })).rejects.toMatchObject(notThere);
  await expect(carriers.dropOldToken({ id })).rejects.toMatchObject(notThere);
  await expect(carriers.test({ id, form: null })).rejects.toMatchObject(notThere);
  expect(await listed(id)).toBeUndefined();
});
