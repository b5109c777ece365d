import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { action } from "@/components/connection/action";
import type { OpenConnection } from "@/server/resources/connections/open-connection";
import { setEnvironment } from "../support/environment";
import { PENDING, type ReceivedRequest, type StubResponse, stubServer } from "../support/stub-server";
import { timed } from "../support/timed";

setEnvironment({ DATABASE_URL: "postgresql://none/none", OUTBOUND_ALLOW: "127.0.0.1" });
const { perform } = await import("@/server/resources/connections/perform");
const { outbound } = await import("@/server/platform/outbound/request");

const SECRET = 'a "quoted" secret\\';
let answers: Record<string, (request: ReceivedRequest, again: boolean) => StubResponse | typeof PENDING> = {};
const server = await stubServer((request, again) => {
  const answer = answers[new URL(request.path, "http://x").pathname];
  return answer ? answer(request, again) : { status: 404, body: '{"error": "none"}' };
});
const elsewhere = await stubServer(({ headers }) => ({ body: JSON.stringify({ headers }) }));
const json = (value: unknown, reply: StubResponse = {}): StubResponse => ({ ...reply, body: JSON.stringify(value) });

beforeEach(() => {
  answers = {};
  server.received.length = 0;
  elsewhere.received.length = 0;
});

const connectionTo = (over: Partial<OpenConnection> = {}): OpenConnection => ({
  id: "c",
  baseUrl: server.url,
  auth: "none",
  settings: {},
  secret: "",
  secretVersion: randomUUID(),
  ...over,
});
const OUTPUTS = [
  { name: "state", path: "$.order.status" },
  { name: "seats", type: "integer", path: "$.order.seats" },
  { name: "second", path: "$.items[1].name" },
];
async function ask(definition: object, connection = connectionTo(), over: object = {}) {
  const asked = action.parse({ name: "x", path: "/order", outputs: OUTPUTS, ...definition });
  const { result, ms, awakeMs } = await timed(() =>
    perform(
      outbound,
      { connection, action: asked },
      {
        ...{ inputs: {}, idempotencyKey: "interaction.7", at: "2026-01-05T12:00:00Z", timeoutMs: 20_000 },
        ...{ signal: AbortSignal.timeout(20_000), ...over },
      },
    ),
  );
  return { ...result, ms, awakeMs };
}

