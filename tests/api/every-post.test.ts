import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { routes } from "@/server/rest/routes";
import { wav } from "../prompts/recordings";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";
import { clientToken } from "./client-token";

/** Every POST of the API takes an Idempotency-Key: the same request is answered the same and done once. */
const world = await testWorld({ worker: false });
const { owner } = world.database;

const token = await clientToken(world, "Shop");

type Keyed = { key: string; body?: unknown; by?: string };
function post(path: string, { key, body, by = token }: Keyed): Promise<Response> {
  const headers = { authorization: `Bearer ${by}`, "idempotency-key": key };
  const typed = (type: string) => ({ "content-type": type, ...headers });
  const bytes = body instanceof Uint8Array && { headers: typed("audio/wav"), body: body as Uint8Array<ArrayBuffer> };
  const json = { headers: typed("application/json"), body: JSON.stringify(body) };
  const sent = body === undefined ? { headers } : bytes || json;
  return fetch(`${world.baseUrl}${path}`, { method: "POST", ...sent });
}

type Row = { definition: object };
const definition = async (): Promise<object> =>
  ((await owner.query("select definition from flow_version where flow_id = $1", [world.flow])).rows as Row[])[0]!
    .definition;
const endpoint = { name: "Ours", url: "https://www.example.com/events" };
async function makeEndpoint(): Promise<string> {
  const made = await post("/api/webhooks", { key: randomUUID(), body: { ...endpoint, name: randomUUID() } });
  return ((await made.json()) as { webhook_id: string }).webhook_id;
}
async function start(): Promise<string> {
  const body = { contact_1: "+12025550120", contact_2: "+12025550130" };
  const made = await post(`/api/flows/${world.flow}/interactions`, { key: randomUUID(), body });
  return ((await made.json()) as { interaction_id: string }).interaction_id;
}
/** A flow with a draft that can be published. */
async function makeFlow(): Promise<{ flow: string; revision: number }> {
  const made = await post("/api/flows", { key: randomUUID(), body: { ...(await definition()), name: randomUUID() } });
  const { flow_id } = (await made.json()) as { flow_id: string };
  const headers = { authorization: `Bearer ${token}` };
  const draft = await fetch(`${world.baseUrl}/api/flows/${flow_id}/draft`, { headers });
  return { flow: flow_id, revision: ((await draft.json()) as { revision: number }).revision };
}
async function publish(): Promise<string> {
  const { flow, revision } = await makeFlow();
  await post(`/api/flows/${flow}/publish`, { key: randomUUID(), body: { revision } });
  return flow;
}

type Asked = { path: string; body?: object; other?: object };
/** By operation: what is sent, and with the same key another body where the route takes one. */
const ASKED: Record<string, () => Promise<Asked>> = {
  startInteraction: async () => ({
    path: `/api/flows/${world.flow}/interactions`,
    body: { contact_1: "+12025550120", contact_2: "+12025550130" },
    other: { contact_1: "+12025550121", contact_2: "+12025550130" },
  }),
  cancelInteraction: async () => ({ path: `/api/flows/${world.flow}/interactions/${await start()}/cancel` }),
  createFlow: async () => {
    const document = { ...(await definition()), name: randomUUID() };
    return { path: "/api/flows", body: document, other: { ...document, description: "Another" } };
  },
  publishFlow: async () => {
    const { flow, revision } = await makeFlow();
    return { path: `/api/flows/${flow}/publish`, body: { revision }, other: { revision, note: "Another" } };
  },
  rollBackFlow: async () => {
    const flow = await publish();
    const document = { ...(await definition()), name: randomUUID(), max_queue_seconds: 77 };
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": "*" };
    const draft = { method: "PUT", headers, body: JSON.stringify(document) };
    const put = await fetch(`${world.baseUrl}/api/flows/${flow}/draft`, draft);
    const { revision } = (await put.json()) as { revision: number };
    await post(`/api/flows/${flow}/publish`, { key: randomUUID(), body: { revision } });
    return { path: `/api/flows/${flow}/rollback`, body: { version: 1 }, other: { version: 1, note: "Another" } };
  },
  checkFlow: async () => ({ path: "/api/flow-checks", body: await definition(), other: {} }),
  runFlowTests: async () => ({ path: `/api/flows/${world.flow}/tests/run`, body: {}, other: { version: 1 } }),
  addDoNotCall: async () => ({
    path: "/api/do-not-call",
    body: { numbers: ["+12025550188"] },
    other: { numbers: ["+12025550189"] },
  }),
  createWebhook: async () => ({ path: "/api/webhooks", body: endpoint, other: { ...endpoint, name: "Another" } }),
  rotateWebhookSecret: async () => ({ path: `/api/webhooks/${await makeEndpoint()}/rotate` }),
  testWebhook: async () => ({ path: `/api/webhooks/${await makeEndpoint()}/test` }),
  sendWebhooksAgain: async () => ({
    path: `/api/webhooks/${await makeEndpoint()}/send-again`,
    body: { from: "2026-03-02T09:00:00Z", to: "2026-03-02T12:00:00Z" },
    other: { from: "2026-03-02T09:00:00Z", to: "2026-03-02T13:00:00Z" },
  }),
  createNumber: async () => {
    const body = { number: "+12025550160", name: "Support", carrier: "Sandbox" };
    return { path: "/api/numbers", body, other: { ...body, name: "Another" } };
  },
  createPrompt: async () => ({
    path: "/api/prompts?name=Welcome",
    body: wav({ seconds: 0.1 }),
    other: wav({ seconds: 0.2 }),
  }),
  requestFlowExecutionReport: async () => {
    const timespan = { from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z" };
    const body = { name: "Day", timezone: "UTC", format: "csv", timespan, filters: {} };
    return { path: "/api/reports/studio-flow-execution/jobs", body, other: { ...body, name: "Another" } };
  },
};
const POSTS = routes.filter(({ method }) => method === "POST");

test("every POST is asked here", () => {
  expect(POSTS.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ASKED).sort());
});

