import { beforeAll, expect, test } from "vitest";
import { publishFlows } from "../calls/publish-flows";
import { setConnections } from "../calls/resources/connections";
import { loggedLines } from "../support/logged-lines";
import { type StubResponse, type StubServer, stubServer } from "../support/stub-server";
import { type TestWorld, testWorld } from "../support/world";

/** One trace an interaction, as a collector receives it by OTLP. */
type Received = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number };
  attributes: { key: string; value: object }[];
};
const logged = loggedLines();
let away = false;
let collector: StubServer;
let shop: StubServer;
let world: TestWorld;
let flow: string;
beforeAll(async () => {
  collector = await stubServer((): StubResponse => (away ? { status: 400 } : { body: "{}" }));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  world = await testWorld({ traces: true });
  shop = await setConnections(world);
  flow = (await publishFlows(world.account, ["execute_action"])).get("execute_action")!;
});

const traceOf = (id: string) => id.replaceAll("-", "");
function spansOf(id: string): Received[] {
  const sent = collector.received.filter(({ path }) => path === "/v1/traces").map(({ body }) => JSON.parse(body));
  const spans = sent.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: never[] }) => scopeSpans),
  );
  return spans
    .flatMap(({ spans: some }: { spans: Received[] }) => some)
    .filter(({ traceId }) => traceId === traceOf(id));
}
async function begin(at: TestWorld | ReturnType<TestWorld["of"]>, args: Record<string, string>): Promise<string> {
  return ((await (await at.start(args)).json()) as { interaction_id: string }).interaction_id;
}

test("a call is one trace, from the request to the carrier and its documents", async () => {
  const id = await begin(world, { contact_1: "+12025550120", contact_2: "+12025550130" });
  expect((await world.untilOver(id)).outcome).toBe("forwarded");
  const wanted = [
    "POST /api/flows/{flow_id}/interactions",
    "write start",
    "carrier: create call",
    "POST /api/voice/*",
    "carrier: answer",
    "carrier: next",
    "carrier: forward",
    "write burst",
  ];
  await expect.poll(() => spansOf(id).map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
  const spans = spansOf(id);
  const roots = spans.filter(({ parentSpanId }) => !parentSpanId);
  expect(roots.map(({ name, spanId }) => [name, spanId])).toEqual([[wanted[0], traceOf(id).slice(16)]]);
  const known = new Set(spans.map(({ spanId }) => spanId));
  expect(known.size).toBe(spans.length);
  expect(spans.filter(({ parentSpanId }) => parentSpanId && !known.has(parentSpanId))).toEqual([]);
  expect(roots[0]?.attributes).toEqual(
    expect.arrayContaining([{ key: "http.response.status_code", value: { intValue: 202 } }]),
  );
});

test("nothing in a span names a number, an argument, an account or a secret", async () => {
  const id = await begin(world.of(flow), { contact_1: "+12025550120", order: "shipped" });
  await world.of(flow).untilOver(id);
  await expect.poll(() => spansOf(id).some(({ name }) => name === "ask http")).toBe(true);
  const told = collector.received.map(({ body }) => body).join("\n");
  for (const hidden of ["2025550", "shipped", world.account, world.accountSid, world.clientId, world.authToken])
    expect(told).not.toContain(hidden);
});

test("a service that an action asks is given the trace and the span that asks", async () => {
  const id = await begin(world.of(flow), { contact_1: "+12025550120", order: "shipped" });
  await world.of(flow).untilOver(id);
  const asks = () => spansOf(id).find(({ name }) => name === "ask http");
  await expect.poll(asks).toBeDefined();
  const asked = shop.received.filter(({ headers }) => String(headers["idempotency-key"]).startsWith(id));
  expect(asked.map(({ headers }) => headers.traceparent)).toEqual([`00-${traceOf(id)}-${asks()?.spanId}-01`]);
});

test("while the collector refuses, calls go on and the log says so", async () => {
  away = true;
  const id = await begin(world, { contact_1: "+12025550120", contact_2: "+12025550130" });
  expect((await world.untilOver(id)).outcome).toBe("forwarded");
  await expect.poll(() => logged.join("\n")).toContain("traces could not be sent");
});
