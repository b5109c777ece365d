import { beforeAll, expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { testWorld } from "../support/world";
import { problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });

async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Response> {
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return fetch(`${world.baseUrl}/api/webhooks${path}`, {
    method,
    headers: { authorization: `Bearer ${token ?? (await tokenOf(world))}`, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const INPUT = { name: "Website", url: "https://www.example.com/events" };
type Made = { webhook_id: string; secret: string };
let theirs = "";
beforeAll(async () => {
  await world.database.owner.query(
    `insert into webhook_endpoint (account_id, id, name, url, secret, created_at, updated_at, updated_by)
     values ($1, gen_random_uuid(), 'Theirs', 'https://x.example', '', now(), now(), '')`,
    [other.account],
  );
  theirs = (await world.database.owner.query("select id from webhook_endpoint")).rows[0].id;
});

test("an endpoint's life by the API", async () => {
  const created = await ask("POST", "", INPUT);
  const { secret, ...made } = (await created.json()) as Made;
  expect([created.status, secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  const shown = {
    ...INPUT,
    webhook_id: made.webhook_id,
    types: [],
    flows: [],
    headers: [],
    status: "active",
    failing_since: null,
  };
  expect(made).toEqual(shown);
  await problemOf(await ask("POST", "", INPUT), 409, "conflict");
  const at = `/${made.webhook_id}`;
  const changed = await ask("PUT", at, { ...INPUT, types: ["interaction.ended"] });
  expect(await changed.json()).toEqual({ ...shown, types: ["interaction.ended"] });
  expect(await (await ask("GET", "")).json()).toEqual({ webhooks: [{ ...shown, types: ["interaction.ended"] }] });
  expect(((await (await ask("POST", `${at}/rotate`)).json()) as Made).secret).not.toBe(secret);
  expect((await ask("POST", `${at}/test`)).status).toBe(202);
  const range = { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };
  const again = await ask("POST", `${at}/send-again`, range);
  expect([again.status, await again.json()]).toEqual([202, { events: 0 }]);
  expect((await ask("DELETE", at)).status).toBe(200);
  await problemOf(await ask("DELETE", at), 404, "not_found");
});

const RANGE = { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" };
test.each<[string, string, unknown]>([
  ["PUT", "", INPUT],
  ["DELETE", "", undefined],
  ["POST", "/rotate", undefined],
  ["POST", "/test", undefined],
  ["POST", "/send-again", RANGE],
])("%s of another account's endpoint%s finds nothing", async (method, path, body) => {
  await problemOf(await ask(method, `/${theirs}${path}`, body), 404, "not_found");
  await problemOf(await ask(method, `/nothing${path}`, body), 404, "not_found");
});

test("what does not fit is refused, and so is a client that may not", async () => {
  const { fields } = await problemOf(
    await ask("POST", "", { ...INPUT, url: "http://x.example", more: 1 }),
    400,
    "invalid_request",
  );
  expect(fields.length).toBeGreaterThan(0);
  const token = await tokenOf(world, "flows:read");
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["POST", "", INPUT],
    ["DELETE", `/${theirs}`, undefined],
  ] as const)
    await problemOf(await ask(method, path, body, token), 403, "insufficient_scope");
});
