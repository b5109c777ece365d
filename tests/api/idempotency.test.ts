import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test, vi } from "vitest";
import { publishWithArgument } from "../support/publish-argument";
import { timed } from "../support/timed";
import { testWorld } from "../support/world";
import { ARGUMENTS, askStart, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const { owner } = world.database;

const withKey = (key: string, body: unknown = ARGUMENTS) =>
  askStart(world, { headers: { "idempotency-key": key }, body: JSON.stringify(body) });

/** `fetch` would join the lines into one. */
async function withKeyLines(lines: string[]): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${await tokenOf(world)}` };
  const url = `${world.baseUrl}/api/flows/${world.flow}/interactions`;
  const asked = request(url, { method: "POST", headers: { ...headers, "idempotency-key": lines } });
  asked.end(JSON.stringify(ARGUMENTS));
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const received = new Headers({ "content-type": answer.headers["content-type"] ?? "" });
  return new Response(await text(answer), { status: answer.statusCode ?? 0, headers: received });
}

const rowOf = "account_id = $1 and flow_id = $2 and key = patchcord_key_digest($1, $2, $3)";
const age = (key: string, by: string) =>
  owner.query(`update start_request set created_at = created_at - $4::interval where ${rowOf}`, [
    ...[world.account, world.flow, key],
    by,
  ]);
/** As a version before left it. */
const keepAsSent = (key: string) =>
  owner.query(`update start_request set key = $3 where ${rowOf}`, [world.account, world.flow, key]);

test("the same key and body: the first answer again, and nothing new", async () => {
  const key = randomUUID();
  const first = await withKey(key);
  const again = await withKey(key, { contact_2: ARGUMENTS.contact_2, contact_1: ARGUMENTS.contact_1 });
  expect([first.status, again.status]).toEqual([202, 202]);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(await again.json()).toEqual(await first.json());
});

test("13.13 bare and in quotes it is one key", async () => {
  const key = randomUUID();
  const first = await withKey(key);
  const again = await withKey(`"${key}"`);
  expect(await again.json()).toEqual(await first.json());
  const escaped = await withKey(String.raw`"a\"b\\c, d;${key}"`);
  expect(escaped.status).toBe(202);
  expect(escaped.headers.has("idempotency-replayed")).toBe(false);
});

test.each([
  ["twice", ["one", "two"]],
  ["twice the same", ["one", "one"]],
  ["bare and in quotes", ["one", '"one"']],
  ["a list", ['"one", "two"']],
  ["with parameters", ['"one";a=1']],
  ["a quote without its end", ['"one']],
  ["a blank inside", ["one two"]],
  ["nothing in quotes", ['""']],
  ["a character beyond ASCII", ["caf\u00e9"]],
])("13.13 a key that is not one item is refused: %s", async (_, lines) => {
  const problem = await problemOf(await withKeyLines(lines), 400, "invalid_arguments");
  expect(problem.fields.map(({ name }) => name)).toEqual(["Idempotency-Key"]);
});

test("the same key, another body: 422", async () => {
  const key = "k".repeat(255);
  await withKey(key);
  await problemOf(await withKey(key, { ...ARGUMENTS, contact_2: "+12025550146" }), 422, "idempotency_key_reused");
  await problemOf(await withKey(key, { ...ARGUMENTS, contact_2: 1 }), 422, "idempotency_key_reused");
});

test("only 202s are stored: a refused body can be mended under its key", async () => {
  const key = randomUUID();
  await problemOf(await withKey(key, {}), 400, "invalid_arguments");
  const mended = await withKey(key);
  expect(mended.status).toBe(202);
  expect(mended.headers.has("idempotency-replayed")).toBe(false);
});

test("ten equal requests at once start one interaction", async () => {
  const key = randomUUID();
  const twins = await Promise.all(Array.from({ length: 10 }, () => withKey(key)));
  const bodies = await Promise.all(twins.map((twin) => twin.json() as Promise<{ interaction_id: string }>));
  expect(new Set(twins.map((twin) => twin.status))).toEqual(new Set([202]));
  expect(new Set(bodies.map((body) => body.interaction_id)).size).toBe(1);
  expect(twins.filter((twin) => !twin.headers.has("idempotency-replayed"))).toHaveLength(1);
});

test("a request whose twin has no result within two seconds: 409", async () => {
  const key = randomUUID();
  onTestFinished(async () => void (await owner.query("rollback")));
  await owner.query("begin");
  await owner.query(
    "insert into start_request (account_id, flow_id, key, body_hash, response, created_at) values ($1, $2, $3, 'x', '{}', now())",
    [world.account, world.flow, key],
  );
  // A machine that stands still for a second makes three of two: then the start itself is given up, with 503.
  const { result, ms } = await vi.waitUntil(async () => {
    const asked = await timed(() => withKey(key));
    return asked.result.status !== 503 && asked;
  }, 45_000);
  await problemOf(result, 409, "idempotency_conflict");
  expect(ms).toBeGreaterThan(1900);
  await owner.query("rollback");
  expect((await withKey(key)).status).toBe(202);
});

test("a replay is answered although a newer version requires other arguments", async () => {
  const key = randomUUID();
  const first = await (await withKey(key)).json();
  await publishWithArgument(owner, world, "contact_3");
  await problemOf(await withKey(randomUUID()), 400, "invalid_arguments");
  const again = await withKey(key);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await again.json()).toEqual(first);
  await owner.query("update flow set published_version_id = $1 where id = $2", [world.flowVersion, world.flow]);
});

test("after 24 hours the key is free again", async () => {
  const key = randomUUID();
  await withKey(key);
  await age(key, "24 hours 1 second");
  const later = await withKey(key, { ...ARGUMENTS, contact_2: "+12025550146" });
  expect(later.status).toBe(202);
  expect(later.headers.has("idempotency-replayed")).toBe(false);
});

test("13.17 no key is kept as it was sent", async () => {
  const key = randomUUID();
  await withKey(key);
  const { rows } = await owner.query("select key from start_request");
  for (const row of rows) expect(row.key).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(JSON.stringify(rows)).not.toContain(key);
});

test("13.17 the same key in two flows is kept as two", async () => {
  const text = "select patchcord_key_digest($1, $2, 'k') = patchcord_key_digest($1, $3, 'k') as same";
  expect((await owner.query(text, [world.account, world.flow, randomUUID()])).rows[0].same).toBe(false);
});

test("13.17 a process of the version before, which writes keys as they were sent, meets the digest", async () => {
  const key = randomUUID();
  await withKey(key);
  const written = await owner.query(
    `insert into start_request (account_id, flow_id, key, body_hash, response, created_at)
     values ($1, $2, $3, 'x', '{}', patchcord_now()) on conflict (account_id, flow_id, key) do nothing`,
    [world.account, world.flow, key],
  );
  expect(written.rowCount).toBe(0);
});

test("13.17 a key that a version before kept as it was sent gives its answer, and one call", async () => {
  const key = randomUUID();
  const first = await (await withKey(key)).json();
  await keepAsSent(key);
  const twins = await Promise.all([withKey(key), withKey(key)]);
  for (const twin of twins) expect(await twin.json()).toEqual(first);
  await problemOf(await withKey(key, { ...ARGUMENTS, contact_2: "+12025550146" }), 422, "idempotency_key_reused");
});

test("13.17 one that was kept as it was sent is free after its hours, and then kept as its digest", async () => {
  const key = randomUUID();
  await withKey(key);
  await age(key, "24 hours 1 second");
  await keepAsSent(key);
  const [later, again] = [await withKey(key), await withKey(key)];
  expect(later.headers.has("idempotency-replayed")).toBe(false);
  expect(await again.json()).toEqual(await later.json());
  expect(again.headers.get("idempotency-replayed")).toBe("true");
});
