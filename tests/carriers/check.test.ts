import { afterAll, describe, expect, test, vi } from "vitest";
import { adapterFor } from "@/server/carriers/adapters";
import type { Http } from "@/server/ports/http";
import type { CarrierCheck, CarrierRow, CarrierUse } from "@/server/ports/voice";
import { SandboxControl } from "@/server/sandbox-carrier/control-client";
import { startSandbox } from "@/server/sandbox-carrier/sandbox";

const SECRET = "control-secret";
const sandbox = await startSandbox({ controlSecret: SECRET, clock: "manual" });
const control = new SandboxControl(sandbox.url, SECRET);
afterAll(() => sandbox.close());

const NUMBER = "+12025550101";
const API_KEY = { id: `SK${"1".repeat(32)}`, secret: "hush" };
const row: CarrierRow = {
  ...{ id: "c", kind: "sandbox", baseUrl: sandbox.url, accountSid: `AC${"1".repeat(32)}` },
  ...{ tokens: ["token"], apiKey: null, sharedKeys: [] },
};
type Settings = Parameters<SandboxControl["putAccount"]>[1];
const USE: CarrierUse = { numbers: [NUMBER], countries: ["US", "DE"] };

/** The outbound client without its guard, and what went through it. */
function wires() {
  const asked: string[] = [];
  const http: Http = async ({ url, method, headers, body }) => {
    asked.push(url);
    const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) });
    return { status: response.status, headers: {}, body: await response.text() };
  };
  return { http, asked };
}

/** The check of a row at the sandbox, with its account set up so, as `check of: state`. */
async function checked(settings: Partial<Settings>, use = USE, change: Partial<CarrierRow> = {}) {
  await control.putAccount(row.accountSid, { auth_token: "token", ...settings });
  const { http, asked } = wires();
  const checks = await adapterFor("sandbox", http)!
    .client({ ...row, ...change })
    .check(use);
  return { checks, asked, told: told(checks) };
}
const told = (checks: CarrierCheck[]) =>
  checks.map(({ check, of, state }) => `${check}${of ? ` ${of}` : ""}: ${state}`);
const FINE = ["credentials: ok", "account: ok", `number ${NUMBER}: ok`, "country US: ok", "country DE: ok"];
/** All is well but for these. */
const but = (...changed: string[]) =>
  FINE.map((line) => changed.find((c) => c.split(":")[0] === line.split(":")[0]) ?? line);

