import { exportJWK, exportSPKI, generateKeyPair } from "jose";
import { describe, expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";

const { as, ours, theirs, audit } = await twoAccounts();
const { clients } = as(ours).admin;
const { findClient } = await import("@/server/resources/access-tokens/data");
const { secretMatches } = await import("@/server/resources/clients/client-secret");
const shop = { name: "Shop", scopes: ["flows-interactions:start"] };

const stored = async (id: string) => (await findClient(ours.account as never, id))!;

test("a secret is given out once, and only its hash is kept", async () => {
  const { clientId, clientSecret } = await clients.create({ ...shop, key: null });
  expect(secretMatches(clientSecret!, (await stored(clientId)).secretHash)).toBe(true);
  const next = await clients.rotate({ id: clientId, key: null });
  expect(secretMatches(clientSecret!, (await stored(clientId)).secretHash)).toBe(false);
  expect(secretMatches(next.clientSecret!, (await stored(clientId)).secretHash)).toBe(true);
  const told = JSON.stringify([await clients.list(), await audit(ours)]);
  expect(told).not.toContain(clientSecret);
  expect(told).not.toContain(next.clientSecret);
  expect((await audit(ours)).slice(0, 2).map(({ action }) => action)).toEqual(["client.rotate_secret", "client.add"]);
});

test("name and scopes change, and a revoked client stays as it is", async () => {
  const { clientId: id } = await clients.create({ ...shop, key: null });
  const wider = { name: "Web shop", scopes: ["flows:read", "flows-interactions:start"] };
  await clients.edit({ id, ...wider });
  expect((await clients.list()).clients.find((client) => client.id === id)).toMatchObject({
    name: "Web shop",
    scopes: ["flows-interactions:start", "flows:read"],
    signs: null,
    lastUsedAt: null,
  });
  await clients.revoke({ id });
  expect((await stored(id)).revoked).toBe(true);
  await expect(clients.edit({ id, ...wider })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(clients.rotate({ id, key: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(clients.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await audit(ours)).slice(0, 2).map(({ action }) => action)).toEqual(["client.revoke", "client.edit"]);
});

test("what a client is bound to is stored, shown and told; nothing else is", async () => {
  const flow = ours.flow;
  const endsAt = new Date("2999-01-01T00:00:00Z");
  const bounds = { flows: [flow], addresses: ["192.0.2.0/24", "192.0.2.0/24"], endsAt };
  const { clientId: id } = await clients.create({ ...shop, ...bounds, key: null });
  const shown = async () => (await clients.list()).clients.find((client) => client.id === id);
  expect(await shown()).toMatchObject({ flows: [flow], addresses: ["192.0.2.0/24"], endsAt, hasEnded: false });
  expect((await audit(ours))[0]?.after).toMatchObject({ flows: [flow], endsAt: endsAt.toISOString() });
  await clients.edit({ id, ...shop });
  expect(await shown()).toMatchObject({ flows: [], addresses: [], endsAt: null });
  expect((await audit(ours))[0]?.after).not.toHaveProperty("addresses");
});

test.each<[string, object, string]>([
  ["a flow of another account", { flows: [theirs.flow] }, "flows"],
  ["what is no flow", { flows: ["x"] }, "flows.0"],
  ["a name for an address", { addresses: ["192.0.2.1", "shop.example"] }, "addresses.1"],
  ["a network too wide", { addresses: ["192.0.2.0/33"] }, "addresses.0"],
  ["a zone of one machine", { addresses: ["fe80::1%eth0"] }, "addresses.0"],
  ["an end that is over", { endsAt: new Date("2020-01-01") }, "endsAt"],
])("%s is refused beside its field", async (_what, bounds, field) => {
  expect(Object.keys(await fieldsOf(clients.create({ ...shop, ...bounds, key: null })))).toEqual([field]);
});

const p256 = await generateKeyPair("ES256", { extractable: true });
const rsa = await generateKeyPair("RS256", { extractable: true });
const p384 = await generateKeyPair("ES384", { extractable: true });
const jwk = await exportJWK(p256.publicKey);
const pem = await exportSPKI(rsa.publicKey);
const privateJwk = await exportJWK(p256.privateKey);
const otherCurve = await exportJWK(p384.publicKey);

describe("a public key", () => {
  test.each([
    ["a JWK", JSON.stringify({ ...jwk, kid: "1", use: "sig" }), "ES256"],
    ["a set of one", JSON.stringify({ keys: [jwk] }), "ES256"],
    ["PEM", pem, "RS256"],
  ])("as %s is taken, and there is no secret", async (_what, key, signs) => {
    const { clientId: id, clientSecret } = await clients.create({ ...shop, key });
    expect(clientSecret).toBeNull();
    expect((await clients.list()).clients.find((client) => client.id === id)).toMatchObject({ signs });
    expect(Object.keys((await stored(id)).publicJwk ?? {}).sort()).toEqual(
      signs === "ES256" ? ["crv", "kty", "x", "y"] : ["e", "kty", "n"],
    );
    expect((await stored(id)).secretHash).toBeNull();
  });

  test.each([
    ["nothing", "", /Paste the public key/],
    ["words", "my key", /no public key/],
    ["a private JWK", JSON.stringify(privateJwk), /private key/],
    ["a private PEM", "-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----", /private key/],
    ["another curve", JSON.stringify(otherCurve), /P-256/],
    ["a set of two", JSON.stringify({ keys: [jwk, jwk] }), /one key/],
  ])("%s is refused at its field", async (_what, key, words) => {
    expect((await fieldsOf(clients.create({ ...shop, key }))).key).toMatch(words);
  });
});

test.each([
  ["no name", { name: " " }, "name"],
  ["a name that cannot be stored", { name: "a\u0000b" }, "name"],
  ["no scope", { scopes: [] }, "scopes"],
  ["a scope there is not", { scopes: ["everything"] }, "scopes.0"],
])("refused, beside its field: %s", async (_what, wrong, field) => {
  expect(Object.keys(await fieldsOf(clients.create({ ...shop, ...wrong, key: null })))).toEqual([field]);
});

test("another account's client is not there", async () => {
  const id = theirs.clientId;
  await expect(clients.edit({ id, ...shop })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(clients.rotate({ id, key: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(clients.revoke({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(JSON.stringify(await clients.list())).not.toContain(theirs.clientId);
});
