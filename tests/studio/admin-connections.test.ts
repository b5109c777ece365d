import { describe, expect, test } from "vitest";
import { fieldsOf, twoAccounts } from "../support/accounts";
import { stubServer } from "../support/stub-server";

const { as, ours, theirs, audit, database } = await twoAccounts();
const { connections } = as(ours).admin;
const { readResolvedAction } = await import("@/server/resources/connections/data");
const { readNames } = await import("@/server/resources/names/data");
const { publishFlows } = await import("../calls/publish-flows");

const SECRET = "nobody-may-read-this";
const service = await stubServer(({ path, headers }) => ({
  status: path === "/v1/orders/0" ? 404 : 200,
  body: JSON.stringify({ path, key: headers["x-api-key"], seats: "two", long: "x".repeat(30_000) }),
}));
const good = {
  ...{ name: "Orders", baseUrl: `${service.url}/v1/`, auth: "api_key_header" as const, header: "X-API-Key" },
  ...{ user: "", tokenUrl: "", clientId: "", scope: "", sendAs: "basic" as const, secret: SECRET },
};
const action = {
  name: "Find",
  description: "One order",
  path: "/orders/{{ id }}",
  inputs: [{ name: "id", type: "integer", description: "Its number" }],
  outputs: [
    { name: "where", path: "$.path" },
    { name: "seats", type: "integer", path: "$.seats" },
  ],
};
const secretOf = async (id: string, of = "Find") =>
  (await readResolvedAction(ours.account as never, id, of))?.connection.secret;

test("a connection and its action are made, changed and removed, each with its audit row and without its secret", async () => {
  const { id } = await connections.add(good);
  const { id: find } = await connections.addAction({ connection: id, values: action });
  expect(await connections.list()).toMatchObject([
    {
      id,
      name: "Orders",
      baseUrl: `${service.url}/v1`,
      auth: "api_key_header",
      settings: { header: "X-API-Key" },
      actions: 1,
      uses: [],
    },
  ]);
  expect(await secretOf(id)).toBe(SECRET);
  await connections.edit({ ...good, id, name: "Shop", secret: "" });
  expect(await secretOf(id)).toBe(SECRET);
  await connections.editAction({ id: find, values: { ...action, name: "Look up", timeout_seconds: 9 } });
  const told = await connections.get({ id });
  expect(told).toMatchObject({
    name: "Shop",
    actions: [{ values: { name: "Look up", timeout_seconds: 9, method: "GET" } }],
  });
  await connections.removeAction({ id: find });
  await connections.remove({ id });
  const rows = (await audit(ours)).slice(0, 6);
  expect(rows.map(({ action: what, subject }) => [what, subject])).toEqual([
    ["connection.remove", "Shop"],
    ["connection.remove_action", "Shop: Look up"],
    ["connection.edit_action", "Shop: Look up"],
    ["connection.edit", "Shop"],
    ["connection.add_action", "Orders: Find"],
    ["connection.add", "Orders"],
  ]);
  expect(JSON.stringify([rows, told])).not.toContain(SECRET);
});

describe("a connection is refused, beside its field:", () => {
  test.each<[string, object, string[]]>([
    ["no name", { name: " " }, ["name"]],
    ["a name that cannot be stored", { name: "a\ud800" }, ["name"]],
    ["an address that cannot be stored", { baseUrl: "https://example.com/\u0000" }, ["baseUrl"]],
    ["no address", { baseUrl: "api.example.com" }, ["baseUrl"]],
    ["a user in the address", { baseUrl: "https://ann@example.com" }, ["baseUrl"]],
    ["a query in the address", { baseUrl: "https://example.com?x=1" }, ["baseUrl"]],
    ["another scheme", { baseUrl: "ftp://example.com" }, ["baseUrl"]],
    ["a private network", { baseUrl: "https://192.168.0.1" }, ["baseUrl"]],
    ["a mapped one", { baseUrl: "https://[::ffff:10.0.0.1]" }, ["baseUrl"]],
    ["a secret in the open", { baseUrl: "http://example.com" }, ["baseUrl"]],
    ["no secret", { secret: "" }, ["secret"]],
    ["a secret of two lines", { secret: "a\nb" }, ["secret"]],
    ["no header", { header: "" }, ["header"]],
    ["a header that is ours", { header: "Host" }, ["header"]],
    ["a header that is none", { header: "X: y" }, ["header"]],
    ["no user", { auth: "basic", user: "" }, ["user"]],
    ["a colon in the user", { auth: "basic", user: "a:b" }, ["user"]],
    ["no token endpoint", { auth: "oauth2_client_credentials", clientId: "x" }, ["tokenUrl"]],
    [
      "one in the open",
      { auth: "oauth2_client_credentials", clientId: "x", tokenUrl: "http://example.com" },
      ["tokenUrl"],
    ],
    ["no client", { auth: "oauth2_client_credentials", tokenUrl: "https://example.com/t" }, ["clientId"]],
  ])("%s", async (_what, wrong, fields) => {
    const before = (await audit(ours)).length;
    expect(Object.keys(await fieldsOf(connections.add({ ...good, ...wrong })))).toEqual(fields);
    expect((await audit(ours)).length).toBe(before);
  });
  test("a name that exists is refused, and so is an auth kind without its secret", async () => {
    const { id } = await connections.add({ ...good, auth: "none", baseUrl: "http://example.com", secret: "" });
    expect(Object.keys(await fieldsOf(connections.add(good)))).toEqual(["name"]);
    await connections.remove({ id });
  });
});

