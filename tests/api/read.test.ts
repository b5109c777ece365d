import { v7 } from "uuid";
import { expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { testWorld } from "../support/world";
import { askStart, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const { interaction_id: id } = (await (await askStart(world)).json()) as { interaction_id: string };

const read = async (flow: string, interaction: string, token?: string) =>
  fetch(`${world.baseUrl}/api/flows/${flow}/interactions/${interaction}`, {
    headers: { authorization: `Bearer ${token ?? (await tokenOf(world))}` },
  });

test("200: the interaction and its steps, in order, without values", async () => {
  const response = await read(world.flow, id);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const text = await response.text();
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(JSON.parse(text)).toEqual({
    interaction_id: id,
    flow_id: world.flow,
    waiting: null,
    flow_version_id: world.flowVersion,
    flow_version: 1,
    status: "running",
    outcome: null,
    call_result: null,
    started_at: moment,
    finished_at: null,
    steps: [
      { step: "trigger", component: "api_request", exit: "ok", entered_at: moment, left_at: moment },
      { step: "call_customer", component: "make_outbound_call", exit: null, entered_at: moment, left_at: null },
    ],
  });
  expect(text).not.toContain("+1202");
});

test.each([
  ["an unknown interaction", () => read(world.flow, v7())],
  ["no UUID", () => read(world.flow, "x")],
  ["another flow of the account", () => read(v7(), id)],
  ["another account's flow", () => read(other.flow, id)],
])("404: %s", async (_what, ask) => {
  await problemOf(await ask(), 404, "interaction_not_found");
});

test("401 and 403", async () => {
  await problemOf(await read(world.flow, id, "x"), 401, "unauthorized");
  await problemOf(await read(world.flow, id, await world.token("flows-interactions:start")), 403, "insufficient_scope");
});

test("an error's message is told, but not where a variable of the flow is sensitive", async () => {
  const { owner } = world.database;
  const fault = {
    event: "step_left",
    visit: 2,
    exit: "error",
    at: "2026-01-01T00:00:00.000Z",
    error: { code: "not_permitted", message: "+12025550123 is premium" },
  };
  await owner.query(
    `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
     values ($1, $2, 99, now(), 'test', '{}', $3, 'test')`,
    [world.account, id, JSON.stringify([fault])],
  );
  const error = async () =>
    ((await (await read(world.flow, id)).json()) as { steps: { error?: object }[] }).steps[1]?.error;
  expect(await error()).toEqual(fault.error);
  await owner.query("alter table flow_version disable trigger published_stays");
  await owner.query(
    `update flow_version set definition = jsonb_set(definition, '{variables,contact_1,sensitive}', 'true') where id = $1`,
    [world.flowVersion],
  );
  expect(await error()).toEqual({ code: "not_permitted" });
});
