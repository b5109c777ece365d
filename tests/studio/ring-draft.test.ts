import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { type TestWorld, testWorld } from "../support/world";
import { type Caller, callers, refusal } from "./studio-world";

/** Drafts on trial beside real calls: real HTTP, the sandbox carrier, a clock that the test drives. */
let world: TestWorld;
let studio: Caller;
let ring: (flow?: string) => Promise<string>;
beforeAll(async () => {
  world = await testWorld();
  const { appRouter } = await import("@/server/trpc/router");
  const { freezeTrial } = await import("@/server/flows/trial/mutations");
  const { startFromStudio } = await import("@/server/trpc/kit/start-from-studio");
  studio = callers(appRouter)("admin", world.account);
  const account = world.account as AccountId;
  const by = { account, user: { id: v7(), email: "builder@example.com", name: "Builder" } };
  ring = async (flow = world.flow) => startFromStudio(account, flow, ARGUMENTS, await freezeTrial(by, flow));
});

const ARGUMENTS = { contact_1: "+12025550120", contact_2: "+12025550130" };
const trials = async (flow = world.flow) =>
  (
    await world.database.owner.query(
      "select number, note, bindings from flow_version where flow_id = $1 and status = 'trial' order by id",
      [flow],
    )
  ).rows;
let base = 0;
const edit = async (...changes: Parameters<Caller["flows"]["edit"]>[0]["edits"][number]["changes"]) => {
  const edits = [{ id: v7(), label: "Change", changes, kind: "edit" as const, of: null }];
  expect(await studio.flows.edit({ id: world.flow, base, edits })).toMatchObject({ ok: true });
  base += 1;
};
const skipAgent = { path: ["steps", "announce", "exits", "ok"], before: "call_agent", after: "end" };

test("a draft is rung as it is edited, while callers reach what is published", async () => {
  await edit(skipAgent);
  const rung = await ring();
  const asked = ((await (await world.start(ARGUMENTS)).json()) as { interaction_id: string }).interaction_id;
  expect(await world.untilOver(rung)).toMatchObject({ path: "trigger.ok call_customer.answered announce.ok end." });
  expect(await world.untilOver(asked)).toMatchObject({ outcome: "forwarded" });
  const { lines } = await studio.interactions.list({ filters: {} });
  expect(
    lines
      .filter(({ id }) => id === rung || id === asked)
      .map(({ flowVersion }) => flowVersion)
      .sort(),
  ).toEqual([0, 1]);
  expect(await studio.flows.draft({ id: world.flow })).toMatchObject({
    publishedVersion: { number: 1 },
    draftEdits: true,
  });
});

test("the same draft is frozen once, another anew, and none is a version that one could restore or publish", async () => {
  const before = await trials();
  await ring();
  expect(await trials()).toEqual(before);
  await edit({ path: ["language"], before: "en-US", after: "en-GB" });
  await ring();
  const bindings = { number: { [world.number]: world.number } };
  expect(await trials()).toEqual([...before, { number: 0, note: "Draft at revision 2", bindings }]);
  expect((await studio.flows.versions({ id: world.flow })).map(({ number }) => number)).toEqual([1]);
  const { rows } = await world.database.owner.query("select id from flow_version where status = 'trial' limit 1");
  for (const call of [studio.flows.version, studio.flows.restore, studio.flows.publishAgainPreview])
    expect(await refusal(call({ id: world.flow, version: rows[0].id }))).toMatchObject({ code: "not_found" });
});

test("a flow that was never published can be rung; what has errors or is archived cannot", async () => {
  const { id } = await studio.flows.create({ name: `Flow ${v7()}`, template: "report_a_problem" });
  const { rows } = await world.database.owner.query("select flow_id from interaction where id = $1", [await ring(id)]);
  expect(rows).toEqual([{ flow_id: id }]);
  const { id: empty } = await studio.flows.create({ name: `Flow ${v7()}`, template: "empty" });
  await expect(ring(empty)).rejects.toMatchObject({ code: "flow_has_errors" });
  await studio.flows.archive({ id });
  await expect(ring(id)).rejects.toMatchObject({ code: "conflict" });
});

test("a version that is neither published nor on trial starts nothing", async () => {
  const { startFromStudio } = await import("@/server/trpc/kit/start-from-studio");
  await studio.flows.publish({ id: world.flow, revision: base });
  const [, first] = await studio.flows.versions({ id: world.flow });
  const start = startFromStudio(world.account as AccountId, world.flow, ARGUMENTS, { id: first?.id ?? "", number: 1 });
  await expect(start).rejects.toMatchObject({ code: "unavailable" });
});

test("what rings is listed for the account only, and calls lead to their interaction", async () => {
  const interaction = await ring();
  await world.untilOver(interaction);
  const { rows } = await world.database.owner.query("select call_id from dial_attempt where interaction_id = $1", [
    interaction,
  ]);
  const calls = rows.map(({ call_id }) => call_id as string);
  expect(calls).toHaveLength(1);
  expect(await studio.phone.calls({ calls: [...calls, "CA_nobody"] })).toMatchObject([{ call: calls[0], interaction }]);
  const { appRouter } = await import("@/server/trpc/router");
  const stranger = callers(appRouter)("admin", v7());
  expect(await stranger.phone.calls({ calls })).toEqual([]);
  expect(await refusal(stranger.phone.flow({ id: world.flow, draft: true }))).toMatchObject({ code: "flow_not_found" });
  expect(await studio.phone.flow({ id: world.flow, draft: false })).toMatchObject({
    ...{ draft: false, numbers: [world.number] },
    arguments: [{ name: "contact_1" }, { name: "contact_2" }],
  });
});

test("a flow that names a real carrier's number is not rung", async () => {
  const { requireSandboxNumbers } = await import("@/server/resources/test-phones/sandbox");
  const { forgetAccount } = await import("@/server/storage/account-facts");
  const account = world.account as AccountId;
  await expect(requireSandboxNumbers(account, [world.number, "+12025550199"])).resolves.toBeUndefined();
  await world.database.owner.query("update carrier set kind = 'twilio' where id = $1", [world.carrier]);
  forgetAccount(account);
  await expect(requireSandboxNumbers(account, [world.number])).rejects.toMatchObject({ code: "conflict" });
});

test("the sweep takes a trial away with the last of its interactions", async () => {
  await world.clock.advance(60);
  const sweep = () =>
    world.database.owner.query("select patchcord_sweep($1, 1000, interval '1 hour')", [world.account]);
  await sweep();
  expect((await trials()).length).toBeGreaterThan(0);
  const days = await world.database.owner.query("select retention_days as days from account where id = $1", [
    world.account,
  ]);
  await world.database.owner.query("update patchcord_clock set shift = shift + make_interval(days => $1)", [
    days.rows[0].days + 9,
  ]);
  await sweep();
  expect(await trials()).toEqual([]);
});