test("a secret goes only where it was entered for", async () => {
  const { id } = await connections.add(good);
  await connections.addAction({ connection: id, values: action });
  for (const moved of [
    { baseUrl: "https://evil.example" },
    { auth: "bearer" as const },
    { auth: "basic" as const, user: "ann" },
    { auth: "oauth2_client_credentials" as const, tokenUrl: "https://evil.example/token", clientId: "x" },
  ]) {
    expect(Object.keys(await fieldsOf(connections.edit({ ...good, id, secret: "", ...moved })))).toEqual(["secret"]);
    expect(await secretOf(id)).toBe(SECRET);
  }
  await connections.edit({ ...good, id, secret: "", baseUrl: `${service.url}/v2`, header: "X-Key" });
  expect(await secretOf(id)).toBe(SECRET);
  await connections.edit({ ...good, id, auth: "none", secret: "ignored" });
  expect(await secretOf(id)).toBe("");
  await connections.remove({ id });
});

describe("an action is refused, beside its field:", () => {
  test.each<[string, object, string]>([
    ["no name", { name: "" }, "name"],
    ["a name that cannot be stored", { name: "a\u0000b" }, "name"],
    ["a header that cannot be stored", { headers: [{ name: "X-A", value: "\ud800" }] }, "headers.0.value"],
    ["an input that is not there, in the path", { path: "/{{ nobody }}" }, "path"],
    ["in the query", { query: [{ name: "q", value: "{{ nobody }}" }] }, "query.0.value"],
    ["in a header", { headers: [{ name: "X-A", value: "{{ nobody }}" }] }, "headers.0.value"],
    ["in the body", { method: "POST", body: '{"x": {{ nobody }}}' }, "body"],
    ["a template that does not parse", { path: "/{% if %}" }, "path"],
    ["a query in the path", { path: "/x?y=1" }, "path"],
    ["a backslash in the path", { path: "/x\\y" }, "path"],
    ["a body that is no JSON", { method: "POST", body: "{x}" }, "body"],
    ["a body where there is none", { body: "{}" }, "body"],
    ["a header that is ours", { headers: [{ name: "Idempotency-Key", value: "x" }] }, "headers.0.name"],
    ["a secret header", { headers: [{ name: "Authorization", value: "x" }] }, "headers.0.name"],
    ["a header with a line break", { headers: [{ name: "X\r\n", value: "x" }] }, "headers.0.name"],
    ["two inputs of a name", { inputs: [{ name: "id" }, { name: "id" }] }, "inputs.1.name"],
    ["an input that Liquid cannot read", { path: "", inputs: [{ name: "a b" }] }, "inputs.0.name"],
    ["what is no JSONPath", { outputs: [{ name: "x", path: "order.status" }] }, "outputs.0.path"],
    ["a pattern in a JSONPath", { outputs: [{ name: "x", path: "$[?match(@.a, '(a+)+b')]" }] }, "outputs.0.path"],
    ["a JSONPath that looks everywhere twice", { outputs: [{ name: "x", path: "$..a..b" }] }, "outputs.0.path"],
    ["an output that is there already", { outputs: [{ name: "status", path: "$.x" }] }, "outputs.0.name"],
    ["too long a timeout", { timeout_seconds: 31 }, "timeout_seconds"],
    ["a POST sent again", { method: "POST", retries: 1 }, "retries"],
    ["too many retries", { retries: 3 }, "retries"],
    ["a key that is none", { secret: "x" }, ""],
  ])("%s", async (_what, wrong, field) => {
    const { id } = await connections.add({ ...good, name: "Refusing" });
    expect(
      Object.keys(await fieldsOf(connections.addAction({ connection: id, values: { ...action, ...wrong } }))),
    ).toEqual([field]);
    await connections.remove({ id });
  });
});