const audits = async () => (await owner.query("select count(*)::int as n from audit_log")).rows[0].n as number;

test.each(POSTS.map((route) => [route.operationId, route] as const))("%s", async (operation, { response }) => {
  const { path, body, other } = await ASKED[operation]!();
  const key = randomUUID();
  const first = await post(path, { key, body });
  const answered = await first.json();
  expect([first.status, first.headers.get("idempotency-replayed")], JSON.stringify(answered)).toEqual([
    response.status,
    null,
  ]);
  const done = await audits();
  const again = await post(path, { key, body });
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([response.status, "true"]);
  expect(await again.json()).toEqual(answered);
  for (const header of ["content-type", "cache-control", "location"])
    expect(again.headers.get(header)).toBe(first.headers.get(header));
  expect(again.headers.get("ratelimit")).not.toBeNull();
  expect(await audits()).toBe(done);
  if (other) await problemOf(await post(path, { key, body: other }), 422, "idempotency_key_reused");
});

const list = (numbers: string[]) => ({ path: "/api/do-not-call", body: { numbers } });
const add = (numbers: string[], keyed: { key: string; by?: string }) =>
  post(list(numbers).path, { ...keyed, body: list(numbers).body });

test("what was refused is not kept: the same key may be used again", async () => {
  const key = randomUUID();
  expect((await post("/api/do-not-call", { key, body: {} })).status).toBe(400);
  const good = await add(["+12025550190"], { key });
  expect([good.ok, good.headers.get("idempotency-replayed")]).toEqual([true, null]);
});

test("another client's key, and the same key for another address, are others", async () => {
  const key = randomUUID();
  await add(["+12025550191"], { key });
  const theirs = await add(["+12025550191"], { key, by: await clientToken(world, "Other") });
  expect(theirs.headers.get("idempotency-replayed")).toBeNull();
  const elsewhere = await post("/api/webhooks", { key, body: { ...endpoint, name: randomUUID() } });
  expect([elsewhere.status, elsewhere.headers.get("idempotency-replayed")]).toEqual([201, null]);
});

test("two at once: one is done, the other gets its answer", async () => {
  const key = randomUUID();
  const body = { ...endpoint, name: randomUUID() };
  const both = await Promise.all([post("/api/webhooks", { key, body }), post("/api/webhooks", { key, body })]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  expect(both.filter(({ headers }) => headers.get("idempotency-replayed") === "true")).toHaveLength(1);
  expect(await both[0]!.json()).toEqual(await both[1]!.json());
});

test("while the first runs, a repeat is answered 409; where its process has died, it is done a minute later", async () => {
  const key = randomUUID();
  await add(["+12025550192"], { key });
  await owner.query(
    "update api_request set status = null, answer = null where created_at = (select max(created_at) from api_request)",
  );
  await problemOf(await add(["+12025550192"], { key }), 409, "idempotency_conflict");
  await owner.query("update patchcord_clock set shift = shift + interval '61 seconds'");
  const again = await add(["+12025550192"], { key });
  expect([again.ok, again.headers.get("idempotency-replayed")]).toEqual([true, null]);
});

test("answers lie sealed, keys as digests; a day later a key is new, and the sweep has deleted what was kept", async () => {
  const key = randomUUID();
  const body = { ...endpoint, name: randomUUID() };
  const made = await post("/api/webhooks", { key, body });
  const { secret } = (await made.json()) as { secret: string };
  const { rows } = await owner.query("select key, encode(answer, 'escape') as answer, headers from api_request");
  const kept = JSON.stringify(rows);
  for (const hidden of [key, secret]) expect(kept).not.toContain(hidden);
  await owner.query("update patchcord_clock set shift = shift + interval '25 hours'");
  await problemOf(await post("/api/webhooks", { key, body }), 409, "conflict");
  const { store } = await import("@/server/storage/store");
  await store().sweep(world.account as never);
  expect((await owner.query("select from api_request")).rows).toHaveLength(0);
});
