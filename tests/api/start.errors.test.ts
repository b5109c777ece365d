import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { testWorld } from "../support/world";
import { ARGUMENTS, type Ask, askStart, inChunks, problemOf } from "./ask";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const readOnly = await world.token("flows-interactions:read");
const unpublished = v7();
await world.database.owner.query("insert into flow (account_id, id, name) values ($1, $2, 'Nobody published me')", [
  world.account,
  unpublished,
]);

const json = (value: unknown) => JSON.stringify(value);
const rows: [what: string, status: number, code: string, ask: Ask, fields?: string[]][] = [
  ["no JSON", 400, "invalid_json", { body: "{" }],
  ["an empty body", 400, "invalid_json", { body: "" }],
  ["an array", 400, "invalid_json", { body: "[]" }],
  ["null", 400, "invalid_json", { body: "null" }],
  ["lists in lists", 400, "invalid_json", { body: `{"contact_1":${"[".repeat(6000)}${"]".repeat(6000)}}` }],
  ["a string", 400, "invalid_json", { body: '"x"' }],
  ["no UTF-8", 400, "invalid_json", { body: new Uint8Array([123, 255, 125]) }],
  [
    "a key twice",
    400,
    "invalid_json",
    { body: '{"contact_1":"a","contact_\\u0031":"b","contact_2":"c"}' },
    ["contact_1"],
  ],
  ["missing arguments", 400, "invalid_arguments", { body: "{}" }, ["contact_1", "contact_2"]],
  ["an unknown argument", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, x: "1" }) }, ["x"]],
  [
    "a prototype's name",
    400,
    "invalid_arguments",
    { body: '{"contact_1":"a","contact_2":"b","__proto__":"c"}' },
    ["__proto__"],
  ],
  ["a method's name", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, toString: "1" }) }, ["toString"]],
  ["a number", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, contact_1: 1 }) }, ["contact_1"]],
  ["null for a string", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, contact_2: null }) }, ["contact_2"]],
  ["an object", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, contact_1: { a: [] } }) }, ["contact_1"]],
  ["NUL", 400, "invalid_arguments", { body: json({ ...ARGUMENTS, contact_1: "a\0" }) }, ["contact_1"]],
  ["half a character", 400, "invalid_arguments", { body: '{"contact_1":"\\ud800","contact_2":"b"}' }, ["contact_1"]],
  ["several at once", 400, "invalid_arguments", { body: '{"contact_1":1,"y":"2"}' }, ["contact_2", "contact_1", "y"]],
  [
    "a long Idempotency-Key",
    400,
    "invalid_arguments",
    { headers: { "idempotency-key": "k".repeat(256) } },
    ["Idempotency-Key"],
  ],
  ["an empty Idempotency-Key", 400, "invalid_arguments", { headers: { "idempotency-key": "" } }, ["Idempotency-Key"]],
  ["no token", 401, "unauthorized", { token: null }],
  ["a bad token", 401, "unauthorized", { token: "nonsense" }],
  ["another scope", 403, "insufficient_scope", { token: readOnly }],
  ["an unknown flow", 404, "flow_not_found", { flow: v7() }],
  ["no UUID", 404, "flow_not_found", { flow: "flow" }],
  ["another account's flow", 404, "flow_not_found", { flow: other.flow }],
  ["an unpublished flow", 404, "flow_not_published", { flow: unpublished }],
  ["a large body", 413, "request_too_large", { body: json({ ...ARGUMENTS, contact_1: "x".repeat(64 * 1024) }) }],
  ["a large body in chunks", 413, "request_too_large", { body: inChunks(...Array(80).fill(new Uint8Array(1024))) }],
  [
    "no media type",
    415,
    "unsupported_media_type",
    { body: new Uint8Array([123, 125]), headers: { "content-type": undefined } },
  ],
  ["a form", 415, "unsupported_media_type", { headers: { "content-type": "application/x-www-form-urlencoded" } }],
  ["a compressed body", 415, "unsupported_media_type", { headers: { "content-encoding": "gzip" } }],
];

describe("POST /api/flows/{flow_id}/interactions", () => {
  test.each(rows)("%s → %i %s", async (_what, status, code, ask, fields) => {
    const body = await problemOf(await askStart(world, ask), status, code);
    if (fields) expect(body.fields.map((field) => field.name)).toEqual(fields);
  });

  test("64 KiB to the byte are not too large", async () => {
    const frame = json({ ...ARGUMENTS, contact_1: "" }).length;
    const body = json({ ...ARGUMENTS, contact_1: "x".repeat(64 * 1024 - frame) });
    expect(body.length).toBe(64 * 1024);
    expect((await askStart(world, { body })).status).toBe(202);
    await problemOf(await askStart(world, { body: `${body} ` }), 413, "request_too_large");
  });

  test("another account's flow and no flow at all cannot be told apart", async () => {
    const [theirs, nobodys] = await Promise.all([
      askStart(world, { flow: other.flow }).then((response) => response.json()),
      askStart(world, { flow: v7() }).then((response) => response.json()),
    ]);
    expect(theirs).toEqual(nobodys);
  });

  test("401 and 403 have the WWW-Authenticate header of RFC 6750", async () => {
    const challenge = async (ask: Ask) => (await askStart(world, ask)).headers.get("www-authenticate");
    expect(await challenge({ token: null })).toBe('Bearer realm="patchcord"');
    expect(await challenge({ token: null, headers: { authorization: "Basic eDp5" } })).toBe('Bearer realm="patchcord"');
    expect(await challenge({ token: "x" })).toBe('Bearer realm="patchcord", error="invalid_token"');
    expect(await challenge({ token: readOnly })).toBe(
      'Bearer realm="patchcord", error="insufficient_scope", scope="flows-interactions:start"',
    );
  });

  test("refused requests leave no row in the database", async () => {
    const { rows: left } = await world.database.owner.query(
      "select count(*)::int as n from interaction where account_id = $1 and state -> 'variables' ->> 'contact_1' not like 'x%'",
      [world.account],
    );
    expect(left).toEqual([{ n: 0 }]);
  });
});