test("a test asks the real thing and shows all but the secret", async () => {
  const { id } = await connections.add({ ...good, name: "Tested" });
  const { id: find } = await connections.addAction({ connection: id, values: action });
  const tried = await connections.testAction({ id: find, inputs: { id: "7" } });
  expect(tried).toMatchObject({
    ...{ exit: "success", status: 200, code: null, ms: expect.any(Number) },
    outputs: [
      { name: "where", value: "/v1/orders/7", unfit: false },
      { name: "seats", value: null, unfit: true },
    ],
  });
  expect(tried.raw?.cut).toBe(true);
  expect(tried.raw?.text.length).toBe(20_000);
  expect(JSON.stringify(tried)).not.toContain(SECRET);
  expect(service.received.at(-1)?.headers["idempotency-key"]).toMatch(/^test\./);
  expect(await connections.testAction({ id: find, inputs: { id: "0" } })).toMatchObject({
    exit: "error",
    status: 404,
    code: "http_status",
  });
  expect(await connections.testAction({ id: find, inputs: {} })).toMatchObject({
    exit: "error",
    status: null,
    code: "invalid_input",
    raw: null,
  });
  await connections.remove({ id });
});

test("what flows use keeps its name and stays; renamed, published versions go on with it", async () => {
  const { id } = await connections.add({ ...good, name: "Shop" });
  const values = { ...action, name: "Find an order", path: "/orders/{{ order_id }}", inputs: [{ name: "order_id" }] };
  const { id: find } = await connections.addAction({ connection: id, values });
  const { id: spare } = await connections.addAction({ connection: id, values: { ...values, name: "Spare" } });
  const flow = (await publishFlows(ours.account, ["execute_action"])).get("execute_action")!;
  const use = { flowId: flow, flowName: "Execute action", published: true, draft: false };
  expect((await connections.get({ id })).actions.map(({ values: { name }, uses }) => [name, uses])).toEqual([
    ["Find an order", [use]],
    ["Spare", []],
  ]);
  await expect(connections.remove({ id })).rejects.toThrow("Flows use this connection: Execute action.");
  await expect(connections.removeAction({ id: find })).rejects.toThrow("Flows use this action: Execute action.");
  expect(await fieldsOf(connections.editAction({ id: find, values: { ...values, name: "Found" } }))).toEqual({
    name: "Flows use this action by its name: Execute action.",
  });
  await connections.editAction({ id: find, values: { ...values, retries: 2 } });
  await connections.removeAction({ id: spare });

  await connections.edit({ ...good, id, name: "Store", secret: "" });
  const { rows } = await database.owner.query("select bindings from flow_version where flow_id = $1", [flow]);
  expect(rows[0].bindings.connection).toEqual({ Shop: id });
  await expect(connections.removeAction({ id: find })).rejects.toThrow("Flows use this action");
  await expect(connections.remove({ id })).rejects.toThrow("Flows use this connection");
  expect((await readNames(ours.account as never)).connection.get("Store")).toMatchObject({
    id,
    parts: {
      "Find an order": {
        label: "One order",
        takes: [{ name: "order_id", required: true }],
        gives: [{ name: "where" }, { name: "seats", type: "integer" }],
      },
    },
  });
});

test("another account's are not there", async () => {
  const other = as(theirs).admin.connections;
  const { id } = await other.add(good);
  const { id: find } = await other.addAction({ connection: id, values: action });
  const gone = { code: "NOT_FOUND" };
  await expect(connections.get({ id })).rejects.toMatchObject(gone);
  await expect(connections.edit({ ...good, name: "Mine", id })).rejects.toMatchObject(gone);
  await expect(connections.remove({ id })).rejects.toMatchObject(gone);
  await expect(connections.addAction({ connection: id, values: action })).rejects.toMatchObject(gone);
  await expect(connections.editAction({ id: find, values: action })).rejects.toMatchObject(gone);
  await expect(connections.removeAction({ id: find })).rejects.toMatchObject(gone);
  await expect(connections.testAction({ id: find, inputs: {} })).rejects.toMatchObject(gone);
  expect(await readResolvedAction(ours.account as never, id, "Find")).toBeNull();
});
