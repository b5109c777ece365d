import { expect, test } from "vitest";
import { testWorld } from "../support/world";
import { askStart, inChunks } from "./ask";

const world = await testWorld({ worker: false });

test("202: durable, named three times, and found at its Location", async () => {
  const response = await askStart(world);
  expect(response.status).toBe(202);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.has("idempotency-replayed")).toBe(false);
  const body = (await response.json()) as Record<string, string>;
  expect(Object.keys(body).sort()).toEqual(["flow_execution_id", "flow_version_id", "interaction_id"]);
  expect(body.flow_version_id).toBe(world.flowVersion);
  expect(response.headers.get("location")).toBe(`/api/flows/${world.flow}/interactions/${body.interaction_id}`);
  const found = await world.database.owner.query("select status from interaction where id = $1", [body.interaction_id]);
  expect(found.rows).toEqual([{ status: "running" }]);
});

test("202: a content type with parameters, in any case, and a body in chunks", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify({ contact_2: "+12025550145", contact_1: "+12025550123" }));
  const chunks = inChunks(bytes.slice(0, 7), bytes.slice(7));
  const response = await askStart(world, {
    body: chunks,
    headers: { "content-type": "Application/JSON; charset=utf-8" },
  });
  expect(response.status).toBe(202);
});

test("a flow's id may be written in capitals, as any UUID", async () => {
  const response = await askStart(world, { flow: world.flow.toUpperCase() });
  expect(response.status).toBe(202);
});
