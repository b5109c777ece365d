import { expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { auditOf } from "../support/accounts";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";
import { clientToken } from "./client-token";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const audit = auditOf(world.database);
const token = await clientToken(world, "Operations", ["numbers:read", "numbers:write"]);

type Sent = { body?: unknown; headers?: Record<string, string> };
function ask(method: string, path = "", { body, headers = {} }: Sent = {}): Promise<Response> {
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return fetch(`${world.baseUrl}/api/numbers${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...json, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const INPUT = { number: "+1 (202) 555-0150", name: "Support", carrier: "Sandbox" };
const SHOWN = { ...INPUT, number: "+12025550150", voice_enabled: true };
const CHANGE = { name: "Help line", carrier: "Sandbox", voice_enabled: false };
const ANY = { "if-match": "*" };

test("a number's life by the API, each change with its audit row", async () => {
  const made = await ask("POST", "", { body: INPUT });
  expect([made.status, await made.json(), made.headers.get("location")]).toEqual([
    ...[201, SHOWN, "/api/numbers/+12025550150"],
  ]);
  const read = await ask("GET", "/%2B12025550150");
  const etag = read.headers.get("etag") as string;
  expect([await read.json(), etag]).toEqual([SHOWN, made.headers.get("etag")]);

  const changed = await ask("PUT", "/+12025550150", { body: CHANGE, headers: { "if-match": etag } });
  expect([changed.status, await changed.json()]).toEqual([200, { ...CHANGE, number: SHOWN.number }]);
  const late = await ask("PUT", "/+12025550150", { body: CHANGE, headers: { "if-match": etag } });
  const { fields } = await problemOf(late, 409, "conflict");
  expect(fields).toEqual([{ name: "If-Match", description: `is ${changed.headers.get("etag")} now` }]);

  expect(await (await ask("DELETE", "/+12025550150")).json()).toEqual({ number: SHOWN.number });
  await problemOf(await ask("GET", "/+12025550150"), 404, "not_found");
  const done = (await audit(world)).slice(0, 3).map(({ action, subject, actor_name }) => [action, subject, actor_name]);
  expect(done).toEqual(["remove", "edit", "add"].map((verb) => [`number.${verb}`, SHOWN.number, "API client"]));
});

test("of two who change what they have read, one is told", async () => {
  await ask("POST", "", { body: { ...INPUT, number: "+12025550151" } });
  const etag = (await ask("GET", "/+12025550151")).headers.get("etag") as string;
  const both = ["One", "Two"].map((name) =>
    ask("PUT", "/+12025550151", { body: { ...CHANGE, name }, headers: { "if-match": etag } }),
  );
  expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("a list, page by page, without another account's", async () => {
  const found: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await ask("GET", `?limit=1${cursor && `&cursor=${cursor}`}`);
    const { numbers, next_cursor } = (await page.json()) as {
      numbers: { number: string }[];
      next_cursor: string | null;
    };
    found.push(...numbers.map(({ number }) => number));
    cursor = next_cursor;
  }
  const { rows } = await world.database.owner.query("select e164 from number where account_id = $1 order by e164", [
    world.account,
  ]);
  expect(found).toEqual(rows.map(({ e164 }) => e164));
  expect(found.length).toBeGreaterThan(1);
});

test.each<[string, object, string]>([
  ["no number", { number: "call me" }, "number"],
  ["an extension", { number: "+12025550152 ext. 7" }, "number"],
  ["a number that is no text", { number: 12025550152 }, "number"],
  ["no name", { name: " " }, "name"],
  ["a name that cannot be stored", { name: "a\0b" }, "name"],
  ["no such carrier", { carrier: "Nobody" }, "carrier"],
  ["no truth", { voice_enabled: "yes" }, "voice_enabled"],
])("400 for %s names the field", async (_what, wrong, field) => {
  const before = (await audit(world)).length;
  const refused = await ask("POST", "", { body: { ...INPUT, number: "+12025550152", ...wrong } });
  const { fields } = await problemOf(refused, 400, "invalid_request");
  expect(fields.map(({ name }) => name)).toEqual([field]);
  expect((await audit(world)).length).toBe(before);
});

test("what does not fit is refused by its status", async () => {
  const { fields } = await problemOf(
    await ask("POST", "", { body: { ...INPUT, number: world.number } }),
    409,
    "conflict",
  );
  expect(fields.map(({ name }) => name)).toEqual(["number"]);
  const used = await problemOf(await ask("DELETE", `/${world.number}`), 409, "conflict");
  expect(used.message).toBe("Flows use this number: Report a problem.");
  await problemOf(await ask("POST", "", { body: { ...INPUT, colour: "red" } }), 400, "invalid_request");
  await problemOf(await ask("GET", "?cursor=%2B1"), 400, "invalid_request");
  await problemOf(await ask("POST", "", { body: [] }), 400, "invalid_json");
  await problemOf(await ask("POST"), 415, "unsupported_media_type");
  await problemOf(await ask("PUT", `/${world.number}`, { body: CHANGE }), 428, "precondition_required");
  const odd = await ask("PUT", `/${world.number}`, { body: CHANGE, headers: { "if-match": '"x"' } });
  await problemOf(odd, 400, "invalid_request");
  await problemOf(await ask("POST", "", { body: { ...INPUT, name: "x".repeat(70_000) } }), 413, "request_too_large");
});

test("another account's number is not there", async () => {
  await world.database.owner.query("update number set e164 = '+12025550177' where account_id = $1", [other.account]);
  for (const path of ["/+12025550177", "/nothing", "/%2B"]) {
    await problemOf(await ask("GET", path), 404, "not_found");
    await problemOf(await ask("PUT", path, { body: CHANGE, headers: ANY }), 404, "not_found");
    await problemOf(await ask("DELETE", path), 404, "not_found");
  }
});
