import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { type TestWorld, testWorld } from "../support/world";
import { type Caller, callers, refusal } from "./studio-world";

/** The studio beside calls that are under way: real HTTP, the sandbox carrier, a clock that the test drives. */
let world: TestWorld;
let flows: Caller["flows"];
beforeAll(async () => {
  world = await testWorld();
  const { appRouter } = await import("@/server/trpc/router");
  ({ flows } = callers(appRouter)("admin", world.account));
});

const ARGUMENTS = { contact_1: "+12025550120", contact_2: "+12025550130" };
const SEED_PATH = "trigger.ok call_customer.answered announce.ok call_agent.ok";

async function start() {
  const response = await world.start(ARGUMENTS);
  expect(response.status).toBe(202);
  return (await response.json()) as { interaction_id: string; flow_version_id: string };
}

/** Takes the agent out of the flow: after the announcement it ends. */
const withoutAgent = (base: number) => ({
  ...{ id: world.flow, base },
  edits: [
    {
      ...{ id: v7(), label: "No agent", kind: "edit" as const, of: null },
      changes: [
        { path: ["steps", "announce", "exits", "ok"], before: "call_agent", after: "end" },
        { path: ["steps", "call_agent"], before: stepToRemove },
      ],
    },
  ],
});
const stepToRemove = {
  component: "forward_to_external_number",
  name: "Call agent via external number",
  config: { caller_id: "touchpoint", to: { variable: "contact_2" }, ring_seconds: 30 },
  exits: { no_answer: "end", invalid_number: "end" },
  on_error: { do: "default" },
};

test("a call under way finishes on its own version; the next start takes the one just published", async () => {
  const first = await start();
  await world.clock.next(1);
  expect((await world.read(first.interaction_id)).status).toBe("running");

  expect(await flows.edit(withoutAgent(0))).toMatchObject({ ok: true });
  const whileEditing = await start();
  expect(whileEditing.flow_version_id).toBe(first.flow_version_id);
  expect(await flows.publish({ id: world.flow, revision: 1 })).toEqual({ number: 2 });

  const second = await start();
  expect(second.flow_version_id).not.toBe(first.flow_version_id);
  expect(await world.untilOver(first.interaction_id)).toMatchObject({ outcome: "forwarded", path: SEED_PATH });
  expect(await world.untilOver(whileEditing.interaction_id)).toMatchObject({ outcome: "forwarded", path: SEED_PATH });
  expect(await world.untilOver(second.interaction_id)).toMatchObject({
    path: "trigger.ok call_customer.answered announce.ok end.",
  });
});

test("try it starts a real interaction on the published version", async () => {
  const { interaction } = await flows.tryIt({ id: world.flow, arguments: ARGUMENTS });
  expect((await world.untilOver(interaction)).status).toBe("completed");
  expect(await refusal(flows.tryIt({ id: world.flow, arguments: {} }))).toMatchObject({
    ...{ code: "invalid_arguments", fields: ["contact_1", "contact_2"] },
  });
  const { rows } = await world.database.owner.query("select after from audit_log where action = 'flow.try'");
  expect(rows).toEqual([{ after: { flow: world.flow, interaction } }]);
  const { id } = await flows.create({ name: "Never published", template: "empty" });
  expect(await refusal(flows.tryIt({ id, arguments: {} }))).toMatchObject({ code: "flow_not_published" });
  expect(await flows.checklist()).toEqual({
    ...{ carrier: true, number: true, published: true, client: true, called: true },
    phones: false,
  });
});

describe("an archived flow", () => {
  test("starts nothing, lets what runs run, and starts again when it is back", async () => {
    const running = await start();
    await flows.archive({ id: world.flow });
    const refused = await world.start(ARGUMENTS);
    expect([refused.status, (await refused.json()).code]).toEqual([404, "flow_not_published"]);
    expect((await world.untilOver(running.interaction_id)).status).toBe("completed");
    await flows.unarchive({ id: world.flow });
    await world.untilOver((await start()).interaction_id);
  });
});

describe("a deleted flow", () => {
  test("is not there for the API, but what ran on it can be read", async () => {
    const running = await start();
    const name = (await flows.draft({ id: world.flow })).flow.name;
    expect(await refusal(flows.remove({ id: world.flow, name }))).toMatchObject({ code: "conflict" });
    await world.untilOver(running.interaction_id);
    await flows.remove({ id: world.flow, name });
    const refused = await world.start(ARGUMENTS);
    expect([refused.status, (await refused.json()).code]).toEqual([404, "flow_not_found"]);
    expect((await world.read(running.interaction_id)).status).toBe("completed");
  });
});
