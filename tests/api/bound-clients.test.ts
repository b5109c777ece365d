import { describe, expect, test } from "vitest";
import { createClient, editClient } from "@/server/resources/clients/mutations";
import type { ClientInput } from "@/server/resources/clients/schema";
import { publishFlow } from "../support/publish-flow";
import { seedFlow } from "../support/seed-flow";
import { sessionAs } from "../support/session";
import { stoppedClock } from "../support/stopped-clock";
import { testWorld } from "../support/world";

/** A client that is bound to flows, to addresses or to an end does nothing beyond them. One proxy of ours stands before the server. */
process.env.TRUSTED_PROXY_HOPS = "1";
const world = await testWorld({ worker: false });
const { pass } = stoppedClock();
const admin = sessionAs(world);
const other = await publishFlow(world.account, seedFlow({ name: "Not theirs" }));
const SCOPES = ["flows-interactions:start", "flows-interactions:read", "flows:read", "reports:read", "privacy:write"];
const HOME = "192.0.2.7";

async function client(bounds: Partial<ClientInput>) {
  const input = { name: "Shop", scopes: SCOPES, ...bounds };
  const { clientId, clientSecret } = await createClient(admin, input, null);
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const askToken = (from = HOME) =>
    fetch(`${world.baseUrl}/api/oauth/token`, {
      method: "POST",
      headers: { authorization, "x-forwarded-for": from },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
  const { access_token } = (await (await askToken()).json()) as { access_token: string };
  const ask = async (method: string, path: string, { from = HOME, body }: { from?: string; body?: object } = {}) => {
    const headers = { authorization: `Bearer ${access_token}`, "x-forwarded-for": from };
    const sent = body
      ? { body: JSON.stringify(body), headers: { ...headers, "content-type": "application/json" } }
      : { headers };
    const response = await fetch(`${world.baseUrl}${path}`, { method, ...sent });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, code: answer.code, answer };
  };
  return { clientId, askToken, ask };
}

const ARGUMENTS = { contact_1: "+12025550120", contact_2: "+12025550130" };
const PERIOD = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
const startOf = (flow: string) => `/api/flows/${flow}/interactions`;

const ofFlow = await client({ flows: [world.flow] });
const ofAddresses = await client({ addresses: [HOME, "2001:db8:1::/48"] });

describe("bound to a flow", () => {
  const { ask } = ofFlow;

  test("it starts that flow and reads it, and no other is there for it", async () => {
    expect((await ask("POST", startOf(world.flow), { body: ARGUMENTS })).status).toBe(202);
    expect((await ask("GET", `/api/flows/${world.flow.toUpperCase()}`)).status).toBe(200);
    const { flows } = (await ask("GET", "/api/flows")).answer as { flows: { flow_id: string }[] };
    expect(flows.map(({ flow_id }) => flow_id)).toEqual([world.flow]);
    expect((await ask("GET", `/api/interactions?flow=${world.flow}`)).status).toBe(200);
    expect((await ask("GET", `/api/reports/summary?${PERIOD}&flow=${world.flow}`)).status).toBe(200);
  });

  test.each<[method: string, path: string, code: string, status: number, body?: object]>([
    ["POST", startOf(other), "flow_not_found", 404, ARGUMENTS],
    ["GET", `/api/flows/${other}`, "flow_not_found", 404],
    ["GET", `/api/flows/${other}/versions`, "flow_not_found", 404],
    ["GET", `/api/interactions?flow=${other}`, "interaction_not_found", 404],
    ["GET", "/api/interactions", "client_not_allowed", 403],
    ["GET", `/api/reports/summary?${PERIOD}`, "client_not_allowed", 403],
    ["POST", "/api/do-not-call", "client_not_allowed", 403, { numbers: ["+12025550120"] }],
  ])("%s %s: %s", async (method, path, code, status, body) => {
    const answer = await ask(method, path, body ? { body } : {});
    expect([answer.status, answer.code]).toEqual([status, code]);
  });
});

describe("bound to addresses", () => {
  const { ask, askToken } = ofAddresses;

  test.each([
    [HOME, 200],
    ["::ffff:192.0.2.7", 200],
    ["2001:db8:1:2::9", 200],
    ["192.0.2.8", 403],
    ["2001:db8:2::9", 403],
    ["nonsense", 403],
  ])("from %s: %s", async (from, status) => {
    expect((await ask("GET", "/api/flows", { from })).status).toBe(status);
    expect((await askToken(from)).status).toBe(status === 200 ? 200 : 400);
  });

  test("what it is bound to can be changed, and holds within five seconds", async () => {
    const { clientId, ask } = await client({ addresses: [HOME] });
    expect((await ask("GET", "/api/flows")).status).toBe(200);
    await editClient(admin, clientId, { name: "Shop", scopes: SCOPES, addresses: ["198.51.100.0/24"] });
    pass(4500);
    expect(await ask("GET", "/api/flows")).toMatchObject({ status: 403, code: "client_not_allowed" });
    expect((await ask("GET", "/api/flows", { from: "198.51.100.9" })).status).toBe(200);
  });
});

test("bound to an end, it does nothing from then on", async () => {
  const { clientId, ask, askToken } = await client({ endsAt: new Date(Date.now() + 3_600_000) });
  expect((await ask("GET", "/api/flows")).status).toBe(200);
  await world.database.owner.query("update oauth_client set ends_at = patchcord_now() where id = $1", [clientId]);
  pass(4500);
  expect(await ask("GET", "/api/flows")).toMatchObject({ status: 401, code: "unauthorized" });
  expect((await askToken()).status).toBe(401);
  await editClient(admin, clientId, { name: "Shop", scopes: SCOPES });
  expect((await askToken()).status).toBe(200);
});
