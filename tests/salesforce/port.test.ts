import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { PortAnswer } from "@/engine/contract";
import type { AccountId } from "@/server/ports/ids";
import type { Actor } from "@/server/resources/audit/mutations";
import type { ConnectionInput } from "@/server/resources/salesforce/schema";
import { twoAccounts } from "../support/accounts";
import { salesforceServer } from "../support/salesforce-server";
import { sessionAs } from "../support/session";
import { timed } from "../support/timed";

const { ours, theirs } = await twoAccounts();
const { outbound } = await import("@/server/platform/outbound/request");
const { salesforcePort } = await import("@/server/resources/salesforce/port");
const { saveConnection } = await import("@/server/resources/salesforce/mutations");
const { readConnection } = await import("@/server/resources/salesforce/data");
const { forgetSingleton } = await import("@/server/platform/process-singleton");

const account = ours.account as AccountId;
const by: Actor = sessionAs(ours, "admin");
const port = salesforcePort(outbound);

const org = await salesforceServer({
  Contact: [
    {
      ...{ Id: "0031", Name: "Ada Byron", Phone: "+12025550120", Balance__c: 12.5, Active__c: true, Fax: null },
      Account: { Name: "Analytical Engines", Owner: { Name: "Charles" } },
    },
    { Id: "0032", Name: "O'Neil", Phone: "+12025550121", Balance__c: 0, Active__c: false, Fax: null, Account: null },
  ],
  Case: Array.from({ length: 2500 }, (_, index) => ({ Id: String(index), Subject: `Case ${index}` })),
});
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
org.apps.secretive = { secret: "the consumer secret" };
org.apps.keyed = { key: publicKey, users: ["integration@example.com"] };

const CREDENTIALS: ConnectionInput = {
  auth: "client_credentials",
  ...{ loginUrl: org.url, instanceUrl: "", clientId: "secretive", username: "" },
  ...{ clientSecret: "the consumer secret", privateKey: "", makeKey: false, apiVersion: "v62.0" },
};
const JWT: ConnectionInput = {
  ...CREDENTIALS,
  ...{ auth: "jwt_bearer", clientId: "keyed", username: "integration@example.com", privateKey },
};

const ONE = "SELECT Name FROM Contact WHERE Phone = '+12025550120'";
function ask(query: string = ONE, timeoutMs = 8000, of = account): Promise<PortAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const at = new Date().toISOString();
  return port.call(of, { request: { query }, bindings: {}, idempotencyKey: "i.1", at, timeoutMs, signal });
}
const refused = async (answer: Promise<PortAnswer>) => {
  const said = await answer;
  return said.ok ? null : said;
};

beforeEach(async () => {
  forgetSingleton("salesforce-sessions");
  org.release();
  org.sessions.clear();
  org.faults = { token: [], query: [] };
  org.asked = { query: [], tokens: 0 };
  org.instance = null;
  await saveConnection(by, CREDENTIALS);
});

describe("what is found", () => {
  it.each([
    ["a row", ONE, { total_size: 1, row: { Name: "Ada Byron" } }],
    [
      "numbers, truths, nothing, and fields of related objects",
      "SELECT Id, Balance__c, Active__c, Fax, Account.Name, Account.Owner.Name FROM Contact WHERE Id = '0031'",
      {
        total_size: 1,
        row: {
          ...{ Id: "0031", Balance__c: 12.5, Active__c: true, Fax: null },
          ...{ "Account.Name": "Analytical Engines", "Account.Owner.Name": "Charles" },
        },
      },
    ],
    ["no row", "SELECT Name FROM Contact WHERE Name = 'Nobody'", { total_size: 0, row: null }],
    ["many rows", "SELECT Id FROM Case", { total_size: 2500, row: { Id: "0" } }],
    ["a number of rows", "SELECT COUNT() FROM Contact", { total_size: 2, row: null }],
    ["an aggregate", "SELECT COUNT(Id) FROM Contact", { total_size: 1, row: { expr0: 2 } }],
    [
      "half a character is asked for as none",
      "SELECT Id FROM Contact WHERE Name = '\ud800'",
      { total_size: 0, row: null },
    ],
  ])("%s", async (_, query, value) => {
    expect(await ask(query)).toEqual({ ok: true, value });
  });

  it("is asked with the connection's own version, for as few rows as a page can have", async () => {
    await saveConnection(by, { ...CREDENTIALS, apiVersion: "v61.0" });
    await ask();
    expect(org.received.at(-1)).toMatchObject({ method: "GET", headers: { "sforce-query-options": "batchSize=200" } });
    expect(org.received.at(-1)?.path).toMatch(/^\/services\/data\/v61\.0\/query\?q=SELECT%20Name/);
  });

  it("can be asked again where nobody knows whether it was asked", async () => {
    expect(await port.isRepeatable(account, { request: { query: ONE }, bindings: {} })).toBe(true);
  });
});

