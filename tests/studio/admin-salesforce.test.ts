import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { salesforceServer } from "../support/salesforce-server";
import { sessionAs } from "../support/session";

const { as, audit, database, ours, theirs } = await twoAccounts();
const { salesforce } = as(ours).admin;

const SECRET = "a consumer secret of theirs";
const org = await salesforceServer({ Contact: [] });
org.apps.app = { secret: SECRET };

const pair = (bits: number) => generateKeyPairSync("rsa", { modulusLength: bits });
const pem = (key: ReturnType<typeof pair>) => key.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const own = pair(2048);
const KEY = pem(own);

const credentials = {
  ...{ auth: "client_credentials", loginUrl: org.url, instanceUrl: "", clientId: "app", username: "" },
  ...{ clientSecret: SECRET, privateKey: "", makeKey: false, apiVersion: "v62.0" },
};
const jwt = {
  ...credentials,
  auth: "jwt_bearer",
  username: "integration@example.com",
  clientSecret: "",
  privateKey: KEY,
};
const stored = async () => (await salesforce.get()).connection;
const sealed = async () => {
  const text = "select secret, revision from salesforce_connection where account_id = $1";
  return (await database.owner.query<{ secret: Buffer; revision: number }>(text, [ours.account])).rows[0];
};

test("there is none, then one, then another, then none; secrets go in and never come out", async () => {
  expect(await salesforce.get()).toEqual({ connection: null, uses: [] });
  await expect(salesforce.test({ form: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(salesforce.remove()).rejects.toMatchObject({ code: "NOT_FOUND" });

  await salesforce.save(credentials);
  expect(await stored()).toMatchObject({
    auth: "client_credentials",
    loginUrl: org.url,
    username: null,
    checkedAt: null,
  });
  const before = await sealed();
  await salesforce.save({ ...credentials, clientSecret: "", apiVersion: "v61.0" });
  expect((await sealed())?.secret, "kept").toEqual(before?.secret);
  expect((await sealed())?.revision).toBeGreaterThan(before?.revision ?? 0);
  await salesforce.save(jwt);
  await salesforce.save({ ...jwt, privateKey: "", loginUrl: "https://test.salesforce.com/" });
  expect(await stored()).toMatchObject({
    auth: "jwt_bearer",
    loginUrl: "https://test.salesforce.com",
    certificate: null,
  });
  expect((await as(theirs).admin.salesforce.get()).connection, "another account's is another").toBeNull();
  await salesforce.remove();
  expect(await stored()).toBeNull();

  const rows = await audit(ours);
  const verbs = ["remove", "edit", "edit", "edit", "add"];
  expect(rows.map(({ action }) => action)).toEqual(verbs.map((verb) => `salesforce.${verb}`));
  const told = JSON.stringify(rows);
  for (const secret of [SECRET, KEY.slice(60, 120), KEY.replaceAll("\n", "\\n").slice(60, 120)])
    expect(told).not.toContain(secret);
});

test("a key made here has a certificate that Salesforce can check it with", async () => {
  await salesforce.save({ ...jwt, privateKey: "", makeKey: true });
  const { certificate = "" } = (await stored()) ?? {};
  const parsed = new X509Certificate(certificate ?? "");
  expect(parsed.subject).toBe("CN=Patchcord");
  expect(parsed.verify(parsed.publicKey), "signed by itself").toBe(true);
  expect(parsed.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(Date.parse(parsed.validFrom)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(parsed.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 3600 * 1000);
  expect(parsed.serialNumber).toMatch(/^01[0-9A-F]{30}$/);

  await salesforce.save({ ...jwt, privateKey: "", username: "other@example.com" });
  expect((await stored())?.certificate, "and keeps it while the key is kept").toBe(certificate);
  await salesforce.save(jwt);
  expect((await stored())?.certificate).toBeNull();
  await salesforce.remove();
});

describe("refused, beside its field:", () => {
  test.each([
    ["no login address", { loginUrl: "" }, "loginUrl"],
    ["an address without its scheme", { loginUrl: "yourcompany.my.salesforce.com" }, "loginUrl"],
    ["an address that shows credentials", { loginUrl: "http://acme.my.salesforce.com" }, "loginUrl"],
    ["an address of the user interface", { loginUrl: "https://acme.lightning.force.com" }, "loginUrl"],
    ["somebody else's address", { loginUrl: "https://salesforce.com.example.com" }, "loginUrl"],
    ["an address that only ends alike", { loginUrl: "https://notsalesforce.com" }, "loginUrl"],
    ["a metadata address", { loginUrl: "https://169.254.169.254" }, "loginUrl"],
    ["a private address, mapped", { loginUrl: "https://[::ffff:10.0.0.1]" }, "loginUrl"],
    ["a path behind the host", { loginUrl: "https://acme.my.salesforce.com/services" }, "loginUrl"],
    ["a user in front of the host", { loginUrl: "https://x@acme.my.salesforce.com" }, "loginUrl"],
    ["everybody's login for client credentials", { loginUrl: "https://login.salesforce.com" }, "loginUrl"],
    ["an instance elsewhere", { instanceUrl: "https://example.com" }, "instanceUrl"],
    ["no consumer key", { clientId: " " }, "clientId"],
    ["no secret", { clientSecret: "" }, "clientSecret"],
    ["a version nobody has", { apiVersion: "62" }, "apiVersion"],
    ["no user", { ...jwt, username: "" }, "username"],
    ["a user that cannot be stored", { ...jwt, username: "a\u0000b" }, "username"],
    ["no key", { ...jwt, privateKey: "" }, "privateKey"],
    [
      "no key at all",
      { ...jwt, privateKey: "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----" },
      "privateKey",
    ],
    [
      "a public key",
      { ...jwt, privateKey: own.publicKey.export({ type: "spki", format: "pem" }).toString() },
      "privateKey",
    ],
    ["a short key", { ...jwt, privateKey: pem(pair(1024)) }, "privateKey"],
    [
      "a key of another kind",
      {
        ...jwt,
        privateKey: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      },
      "privateKey",
    ],
    [
      "a locked key",
      {
        ...jwt,
        privateKey: own.privateKey
          .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
          .toString(),
      },
      "privateKey",
    ],
  ])("%s", async (_, change, field) => {
    const form = { ...credentials, ...change };
    expect(Object.keys(await fieldsOf(salesforce.save(form)))).toEqual([field]);
    expect(Object.keys(await fieldsOf(salesforce.test({ form })))).toEqual([field]);
    expect(await stored()).toBeNull();
  });
});

describe("a test of the connection", () => {
  const refusedWith = (message: RegExp) => ({ result: "refused", message: expect.stringMatching(message) });

  test("says how it went, for a form and for what is stored, and remembers the latter", async () => {
    expect(await salesforce.test({ form: credentials })).toEqual({ result: "ok", instanceUrl: org.url });
    await salesforce.save(credentials);
    expect((await stored())?.checkedAt).toBeNull();
    expect(await salesforce.test({ form: null })).toEqual({ result: "ok", instanceUrl: org.url });
    expect(await stored()).toMatchObject({ checkedAt: expect.any(Date), lastError: null });
    org.apps.app = { secret: "another" };
    expect(await salesforce.test({ form: null })).toEqual(refusedWith(/invalid client credentials/));
    expect(await stored()).toMatchObject({
      lastError: expect.stringMatching(/invalid client/),
      lastErrorAt: expect.any(Date),
    });
    org.apps.app = { secret: SECRET };
    expect(await salesforce.test({ form: { ...credentials, clientSecret: "" } })).toMatchObject({ result: "ok" });
  });

  test.each([
    ["a version Salesforce does not have", { apiVersion: "v30.0" }, /does not exist/],
    ["a login nobody answers at", { loginUrl: "http://127.0.0.1:1" }, /could not be reached/],
    ["an instance nobody answers at", { instanceUrl: "http://127.0.0.1:1" }, /could not be reached/],
  ])("tells of %s", async (_, change, message) => {
    expect(await salesforce.test({ form: { ...credentials, ...change } })).toEqual(refusedWith(message));
  });

  test.each([
    ["another address", { loginUrl: "http://127.0.0.1:1" }],
    ["another app", { clientId: "other" }],
  ])("does not take the stored secret to %s", async (_, change) => {
    const form = { ...credentials, ...change, clientSecret: "" };
    expect(Object.keys(await fieldsOf(salesforce.test({ form })))).toEqual(["clientSecret"]);
    expect(Object.keys(await fieldsOf(salesforce.save(form)))).toEqual(["clientSecret"]);
  });

  test("cannot be made with a key that is not there yet", async () => {
    const form = { ...jwt, privateKey: "", makeKey: true };
    expect(Object.keys(await fieldsOf(salesforce.test({ form })))).toEqual(["makeKey"]);
  });
});

test("what flows work with is not removed", async () => {
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const by = sessionAs(ours);
  await salesforce.save(credentials);
  const { id } = await importFlow(by, readFileSync("tests/calls/flows/salesforce.json", "utf8"));
  const use = { flowId: id, flowName: "Salesforce" };
  const refusal = { code: "CONFLICT", message: "Flows look things up in Salesforce: Salesforce." };
  expect((await salesforce.get()).uses).toEqual([{ ...use, published: false, draft: true }]);
  await expect(salesforce.remove()).rejects.toMatchObject(refusal);
  await publish(by, { id, revision: 0, note: "" });
  expect((await salesforce.get()).uses).toEqual([{ ...use, published: true, draft: false }]);
  await expect(salesforce.remove()).rejects.toMatchObject(refusal);
  expect((await as(theirs).admin.salesforce.get()).uses).toEqual([]);
});