describe("13.28 what will fail before the first call", () => {
  test.each<[string, Partial<Settings>, string[]]>([
    ["nothing", { numbers: [NUMBER] }, FINE],
    ["nothing, since the number is a verified caller id", { numbers: [], caller_ids: [NUMBER] }, FINE],
    ["a number that is not there", { numbers: ["+12025550199"] }, but(`number ${NUMBER}: fault`)],
    ["a number of which ours is only a part", { numbers: [`${NUMBER}5`] }, but(`number ${NUMBER}: fault`)],
    ["a number without voice", { numbers: [NUMBER], numbers_without_voice: [NUMBER] }, but(`number ${NUMBER}: fault`)],
    ["a country that is closed", { closed_countries: { DE: "+49" } }, but("country DE: fault")],
    ["numbers nobody verified, on trial", { type: "Trial" }, but("account: warning")],
    ["everything, suspended", { status: "suspended" }, but("account: fault")],
    ["everything, closed", { status: "closed" }, but("account: fault")],
  ])("%s", async (_what, settings, expected) => {
    const { told, checks } = await checked(settings);
    expect(told).toEqual(expected);
    for (const { state, message, advice } of checks) {
      expect(message).not.toBe("");
      if (state !== "ok") expect(advice).toMatch(/\.$/);
    }
  });

  test("every call, for credentials that are refused: nothing else is asked", async () => {
    const { told, asked } = await checked({ auth_token: "another" });
    expect(told).toEqual(["credentials: fault", "account: unknown", "number: unknown", "country: unknown"]);
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["no network", "ECONNREFUSED", "cannot be reached"],
    ["a network that carriers must not be in", "ADDRESS_REFUSED", "lies in a network"],
  ])("every call, for %s", async (_what, code, message) => {
    const http = () => Promise.reject(Object.assign(new Error(code), { code }));
    const [first] = await adapterFor("sandbox", http)!.client(row).check(USE);
    expect(first).toMatchObject({ check: "credentials", state: "fault", message: expect.stringContaining(message) });
  });

  test("every call, for a server that is no carrier", async () => {
    const http: Http = async () => ({ status: 200, headers: {}, body: "<html>" });
    const [first] = await adapterFor("sandbox", http)!.client(row).check(USE);
    expect(first).toMatchObject({ state: "fault", message: expect.stringContaining("does not answer as") });
  });

  test("every callback, for a wrong token beside a good API key", async () => {
    const keys = { api_keys: { [API_KEY.id]: API_KEY.secret } };
    const { told } = await checked(keys, USE, { apiKey: API_KEY });
    expect(told).toEqual(["credentials: ok", "token: ok", ...FINE.slice(1)]);
    const wrong = await checked(keys, USE, { apiKey: API_KEY, tokens: ["wrong"] });
    expect(wrong.told).toEqual(["credentials: ok", "token: fault", "account: unknown", ...FINE.slice(2)]);
    const wrongKey = await checked(keys, USE, { apiKey: { ...API_KEY, secret: "loud" } });
    expect(wrongKey.checks[0]).toMatchObject({ state: "fault", message: "The carrier refused this API key." });
  });

  test.each(["IncomingPhoneNumbers", "DialingPermissions/Countries/US", `${row.accountSid}.json`])(
    "the others still tell where %s cannot be read",
    async (url_contains) => {
      await control.putAccount(row.accountSid, { auth_token: "token" });
      await control.addFault({ match: { operation: "setup", url_contains }, effect: "error_500", times: 99 });
      const { told } = await checked({});
      await control.clearFaults();
      expect(told.filter((line) => line.endsWith(": unknown"))).toHaveLength(1);
      expect(told.filter((line) => line.endsWith(": ok"))).toHaveLength(FINE.length - 1);
    },
  );

  test("no number yet", async () => {
    const { told } = await checked({}, { numbers: [], countries: ["US"] });
    expect(told).toEqual(["credentials: ok", "account: ok", "number: warning", "country US: ok"]);
  });

  test("asks for 20 numbers at most, and says how many it did not ask for", async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => `+1202555${String(index + 1000)}`);
    const { checks, asked } = await checked({}, { numbers, countries: [] });
    expect(asked).toHaveLength(22);
    expect(checks.at(-1)).toMatchObject({ check: "number", of: null, state: "unknown" });
    expect(checks.at(-1)?.message).toContain("30 more");
    const asOwned = checks.filter(({ of }) => of !== null).map(({ of }) => of);
    expect(asOwned).toEqual(numbers.slice(0, 20));
  });

  test("stops asking once it has taken its time", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { http, asked } = wires();
    const slowly: Http = (request) => {
      vi.setSystemTime(Date.now() + 4000);
      return http(request);
    };
    const numbers = Array.from({ length: 20 }, (_, index) => `+1202555${String(index + 1000)}`);
    const checks = await adapterFor("sandbox", slowly)!.client(row).check({ numbers, countries: [] });
    vi.useRealTimers();
    expect(asked.length).toBeLessThan(10);
    expect(checks).toHaveLength(22);
    expect(checks.at(-1)).toMatchObject({ state: "unknown", message: expect.stringContaining("too slowly") });
  });
});

describe("13.28 geography is asked", () => {
  test.each([
    ["at Twilio's own host for it", "https://api.twilio.com", "https://voice.twilio.com/v1/"],
    ["in the row's region", "https://api.dublin.ie1.twilio.com", "https://voice.dublin.ie1.twilio.com/v1/"],
    ["under a compatible carrier's one base URL", "https://carrier.example/base", "https://carrier.example/base/v1/"],
  ])("%s", async (_what, baseUrl, expected) => {
    const asked: string[] = [];
    const http: Http = async ({ url }) => {
      asked.push(url);
      return { status: 200, headers: {}, body: '{"calls": []}' };
    };
    await adapterFor("twilio", http)!
      .client({ ...row, kind: "twilio", baseUrl })
      .check({ numbers: [], countries: ["US"] });
    expect(asked).toContain(`${expected}DialingPermissions/Countries/US`);
    expect(asked.filter((url) => url.startsWith(`${baseUrl}/2010-04-01/`))).toHaveLength(2);
  });
});