describe("signing in", () => {
  it.each([
    ["with client credentials", CREDENTIALS],
    ["with a key", JWT],
  ])("%s, once for many queries at a time", async (_, input) => {
    await saveConnection(by, input);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await ask()).ok).toBe(true);
    expect(org.asked.tokens).toBe(1);
    expect((await readConnection(account)).connection).toMatchObject({ checkedAt: expect.any(Date), lastError: null });
  });

  it("with a key that was made here, once Salesforce has its certificate", async () => {
    await saveConnection(by, { ...JWT, privateKey: "", makeKey: true });
    expect(await refused(ask())).toMatchObject({ code: "salesforce_sign_in_refused" });
    const { connection } = await readConnection(account);
    org.apps.keyed = { key: connection?.certificate ?? "", users: ["integration@example.com"] };
    expect((await ask()).ok).toBe(true);
    org.apps.keyed = { key: publicKey, users: ["integration@example.com"] };
  });

  it("again when the session has expired, once for all who notice", async () => {
    await ask();
    org.sessions.clear();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask()));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(org.asked.tokens).toBe(2);
  });

  it("signs in again once only: a new session that is refused is an error", async () => {
    org.faults.query = ["stale", "stale", "stale"];
    expect(await refused(ask())).toMatchObject({ code: "salesforce_invalid_session_id" });
    expect(org.asked).toMatchObject({ tokens: 2, query: [ONE, ONE] });
    org.faults.query = [];
    expect((await ask()).ok, "and the next query starts afresh").toBe(true);
  });

  it("anew when the connection was changed, not with what was remembered", async () => {
    await ask();
    await saveConnection(by, JWT);
    expect((await ask()).ok).toBe(true);
    expect(org.asked.tokens).toBe(2);
  });

  it.each([
    ["a wrong secret", { ...CREDENTIALS, clientSecret: "wrong" }, /invalid client credentials \(invalid_client\)/],
    ["an unknown app", { ...CREDENTIALS, clientId: "nobody" }, /client identifier invalid/],
    ["a user who has not approved the app", { ...JWT, username: "eve@example.com" }, /hasn't approved this consumer/],
    [
      "another key",
      {
        ...JWT,
        privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 })
          .privateKey.export({ type: "pkcs1", format: "pem" })
          .toString(),
      },
      /invalid assertion/,
    ],
  ])("is refused with %s, and the admin is told", async (_, input, said) => {
    await saveConnection(by, input);
    expect(await refused(ask())).toMatchObject({
      code: "salesforce_sign_in_refused",
      message: expect.stringMatching(said),
    });
    expect((await readConnection(account)).connection?.lastError).toMatch(said);
    expect((await refused(ask()))?.code, "and is tried again the next time").toBe("salesforce_sign_in_refused");
  });

  it("belongs to the account: another one has no connection", async () => {
    await ask();
    expect(await refused(ask(ONE, 8000, theirs.account as AccountId))).toMatchObject({
      code: "salesforce_not_connected",
    });
  });
});

describe("a query Salesforce refuses", () => {
  it.each([
    ["malformed", "SELECT FROM Contact", "salesforce_malformed_query", /^ERROR at Row:1:Column:1 unexpected token/],
    ["about an unknown field", "SELECT Nam FROM Contact", "salesforce_invalid_field", /No such column 'Nam'\./],
    ["about an unknown object", "SELECT Id FROM Kontakt", "salesforce_invalid_type", /'Kontakt' is not supported/],
  ])("%s", async (_, query, code, message) => {
    expect(await refused(ask(query))).toEqual({ ok: false, code, message: expect.stringMatching(message) });
  });

  it("is reported without its text, which can hold a customer's data", async () => {
    const said = await refused(ask("SELECT Id FROM Contact WHERE Pin = '4711-secret' AND"));
    expect(said?.code).toBe("salesforce_malformed_query");
    expect(said?.message).not.toContain("4711");
  });

  it("is not sent where it is longer than an address can be", async () => {
    expect(await refused(ask(`SELECT Id FROM Contact WHERE Name = '${"é".repeat(4000)}'`))).toMatchObject({
      code: "salesforce_query_too_long",
    });
    expect(org.asked.query).toEqual([]);
  });
});

describe("faults of Salesforce", () => {
  it.each([
    ["query", "500", "salesforce_unknown_exception"],
    ["query", "503", "salesforce_server_unavailable"],
    ["query", "html", "salesforce_unavailable"],
    ["query", "garbled", "salesforce_garbled"],
    ["query", "huge", "salesforce_answer_too_large"],
    ["query", "redirect", "salesforce_garbled"],
    ["token", "500", "salesforce_unavailable"],
    ["token", "html", "salesforce_unavailable"],
    ["token", "garbled", "salesforce_garbled"],
    ["token", "redirect", "salesforce_garbled"],
    ["token", "elsewhere", "salesforce_address_refused"],
  ] as const)("at the %s: %s", async (at, fault, code) => {
    org.faults[at] = [fault];
    const said = await refused(ask());
    expect(said?.code).toBe(code);
    expect(said?.message).not.toMatch(/[<>]|00D!|secret/);
    expect(said?.message.length).toBeLessThanOrEqual(320);
    expect((await ask()).ok, "and the next query is answered").toBe(true);
  });

  it("no instance within the operator's network is asked, whatever the token endpoint says", async () => {
    for (const instance of [
      "http://10.0.0.7",
      "https://169.254.169.254",
      "https://[::1]",
      "https://example.com",
      "ftp://x.my.salesforce.com",
    ]) {
      org.instance = instance;
      expect(await refused(ask())).toMatchObject({ code: "salesforce_address_refused" });
    }
  });

  it.each(["token", "query"] as const)("gives up in time where the %s hangs", async (at) => {
    org.faults[at] = ["hang"];
    const { result, awakeMs } = await timed(() => refused(ask(ONE, 300)));
    expect(result).toMatchObject({ code: "timeout" });
    expect(awakeMs).toBeLessThan(1500);
  });

  it("waits for a slow answer", async () => {
    org.faults.query = ["hang"];
    const answer = ask();
    await expect.poll(() => org.asked.query.length).toBe(1);
    org.release();
    expect((await answer).ok).toBe(true);
  });

  it("reports that nothing listens at the address", async () => {
    await saveConnection(by, { ...CREDENTIALS, loginUrl: "http://127.0.0.1:1" });
    expect(await refused(ask())).toMatchObject({ code: "salesforce_unreachable" });
  });
});