describe("what a service answers", () => {
  const order = { order: { status: "shipped", seats: "12" }, items: [{ name: "a" }, { name: "b" }] };
  it.each<[string, StubResponse, object]>([
    [
      "JSON: its fields",
      json(order),
      { ok: true, value: { status: 200, outputs: { state: "shipped", seats: 12, second: "b" }, unfit: [] } },
    ],
    [
      "a whole number that no double holds",
      { body: '{"order": {"status": 90071992547409931, "seats": 90071992547409931}}' },
      { ok: true, value: { outputs: { state: "90071992547409931", seats: null }, unfit: ["seats"] } },
    ],
    ["more brackets than anybody can follow", { body: `${"[".repeat(200_000)}${"]".repeat(200_000)}` }, { ok: false }],
    [
      "fields that are not there",
      json({}, { status: 201 }),
      { ok: true, value: { status: 201, outputs: { state: null, seats: null, second: null } } },
    ],
    [
      "a field of another type",
      json({ order: { seats: "many", status: { a: 1 } } }),
      { ok: true, value: { outputs: { state: '{"a":1}', seats: null }, unfit: ["seats"] } },
    ],
    ["nothing", { status: 204 }, { ok: true, value: { status: 204 } }],
    ["404", json({}, { status: 404 }), { ok: false, code: "http_status", value: { status: 404 } }],
    ["500", json({}, { status: 500 }), { ok: false, code: "http_status", value: { status: 500 } }],
    [
      "a redirect of a POST, not followed",
      { status: 307, headers: { location: "/order" } },
      { ok: false, code: "http_status", value: { status: 307 } },
    ],
    ["what is no JSON", { body: "<html>" }, { ok: false, code: "invalid_json", value: { status: 200 } }],
    ["more than 1 MiB", { body: `"${"x".repeat(1024 * 1024)}"` }, { ok: false, code: "answer_too_large" }],
  ])("%s", async (_what, reply, expected) => {
    answers = { "/order": () => reply };
    expect((await ask({ method: "POST" })).answer).toMatchObject(expected);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.headers["idempotency-key"]).toBe("interaction.7");
  });

  it("a service that hangs is given up after the action's timeout, even with time left for the step", async () => {
    answers = { "/order": () => PENDING };
    const { answer, ms, awakeMs } = await ask({ timeout_seconds: 1, retries: 2 });
    expect(answer).toMatchObject({ ok: false, code: "timeout" });
    expect(ms).toBeGreaterThan(950);
    expect(awakeMs).toBeLessThan(1500);
    expect(server.received).toHaveLength(1);
  });
  it("a service that hangs is given up after the step's timeout, if that is shorter", async () => {
    answers = { "/order": () => PENDING };
    const signal = AbortSignal.timeout(100);
    const { answer, awakeMs } = await ask({ timeout_seconds: 30 }, connectionTo(), { signal });
    expect(answer).toMatchObject({ ok: false, code: "timeout" });
    expect(awakeMs).toBeLessThan(600);
  });
  const NAME = '{"order": {"status": "Jörg 😀"}}';
  const utf16 = (text: string, isBig = false) =>
    isBig ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, "utf16le");
  const type = (charset: string) => ({ "content-type": `application/json; charset=${charset}` });
  it.each<[string, StubResponse, string]>([
    ["UTF-8 with a byte order mark", { body: `\ufeff${NAME}` }, "Jörg 😀"],
    ["UTF-8 that is called UTF8", { body: NAME, headers: type("utf8") }, "Jörg 😀"],
    ["UTF-16, little end first, marked", { body: utf16(`\ufeff${NAME}`) }, "Jörg 😀"],
    ["UTF-16, big end first, marked", { body: utf16(`\ufeff${NAME}`, true) }, "Jörg 😀"],
    ["UTF-16, little end first, unmarked", { body: utf16(NAME) }, "Jörg 😀"],
    ["UTF-16, big end first, unmarked", { body: utf16(NAME, true) }, "Jörg 😀"],
    ["UTF-16 that is stated", { body: utf16(NAME, true), headers: type("UTF-16BE") }, "Jörg 😀"],
    [
      "Latin-1 that is stated",
      { body: Buffer.from('{"order": {"status": "Jörg"}}', "latin1"), headers: type('"ISO-8859-1"') },
      "Jörg",
    ],
    ["a mark against what is stated", { body: utf16(`\ufeff${NAME}`), headers: type("utf-8") }, "Jörg 😀"],
  ])("13.10 in %s", async (_what, reply, state) => {
    answers = { "/order": () => reply };
    expect((await ask({})).answer).toMatchObject({ ok: true, value: { outputs: { state } } });
  });
  it("13.10 in a character set that nobody reads is named", async () => {
    answers = { "/order": () => ({ body: NAME, headers: type("x-ebcdic") }) };
    expect((await ask({ method: "POST", body: "{}" })).answer).toEqual({
      ok: false,
      code: "answer_charset",
      message:
        "The service was asked. The answer is in the character set x-ebcdic, which cannot be read. Let the service answer in UTF-8.",
    });
  });
  it.each([
    ["POST", 1],
    ["GET", 3],
  ])("13.10 a %s that was received is not called unreachable, and is sent %i times", async (method, times) => {
    answers = { "/order": () => ({ breaksOff: true }) };
    const { answer } = await ask({ method, retries: 2 });
    expect(answer).toMatchObject({ ok: false, code: "answer_lost", message: expect.stringContaining("may have done") });
    expect(server.received).toHaveLength(times);
  });
  it("a service that is not there", async () => {
    expect((await ask({}, connectionTo({ baseUrl: "http://127.0.0.1:9" }))).answer).toMatchObject({
      ok: false,
      code: "unreachable",
      message: "The service could not be reached (ECONNREFUSED).",
    });
  });
});

