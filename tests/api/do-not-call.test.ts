import { expect, test } from "vitest";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";

const world = await testWorld({ worker: false });
await world.database.owner.query("update oauth_client set scopes = scopes || '{privacy:write}'");

const ask = async (body: unknown, scope?: string) =>
  fetch(`${world.baseUrl}/api/do-not-call`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await world.token(scope)}` },
    body: JSON.stringify(body),
  });

test("numbers are added once, what is none is told, and from then on no start rings them", async () => {
  const start = () => world.start({ contact_1: "+12025550147", contact_2: "+12025550130" });
  expect((await start()).status).toBe(202);
  const response = await ask({ numbers: ["+1 202 555 0147", "12"], reason: "unsubscribed" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    added: 1,
    already: 0,
    bad: [{ at: 1, text: "12", problem: expect.any(String) }],
  });
  expect(await (await ask({ numbers: ["+12025550147"] })).json()).toEqual({ added: 0, already: 1, bad: [] });
  await problemOf(await start(), 403, "do_not_call");
  const { rows } = await world.database.owner.query(
    "select actor, action, subject from audit_log order by id desc limit 1",
  );
  expect(rows).toEqual([{ actor: world.clientId, action: "do_not_call.add", subject: "+12025550147" }]);
});

test.each<[string, unknown]>([
  ["no numbers", {}],
  ["an empty list", { numbers: [] }],
  ["something else", { numbers: ["+12025550147"], number: "+12025550147" }],
  ["no text", { numbers: [12025550147] }],
  ["too many", { numbers: Array(1001).fill("+12025550147") }],
])("refuses %s", async (_what, body) => {
  await problemOf(await ask(body), 400, "invalid_request");
});

test("asks for its own scope", async () => {
  await problemOf(await ask({ numbers: ["+12025550147"] }, "flows-interactions:start"), 403, "insufficient_scope");
});
