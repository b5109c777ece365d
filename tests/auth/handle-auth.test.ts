import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { twoAccounts } from "../support/accounts";
import { testDir } from "../support/cluster";

const { ours, database } = await twoAccounts();
const ORIGIN = "http://patchcord.example";
vi.stubEnv("PUBLIC_URL", ORIGIN);
const { forgetSingleton } = await import("@/server/platform/process-singleton");
forgetSingleton("env");
const { handleAuth } = await import("@/server/auth/handle-auth");
const { hashPassword } = await import("@/server/platform/secrets/password");
const { revokeSession } = await import("@/server/resources/sessions/data");
afterEach(() => forgetSingleton("rate-windows"));

type Asked = {
  method?: string;
  query?: string;
  cookies?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
};

async function ask(action: string, { method = "GET", query = "", cookies = {}, headers = {}, body }: Asked = {}) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  const request = new Request(`${ORIGIN}/api/auth/${action}${query}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const response = await handleAuth(request, action.split("/"), cookies);
  const text = await response.text();
  const set = response.headers.getSetCookie().map((field) => field.split(";")[0]!.split(/=(.*)/s) as [string, string]);
  return { status: response.status, text, location: response.headers.get("location"), set: Object.fromEntries(set) };
}

const PASSWORD = "correct horse battery";
await database.owner.query(
  "update app_user set password_hash = $1 where id = (select user_id from membership where account_id = $2)",
  [await hashPassword(PASSWORD), ours.account],
);

async function signIn(password: string, given: Asked & { form?: Record<string, string>; way?: string } = {}) {
  const csrf = await ask("csrf");
  const { csrfToken } = JSON.parse(csrf.text);
  const cookies = { ...given.cookies, ...decoded(csrf.set) };
  const body = JSON.stringify({ csrfToken, email: "a@example.com", password, json: "true", ...given.form });
  return ask(`callback/${given.way ?? "password"}`, { method: "POST", headers: given.headers ?? {}, cookies, body });
}
const decoded = (set: Record<string, string>) =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, decodeURIComponent(value)]));

test.each<[what: string, action: string, asked: Asked, status: number]>([
  ["an address to go back to of another host", "callback/oidc", { query: "?callbackUrl=//x" }, 400],
  ["one that is none", "session", { query: "?callbackUrl=//" }, 200],
  ["one with a script", "session", { query: "?callbackUrl=javascript:1" }, 200],
  ["one in the cookie", "session", { cookies: { "next-auth.callback-url": "//" } }, 200],
  ["one in the secure cookie", "session", { cookies: { "__Secure-next-auth.callback-url": "//" } }, 200],
  ["a GET where a form is sent", "callback/password", { query: "?callbackUrl=//x" }, 405],
  ["a GET of a link's form", "callback/link", {}, 405],
  ["a provider there is not", "callback/x", {}, 400],
  ["a path too long", "callback/password/x", {}, 404],
  ["an empty piece", "callback//x", {}, 404],
  ["a body that is no JSON", "callback/password", { method: "POST", body: "{" }, 400],
  ["a body that is no object", "callback/password", { method: "POST", body: "null" }, 302],
  ["a body too large", "callback/password", { method: "POST", body: `"${"x".repeat(70_000)}"` }, 413],
  ["a body that is no UTF-8", "callback/password", { method: "POST", body: "\ud800" }, 400],
  ["a line for our log", "_log", { method: "POST", body: '{"code":"x","message":"planted"}' }, 404],
])("13.17 /api/auth with %s: no 500", async (_what, action, asked, status) => {
  const answer = await ask(action, asked);
  expect([answer.status, answer.text]).toEqual([status, expect.not.stringContaining("server configuration")]);
  expect(answer.location ?? ORIGIN).toMatch(new RegExp(`^${ORIGIN}`));
});

test.each(["//evil.example", "/.//evil.example", "/\\evil.example", "https://evil.example", "javascript:1"])(
  "13.16 signing in does not lead to %s",
  async (callbackUrl) => {
    const { text } = await signIn(PASSWORD, { form: { callbackUrl } });
    expect(new URL(JSON.parse(text).url).href).toBe(`${ORIGIN}/`);
  },
);

test("13.17 who has signed in is named until the session is over", async () => {
  const { set } = await signIn(PASSWORD);
  const cookies = decoded(set);
  const named = JSON.parse((await ask("session", { cookies })).text);
  expect(named).toMatchObject({ user: { email: "a@example.com" } });
  await revokeSession(named.id);
  const after = await ask("session", { cookies });
  expect([after.status, after.text, after.set]).toEqual([200, "{}", {}]);
});

test("13.4 guesses from everywhere do not keep a user out of a browser that was used before", async () => {
  const known = decoded((await signIn(PASSWORD)).set);
  const name = Object.keys(known).find((one) => one.startsWith("patchcord.known."))!;
  const { countTry } = await import("@/server/auth/throttle");
  for (let i = 0; i < 30; i += 1)
    await countTry({ email: "a@example.com", address: `198.51.100.${i}`, browser: null }).catch(() => undefined);
  const strange = await signIn(PASSWORD);
  expect(strange.text).toContain("too_many_tries");
  const cookies = { [name]: known[name]! };
  const own = await signIn(PASSWORD, { cookies, headers: { cookie: `${name}=${known[name]}` } });
  expect(own.set).toHaveProperty("next-auth.session-token");
});

test("13.15 the demo sign-in, which asks for no password, is for this machine only", async () => {
  const file = path.join(mkdtempSync(path.join(testDir, "demo-")), "demo.json");
  const world = { base_url: ORIGIN, email: "a@example.com", password: PASSWORD, flow_id: ours.flow };
  writeFileSync(file, JSON.stringify({ ...world, client_id: "x", client_secret: "y" }));
  vi.stubEnv("DEMO_FILE", file);
  const enter = async (environment: Record<string, string>, headers = {}) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    forgetSingleton("env");
    const { set } = await signIn("", { way: "demo", headers });
    return "next-auth.session-token" in set;
  };
  const marked = { "x-patchcord-this-machine": "yes" };
  // Without the front nobody can say where a request comes from, and only the server's own address counts.
  expect(await enter({ HOST: "127.0.0.1" })).toBe(true);
  expect(await enter({ HOST: "0.0.0.0" }, marked)).toBe(false);
  expect(await enter({ HOST: "0.0.0.0", BEHIND_FRONT: "yes" }, marked)).toBe(true);
  expect(await enter({ HOST: "127.0.0.1", BEHIND_FRONT: "yes" })).toBe(false);
  rmSync(path.dirname(file), { recursive: true });
});
