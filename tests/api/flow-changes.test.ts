import { beforeAll, expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { SCOPES } from "@/server/resources/clients/scopes";
import { routes } from "@/server/rest/routes";
import { testWorld } from "../support/world";
import { problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const ALL = Object.keys(SCOPES);

beforeAll(async () => {
  await world.database.owner.query("update oauth_client set scopes = $2 where id = $1", [world.clientId, ALL]);
});

type Sent = { body?: unknown; headers?: Record<string, string>; token?: string };
async function ask(method: string, path: string, { body, headers = {}, token }: Sent = {}): Promise<Response> {
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return fetch(world.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${token ?? (await tokenOf(world))}`, ...json, ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

type Document = { name: string; steps: Record<string, { config: Record<string, unknown> }> };
type Draft = { revision: number; published: boolean; problems: object[]; document: Document };
type Answer<T> = { status: number; etag: string | null; body: T };
async function answer<T>(response: Promise<Response>): Promise<Answer<T>> {
  const { status, headers } = await response;
  return { status, etag: headers.get("etag"), body: (await (await response).json()) as T };
}

const draftOf = (flow: string) => answer<Draft>(ask("GET", `/api/flows/${flow}/draft`));
const put = (flow: string, body: unknown, match = "*") =>
  ask("PUT", `/api/flows/${flow}/draft`, { body, headers: { "if-match": match } });
/** The seed flow joins whatever picks up with the agent. */
const OF_THE_SEED = [{ code: "may_be_machine" }];
const changed = (document: Document, name: string) => ({ ...document, description: name });

/** A copy of the demo's flow, made by the API. */
async function create(name: string): Promise<{ flow: string; document: Document }> {
  const { document } = (await draftOf(world.flow)).body;
  const made = await answer<{ flow_id: string }>(ask("POST", "/api/flows", { body: { ...document, name } }));
  expect(made).toMatchObject({
    status: 201,
    etag: '"0"',
    body: { revision: 0, published: false, problems: OF_THE_SEED },
  });
  return { flow: made.body.flow_id, document: { ...document, name } };
}

test("a flow's life by the API: made, changed, tested, published, rolled back, deleted", async () => {
  const { flow, document } = await create("By the API");
  expect(await answer(ask("POST", `/api/flows/${flow}/publish`, { body: { revision: 0 } }))).toMatchObject({
    ...{ status: 201, body: { number: 1 } },
  });
  expect((await draftOf(flow)).body).toMatchObject({ published: true, document });

  const louder = { ...document, steps: { ...document.steps } };
  const [step] = Object.keys(louder.steps).filter((id) => id !== "trigger");
  louder.steps[step!] = { ...louder.steps[step!]!, name: "Renamed by the API" } as never;
  const written = await answer<Draft>(put(flow, louder, '"0"'));
  expect(written).toMatchObject({
    status: 200,
    etag: '"1"',
    body: { revision: 1, published: false, problems: OF_THE_SEED },
  });
  expect((await draftOf(flow)).body.document).toEqual(louder);
  expect((await answer(ask("POST", `/api/flows/${flow}/tests/run`, { body: {} }))).body).toEqual({
    ...{ passed: true, tests: [] },
  });
  await answer(ask("POST", `/api/flows/${flow}/publish`, { body: { revision: 1, note: "Louder" } }));
  const rolled = await answer(ask("POST", `/api/flows/${flow}/rollback`, { body: { version: 1 } }));
  expect(rolled).toMatchObject({ status: 201, body: { number: 3 } });
  const { versions } = (await (await ask("GET", `/api/flows/${flow}/versions`)).json()) as { versions: object[] };
  expect(versions).toMatchObject([
    { number: 3, current: true, published_by: "API client" },
    { number: 2, note: "Louder" },
    { number: 1 },
  ]);
  expect((await draftOf(flow)).body.document, "the draft stays").toEqual(louder);

  await problemOf(await ask("DELETE", `/api/flows/${flow}`), 400, "invalid_request");
  expect((await ask("DELETE", `/api/flows/${flow}?name=By%20the%20API`)).status).toBe(200);
  await problemOf(await ask("GET", `/api/flows/${flow}`), 404, "flow_not_found");
});

test("what is read can be sent back, byte for byte, and changes nothing", async () => {
  const { rows } = await world.database.owner.query("select id from flow where account_id = $1", [world.account]);
  for (const { id } of rows) {
    const before = await draftOf(id);
    expect(await answer(put(id, before.body.document, before.etag!))).toMatchObject({ etag: before.etag });
    expect(JSON.stringify((await draftOf(id)).body)).toBe(JSON.stringify(before.body));
  }
});

test("of two who send a draft at once, one is refused", async () => {
  const { flow, document } = await create("Sent twice");
  const sent = await Promise.all(["one", "two"].map((name) => put(flow, changed(document, name), '"0"')));
  expect(sent.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = sent.find(({ status }) => status === 409)!;
  const { fields } = await problemOf(refused, 409, "conflict");
  expect(fields).toEqual([{ name: "If-Match", description: 'the draft is at "1"' }]);
});

test("a draft with problems is kept with what is wrong, and not published", async () => {
  const { flow, document } = await create("Unfinished");
  const { exits, ...rest } = document.steps.call_customer as { exits: object } & Document["steps"][string];
  const open = { ...document, steps: { ...document.steps, call_customer: { ...rest, exits: {} } } };
  expect(exits).not.toEqual({});
  const { body } = await answer<Draft>(put(flow, open));
  expect(body.problems).toContainEqual(
    expect.objectContaining({ severity: "error", path: "$.steps.call_customer.exits.answered" }),
  );
  const publish = ask("POST", `/api/flows/${flow}/publish`, { body: { revision: body.revision } });
  const { fields } = await problemOf(await publish, 422, "flow_has_errors");
  expect(fields.map(({ name }) => name)).toContain("$.steps.call_customer.exits.answered");
});

type Tests = { tests: { name: string; seed: string }[] };
test("tests are replaced as a whole, by whoever has seen them, and those that stay are the same tests", async () => {
  const { flow } = await create("With tests");
  const path = `/api/flows/${flow}/tests`;
  const none = await answer<Tests>(ask("GET", path));
  expect(none.body).toEqual({ tests: [] });
  const two = [{ ...TEST, name: "A" }, TEST];
  const written = await answer<Tests>(ask("PUT", path, { body: { tests: two }, headers: { "if-match": none.etag! } }));
  expect(written.body.tests.map(({ name }) => name)).toEqual(["A", "Answered"]);
  await problemOf(
    await ask("PUT", path, { body: { tests: [] }, headers: { "if-match": none.etag! } }),
    409,
    "conflict",
  );
  const ids = async () =>
    (await world.database.owner.query("select id from flow_test where flow_id = $1 order by name", [flow])).rows;
  const before = await ids();
  const changed = [written.body.tests[0], { ...written.body.tests[1], seed: "2" }];
  const again = { body: { tests: changed }, headers: { "if-match": written.etag! } };
  expect((await answer<Tests>(ask("PUT", path, again))).body.tests[1]!.seed).toBe("2");
  expect(await ids()).toEqual(before);
  expect((await answer<Tests>(ask("GET", path))).body.tests).toEqual(changed);
});

test("a check says what a document lacks in the account, and stores nothing", async () => {
  const { document } = (await draftOf(world.flow)).body;
  const flows = async () => (await world.database.owner.query("select count(*)::int as flows from flow")).rows;
  const before = await flows();
  const call = document.steps.call_customer!;
  const elsewhere = {
    ...document.steps,
    call_customer: { ...call, config: { ...call.config, from: "+442079460123" } },
  };
  const checked = await answer<Pick<Draft, "problems">>(
    ask("POST", "/api/flow-checks", { body: { ...document, steps: elsewhere } }),
  );
  expect(checked.status).toBe(200);
  expect(checked.body.problems).toContainEqual(
    expect.objectContaining({ severity: "error", path: "$.steps.call_customer.config.from" }),
  );
  expect(await flows()).toEqual(before);
});

test("a failed test keeps a flow from being published, and says where it failed", async () => {
  const { flow } = await create("Tested");
  const scenario = {
    name: "Busy is answered",
    arguments: { contact_1: "+12025550120", contact_2: "+12025550130" },
    customer: { does: "busy" },
    expect: { path: "trigger.ok call_customer.answered", outcome: "forwarded" },
  };
  await world.database.owner.query(
    "insert into flow_test (account_id, flow_id, id, name, scenario, updated_by) values ($1, $2, gen_random_uuid(), $3, $4, 'test')",
    [world.account, flow, scenario.name, JSON.stringify(scenario)],
  );
  const run = await answer(ask("POST", `/api/flows/${flow}/tests/run`, { body: {} }));
  expect(run.body).toEqual({
    passed: false,
    tests: [{ name: scenario.name, passed: false, message: expect.stringMatching(/\S/) }],
  });
  const publish = await ask("POST", `/api/flows/${flow}/publish`, { body: { revision: 0 } });
  await problemOf(publish, 422, "flow_tests_failed");
});

const trigger = { component: "api_trigger" };
const TEST = { name: "Answered", expect: { path: "trigger.ok", outcome: null } };
const MANY = Array.from({ length: 101 }, (_, nth) => ({ ...TEST, name: `Test ${nth}` }));
const ANY = { headers: { "if-match": "*" } };
test.each<[string, string, string, Sent, number, string]>([
  ["no If-Match", "PUT", "/api/flows/{flow}/draft", { body: {} }, 428, "precondition_required"],
  [
    "a weak If-Match",
    "PUT",
    "/api/flows/{flow}/draft",
    { body: {}, headers: { "if-match": 'W/"1"' } },
    400,
    "invalid_request",
  ],
  [
    "no flow",
    "PUT",
    "/api/flows/{flow}/draft",
    { body: { a: 1 }, headers: { "if-match": "*" } },
    400,
    "invalid_request",
  ],
  ["no flow", "POST", "/api/flows", { body: { steps: { trigger } } }, 400, "invalid_request"],
  ["no JSON", "POST", "/api/flows", { body: "{" }, 400, "invalid_json"],
  ["over 1 MiB", "POST", "/api/flows", { body: `{"a":"${"x".repeat(1_200_000)}"}` }, 413, "request_too_large"],
  [
    "text",
    "POST",
    "/api/flows",
    { body: "{}", headers: { "content-type": "text/plain" } },
    415,
    "unsupported_media_type",
  ],
  ["no revision", "POST", "/api/flows/{flow}/publish", { body: {} }, 400, "invalid_request"],
  ["a revision that is over", "POST", "/api/flows/{flow}/publish", { body: { revision: 7 } }, 409, "conflict"],
  [
    "an override",
    "POST",
    "/api/flows/{flow}/publish",
    { body: { revision: 0, overrideTests: "x" } },
    400,
    "invalid_request",
  ],
  ["nothing new", "POST", "/api/flows/{flow}/rollback", { body: { version: 1 } }, 409, "conflict"],
  ["no such version", "POST", "/api/flows/{flow}/rollback", { body: { version: 99 } }, 404, "version_not_found"],
  ["no such version", "POST", "/api/flows/{flow}/tests/run", { body: { version: 99 } }, 404, "version_not_found"],
  ["no If-Match", "PUT", "/api/flows/{flow}/tests", { body: { tests: [] } }, 428, "precondition_required"],
  ["no test", "PUT", "/api/flows/{flow}/tests", { body: { tests: [{}] }, ...ANY }, 400, "invalid_request"],
  [
    "two of a name",
    "PUT",
    "/api/flows/{flow}/tests",
    { body: { tests: [TEST, TEST] }, ...ANY },
    400,
    "invalid_request",
  ],
  ["over 100", "PUT", "/api/flows/{flow}/tests", { body: { tests: MANY }, ...ANY }, 400, "invalid_request"],
  ["no flow", "POST", "/api/flow-checks", { body: { steps: { trigger } } }, 400, "invalid_request"],
  ["a wrong name", "DELETE", "/api/flows/{flow}?name=x", {}, 400, "invalid_request"],
])("%s: %s %s", async (_what, method, path, sent, status, code) => {
  await problemOf(await ask(method, path.replace("{flow}", world.flow), sent), status, code);
});

test("a name that is taken makes no second flow", async () => {
  const { document } = await create("Taken");
  await problemOf(await ask("POST", "/api/flows", { body: document }), 409, "conflict");
});

test("an archived flow's draft stays", async () => {
  const { flow, document } = await create("Archived");
  await world.database.owner.query("update flow set archived_at = now() where id = $1", [flow]);
  await problemOf(await put(flow, changed(document, "later")), 409, "conflict");
});

const address = (path: string, flow: string) =>
  path
    .replace("{flow_id}", flow)
    .replace("{interaction_id}", "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55")
    .replace("{number}", "1");

const BODIES: Record<string, unknown> = {
  publishFlow: { revision: 0 },
  rollBackFlow: { version: 1 },
  runFlowTests: {},
  replaceFlowTests: { tests: [] },
  startInteraction: { contact_1: "+12025550123", contact_2: "+12025550145" },
};
test.each(
  routes
    .filter(({ path }) => path.includes("{flow_id}"))
    .map(({ method, path, operationId }) => [method, path, operationId]),
)("%s %s finds nothing of another account", async (method, path, operationId) => {
  const document = operationId === "replaceFlowDraft" ? (await draftOf(world.flow)).body.document : undefined;
  const body = document ?? BODIES[operationId!] ?? (method === "POST" ? {} : undefined);
  const response = await ask(method!, address(path!, other.flow), { body, headers: { "if-match": "*" } });
  expect(response.status).toBe(404);
});
