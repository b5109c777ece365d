import NextAuth from "next-auth";
import { afterAll, beforeEach, expect, test } from "vitest";
import { twoAccounts } from "../support/accounts";
import { openIdProvider } from "../support/openid-provider";

const client = { clientId: "patchcord", clientSecret: "a secret of the provider's" };
const provider = await openIdProvider(client);
const { as, ours, database } = await twoAccounts();
Object.assign(process.env, {
  PUBLIC_URL: "http://patchcord.example",
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: client.clientId,
  OIDC_CLIENT_SECRET: client.clientSecret,
});
const { forgetSingleton } = await import("@/server/platform/process-singleton");
forgetSingleton("env");
const { authOptions } = await import("@/server/auth/options");
const { readSession } = await import("@/server/resources/sessions/data");

await as(ours).admin.users.invite({ email: "ada@example.com", name: "Ada", role: "builder" });
afterAll(() => provider.close());
beforeEach(() => {
  provider.state.inUserInfo = false;
});

type Answer = { redirect: string; body: unknown };

/** A browser at our sign-in addresses: it keeps cookies and follows to the provider and back. */
function browser() {
  const cookies: Record<string, string> = {};
  const ask = async (method: string, action: string, given: Record<string, string> = {}): Promise<Answer> => {
    const headers = new Map<string, string | string[]>();
    const answer: Answer = { redirect: "", body: null };
    const response = {
      status: () => response,
      getHeader: (name: string) => headers.get(name),
      setHeader: (name: string, value: string | string[]) => headers.set(name, value),
      json: (body: unknown) => Object.assign(answer, { body }),
      send: (body: unknown) => Object.assign(answer, { body }),
      end: () => undefined,
    };
    const post = method === "POST";
    const query = { nextauth: [action, "oidc"], ...(post ? {} : given) };
    await NextAuth(
      { method, query, cookies, headers: {}, body: post ? given : {} } as never,
      response as never,
      authOptions(),
    );
    for (const cookie of [headers.get("Set-Cookie") ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies[name] = decodeURIComponent(value);
    }
    return { ...answer, redirect: String(headers.get("Location") ?? "") };
  };
  return async (person: Parameters<typeof provider.signIn>[1], back: Record<string, string> = {}) => {
    const csrf = (await ask("GET", "csrf")).body as { csrfToken: string };
    const sent = await ask("POST", "signin", { csrfToken: csrf.csrfToken, callbackUrl: "http://patchcord.example/" });
    const { redirect } = await ask("GET", "callback", { ...provider.signIn(sent.redirect, person), ...back });
    const session = (await ask("GET", "session")).body as { id?: string } | null;
    return { redirect, session: session?.id ? await readSession(session.id) : null };
  };
}

const ada = { sub: "1", email: "Ada@Example.com", email_verified: true };

test.each([false, true])("a member comes in by their verified address (only in user info: %s)", async (inUserInfo) => {
  provider.state.inUserInfo = inUserInfo;
  const { redirect, session } = await browser()(ada);
  expect(redirect).toBe("http://patchcord.example/");
  expect(session).toMatchObject({ email: "ada@example.com", role: "builder", account_id: ours.account });
});

test.each([
  ["nobody's address", { ...ada, email: "eve@example.com" }],
  ["an address that is not verified", { ...ada, email_verified: false }],
  ["an address of which nothing is said", { sub: "1", email: "ada@example.com" }],
  ["no address", { sub: "1" }],
])("%s is refused, and makes no user", async (_what, person) => {
  const users = async () => (await database.owner.query("select count(*)::int as n from app_user")).rows[0].n;
  const before = await users();
  const { redirect, session } = await browser()(person);
  expect(redirect).toContain("error=AccessDenied");
  expect(session).toBeNull();
  expect(await users()).toBe(before);
});

test("an OpenID response without a request is refused", async () => {
  const { redirect, session } = await browser()(ada, { state: "another" });
  expect(redirect).toContain("error=OAuthCallback");
  expect(session).toBeNull();
});
