import { expect, test } from "vitest";
import { routes } from "@/server/rest/routes";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";
import { ALL_SCOPES, clientToken } from "./client-token";

/** Every route with every scope: its own opens it, all the others together do not. */
const world = await testWorld({ worker: false });
const only = new Map<string, string>();
const without = new Map<string, string>();
for (const scope of ALL_SCOPES) {
  only.set(scope, await clientToken(world, `Only ${scope}`, [scope]));
  const others = ALL_SCOPES.filter((one) => one !== scope);
  without.set(scope, await clientToken(world, `Without ${scope}`, others));
}

const NOWHERE = "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55";
/** What is asked for is nowhere, so nothing is done: whoever may ask hears of that, whoever may not of the scope. */
function ask(method: string, path: string, token: string | null): Promise<Response> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${world.baseUrl}${path.replace(/\{\w+\}/g, NOWHERE)}`, { method, headers });
}

test.each(routes.map(({ method, path, scope }) => [`${method} ${path}`, scope, { method, path }] as const))(
  "%s takes %s",
  async (_what, scope, { method, path }) => {
    await problemOf(await ask(method, path, null), 401, "unauthorized");
    const { message } = await problemOf(await ask(method, path, without.get(scope)!), 403, "insufficient_scope");
    expect(message).toContain(scope);
    const answer = await ask(method, path, only.get(scope)!);
    expect([401, 403, 405, 500, 503], await answer.text()).not.toContain(answer.status);
  },
);

test("no scope is granted that opens nothing", () => {
  expect([...new Set(routes.map(({ scope }) => scope))].sort()).toEqual([...ALL_SCOPES].sort());
});
