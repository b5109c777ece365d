import { afterEach, describe, expect, test } from "vitest";
import { forgetSingleton } from "@/server/platform/process-singleton";
import { createClient } from "@/server/resources/clients/mutations";
import { sessionAs } from "../support/session";
import { testWorld } from "../support/world";
import { askToken, basic, GRANT } from "./token-request";

const world = await testWorld({ worker: false });
const onlyStarts = { name: "Only starts", scopes: ["flows-interactions:start"] };
const { clientId, clientSecret: made } = await createClient(sessionAs(world), onlyStarts, null);
const clientSecret = made!;
const post = { ...GRANT, client_id: clientId, client_secret: clientSecret };
const authorized = basic(clientId, clientSecret);
const otherAccounts = `${Buffer.alloc(16, 7).toString("base64url")}${clientId.slice(22)}`;

// Each row stands for a client of its own: the failures of one must not slow down the next.
afterEach(() => forgetSingleton("token-throttle"));

const rows: [
  what: string,
  status: number,
  error: string,
  form: Record<string, string> | string,
  headers?: Record<string, string>,
][] = [
  ["no grant type", 400, "invalid_request", { scope: "flows:read" }, authorized],
  ["an empty grant type", 400, "invalid_request", { grant_type: "" }, authorized],
  ["another grant", 400, "unsupported_grant_type", { ...post, grant_type: "password" }],
  ["a parameter twice", 400, "invalid_request", `${new URLSearchParams(post)}&scope=a&scope=b`],
  ["JSON", 400, "invalid_request", JSON.stringify(post), { "content-type": "application/json" }],
  ["no client", 401, "invalid_client", GRANT],
  ["an id only", 401, "invalid_client", { ...GRANT, client_id: clientId }],
  ["a wrong secret", 401, "invalid_client", { ...post, client_secret: `${clientSecret}x` }],
  ["an unknown client", 401, "invalid_client", { ...post, client_id: `${clientId.slice(0, -2)}zz` }],
  ["a client of no account", 401, "invalid_client", { ...post, client_id: otherAccounts }],
  ["an id of no shape", 401, "invalid_client", { ...post, client_id: "'; drop table oauth_client" }],
  ["Basic that is no base64", 401, "invalid_client", GRANT, { authorization: "Basic §" }],
  ["Basic without a colon", 401, "invalid_client", GRANT, { authorization: `Basic ${btoa("x")}` }],
  ["Basic with bad encoding", 401, "invalid_client", GRANT, { authorization: `Basic ${btoa("%zz:%zz")}` }],
  ["Bearer", 401, "invalid_client", GRANT, { authorization: "Bearer x" }],
  ["two ways at once", 400, "invalid_request", post, authorized],
  ["a secret and an assertion", 400, "invalid_request", { ...post, client_assertion: "x" }],
  ["two clients", 400, "invalid_request", { ...GRANT, client_id: world.clientId }, authorized],
  ["an assertion without its type", 400, "invalid_request", { ...GRANT, client_assertion: "a.b.c" }],
  ["a scope it lacks", 400, "invalid_scope", { ...post, scope: "flows-interactions:start flows:read" }],
  ["an unknown scope", 400, "invalid_scope", { ...post, scope: "everything" }],
];

describe("POST /api/oauth/token", () => {
  test.each(rows)("%s → %i %s", async (_what, status, error, form, headers) => {
    const answer = await askToken(world.baseUrl, form, headers);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body.error_description).toMatch(/\S/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.has("www-authenticate")).toBe(status === 401);
  });

  test("no scope asked: all of the client's; the same client may be named beside Basic", async () => {
    const answer = await askToken(world.baseUrl, { ...GRANT, client_id: clientId, scope: "" }, authorized);
    expect(answer.body).toMatchObject({ token_type: "Bearer", expires_in: 600, scope: "flows-interactions:start" });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("unknown, revoked and wrong cannot be told apart", async () => {
    const wrong = await askToken(world.baseUrl, { ...post, client_secret: "x" });
    const unknown = await askToken(world.baseUrl, { ...post, client_id: otherAccounts });
    expect(wrong.body).toEqual(unknown.body);
  });

  test("a body too large is a problem of its own", async () => {
    const answer = await askToken(world.baseUrl, { ...post, x: "x".repeat(20_000) });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
  });

  test("a client that asks too often is limited, and no other", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => askToken(world.baseUrl, post)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.body.error).toBe("slow_down");
    expect(refused[0]!.headers.get("retry-after")).toBe("1");
    expect((await askToken(world.baseUrl, GRANT, basic(world.clientId, world.clientSecret))).status).toBe(200);
  });

  test("wrong secrets end in a pause, even before the right one", async () => {
    for (let i = 0; i < 10; i++) await askToken(world.baseUrl, { ...post, client_secret: `wrong${i}` });
    const answer = await askToken(world.baseUrl, post);
    expect([answer.status, answer.body.error]).toEqual([429, "slow_down"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(30);
  });
});