describe("a request is sent again", () => {
  const twiceAway = () => {
    let count = 0;
    answers = { "/order": () => (count++ < 2 ? { status: 503 } : json({})) };
  };
  it.each([
    ["GET, as often as the action says", { method: "GET", retries: 2 }, 200, 3],
    ["GET, no oftener", { method: "GET", retries: 1 }, 503, 2],
    ["PUT", { method: "PUT", retries: 2, body: "{}" }, 200, 3],
    ["never a POST", { method: "POST", retries: 2 }, 503, 1],
  ])("%s", async (_what, definition, status, times) => {
    twiceAway();
    const { answer, raw } = await ask(definition);
    expect(raw?.status).toBe(status);
    expect(answer.ok).toBe(status === 200);
    expect(server.received).toHaveLength(times);
    expect(new Set(server.received.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  });
});

describe("it proves who it is", () => {
  const echo = () => {
    answers = { "/order": (request) => json({ order: { status: JSON.stringify(request.headers) } }) };
  };
  it.each<[string, Partial<OpenConnection>, string, string]>([
    [
      "basic",
      { auth: "basic", settings: { user: "ann" } },
      "authorization",
      `Basic ${Buffer.from(`ann:${SECRET}`).toString("base64")}`,
    ],
    ["bearer", { auth: "bearer" }, "authorization", `Bearer ${SECRET}`],
    ["api_key_header", { auth: "api_key_header", settings: { header: "X-API-Key" } }, "x-api-key", SECRET],
  ])("%s, and what is said back is hidden", async (_what, over, header, value) => {
    echo();
    const { answer, raw } = await ask({}, connectionTo({ ...over, secret: SECRET }));
    expect(server.received[0]?.headers[header]).toBe(value);
    expect(answer).toMatchObject({ ok: true, value: { outputs: { state: expect.stringContaining("•••") } } });
    for (const shown of [JSON.stringify(answer), raw?.body ?? ""])
      for (const part of [SECRET, JSON.stringify(SECRET).slice(1, -1), value]) expect(shown).not.toContain(part);
  });
});

describe("redirects", () => {
  const moved = (location: string, status = 302): StubResponse => ({ status, headers: { location } });
  it("are followed for GET, three at most, each with its secret on the same origin", async () => {
    answers = {
      "/order": () => moved("/a"),
      "/a": () => moved(`${server.url}/b`, 307),
      "/b": () => moved("c"),
      "/c": () => json({ order: { status: "found" } }),
    };
    const { answer } = await ask({}, connectionTo({ auth: "bearer", secret: SECRET }));
    expect(answer).toMatchObject({ ok: true, value: { outputs: { state: "found" } } });
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill(`Bearer ${SECRET}`));
    answers["/c"] = () => moved("/order");
    expect((await ask({})).answer).toMatchObject({ code: "http_status", value: { status: 302 } });
  });
  it("carry no secret and no header of ours to another origin, nor back from it", async () => {
    answers = { "/order": () => moved(`${elsewhere.url}/x`) };
    await ask(
      { headers: [{ name: "X-Tenant", value: "ours" }] },
      connectionTo({ auth: "api_key_header", settings: { header: "X-API-Key" }, secret: SECRET }),
    );
    expect(Object.keys(elsewhere.received[0]?.headers ?? {}).sort()).toEqual([
      "accept",
      "connection",
      "host",
      "user-agent",
    ]);
  });
  it.each(["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://[::ffff:192.168.0.1]/"])(
    "do not lead to %s",
    async (location) => {
      answers = { "/order": () => moved(location) };
      expect((await ask({})).answer).toMatchObject({ ok: false, code: "address_refused" });
    },
  );
  it.each(["file:///etc/passwd", "gopher://127.0.0.1/", "javascript:1", "http://"])(
    "do not lead to %s",
    async (location) => {
      answers = { "/order": () => moved(location) };
      expect((await ask({})).answer).toMatchObject({ code: "http_status", value: { status: 302 } });
    },
  );
  it("share one timeout", async () => {
    answers = { "/order": () => moved("/a"), "/a": () => PENDING };
    const { answer, awakeMs } = await ask({ timeout_seconds: 1 });
    expect(answer).toMatchObject({ code: "timeout" });
    expect(awakeMs).toBeLessThan(1500);
  });
});

describe("OAuth 2.0 client credentials", () => {
  let given = 0;
  const oauth = (over: object = {}) =>
    connectionTo({
      auth: "oauth2_client_credentials",
      settings: { tokenUrl: `${server.url}/token`, clientId: "a client", scope: "read write", ...over },
      secret: SECRET,
    });
  const token = (seconds: unknown = 3600) => {
    given += 1;
    return json({ access_token: `token-${given}`, token_type: "bearer", expires_in: seconds });
  };
  const tokens = () => server.received.filter(({ path }) => path === "/token");
  const used = () => server.received.flatMap(({ path, headers }) => (path === "/order" ? [headers.authorization] : []));
  beforeEach(() => {
    given = 0;
    answers = { "/token": () => token(), "/order": () => json({}) };
  });

  it("a token is asked for once, also by several at a time, and kept", async () => {
    const connection = oauth();
    const asked = await Promise.all([ask({}, connection), ask({}, connection), ask({}, connection)]);
    expect(asked.map(({ answer }) => answer.ok)).toEqual([true, true, true]);
    await ask({}, connection);
    expect(tokens()).toHaveLength(1);
    const [{ headers, body }] = tokens() as [ReceivedRequest];
    expect(new URLSearchParams(body).get("scope")).toBe("read write");
    const pair = Buffer.from(String(headers.authorization).slice(6), "base64").toString();
    expect(pair).toBe(`a+client:${new URLSearchParams({ "": SECRET }).toString().slice(1)}`);
    expect(new Set(used())).toEqual(new Set(["Bearer token-1"]));
    await ask({}, { ...connection, secretVersion: "another" });
    expect(tokens()).toHaveLength(2);
  });
  it("in the body where the endpoint wants it there", async () => {
    await ask({}, oauth({ sendAs: "body" }));
    const form = new URLSearchParams(tokens()[0]?.body);
    expect([form.get("client_id"), form.get("client_secret"), tokens()[0]?.headers.authorization]).toEqual([
      "a client",
      SECRET,
      undefined,
    ]);
  });
  it("one that the service refuses is renewed once", async () => {
    answers["/order"] = ({ headers }) => (headers.authorization === "Bearer token-2" ? json({}) : { status: 401 });
    const connection = oauth();
    expect((await ask({ method: "POST" }, connection)).answer.ok).toBe(true);
    expect(used()).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect((await ask({}, connection)).answer.ok).toBe(true);
    answers["/order"] = () => ({ status: 401 });
    expect((await ask({}, connection)).answer).toMatchObject({ code: "http_status", value: { status: 401 } });
    expect(tokens()).toHaveLength(3);
  });
  it("one that has run out is replaced", async () => {
    answers["/token"] = () => token(0.02);
    const connection = oauth();
    await ask({}, connection);
    await expect.poll(async () => (await ask({}, connection)) && tokens().length).toBeGreaterThan(1);
  });
  it.each<[string, StubResponse, RegExp]>([
    [
      "a refusal",
      json({ error: "invalid_client", error_description: SECRET }, { status: 401 }),
      /401 \(invalid_client\)/,
    ],
    ["no JSON", { body: "<html>" }, /answered 200/],
    ["no token", json({}), /answered 200/],
    ["a token that is none", json({ access_token: "a\nb" }), /answered 200/],
    ["another kind of token", json({ access_token: "x", token_type: "mac" }), /not known/],
  ])("%s is a fault, and not kept", async (_what, reply, message) => {
    answers["/token"] = () => reply;
    const connection = oauth();
    const { answer } = await ask({}, connection);
    expect(answer).toMatchObject({ ok: false, code: "auth_failed", message: expect.stringMatching(message) });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    answers["/token"] = () => token();
    expect((await ask({}, connection)).answer.ok).toBe(true);
  });
  it("an endpoint that hangs is the action's timeout; one in a refused network is refused", async () => {
    answers["/token"] = () => PENDING;
    expect((await ask({ timeout_seconds: 1 }, oauth())).answer).toMatchObject({ code: "timeout" });
    expect((await ask({}, oauth({ tokenUrl: "http://10.0.0.1/token" }))).answer).toMatchObject({
      code: "address_refused",
    });
  });
  it("no token appears in the result", async () => {
    answers["/order"] = ({ headers }) => json({ order: { status: headers.authorization } });
    expect((await ask({}, oauth())).answer).toMatchObject({ value: { outputs: { state: "Bearer •••" } } });
  });
});
