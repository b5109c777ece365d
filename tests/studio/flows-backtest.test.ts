import { beforeAll, describe, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { recordCalls } from "../support/recorded-calls";
import { made } from "./draft-edits";
import { refusal, type StudioWorld, studioWorld } from "./studio-world";

/** Six of ten are joined; one of ten each is busy, finds nobody there, hangs up in the message, and finds no agent. */
const CALLS = 450;
const A_TENTH = CALLS / 10;
const SCOPE = { period: "30d", zone: "UTC" } as const;

let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
  const { account, flow, flowVersion: version, clientId: client, carrier } = world.ours;
  await recordCalls(world.database.owner, { account, flow, version, client, carrier }, CALLS, 7);
  const { projectNext } = await import("@/server/reports/projection/mutations");
  while (await projectNext([account as AccountId], 1000, true));
});

const builder = () => world.as("builder").flows.backtests;

/** Makes the draft the published flow with these changes, by path. */
async function editDraft(changes: Record<string, unknown>): Promise<void> {
  const { flows } = world.as("builder");
  const id = world.ours.flow;
  if ((await flows.draft({ id })).draftEdits) await flows.discard({ id });
  const { revision, document } = await flows.draft({ id });
  const edits = Object.entries(changes).map(([at, after]) => {
    const path = at.split(".");
    const before = path.reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], document);
    return { path, before, after } as Parameters<typeof made>[0][number];
  });
  if (edits.length > 0) await flows.edit({ id, base: revision, edits: [made(edits)] });
}

/** Tries the draft with these changes, by path, in place of the published flow, and gives what the job has found. */
async function tried(changes: Record<string, unknown>) {
  await editDraft(changes);
  const { id } = await builder().start({ id: world.ours.flow, scope: SCOPE });
  const { runBacktest } = await import("@/server/reports/backtests/mutations");
  await runBacktest(world.ours.account as AccountId, id);
  return builder().get({ backtest: id });
}

const counts = ({ same, other, unknown }: Awaited<ReturnType<typeof tried>>) => ({ same, other, unknown });

describe("a draft tried on the calls of its flow", () => {
  test("goes the same way where nothing is changed", async () => {
    const found = await tried({});
    expect(found).toMatchObject({ state: "done", total: CALLS, groups: [] });
    expect(counts(found)).toEqual({ same: CALLS, other: 0, unknown: 0 });
  });

  test("finds the calls that a rewired exit leads another way, and shows both ways", async () => {
    const found = await tried({ "steps.call_customer.exits.busy": "announce" });
    expect(counts(found)).toEqual({ same: CALLS - A_TENTH, other: A_TENTH, unknown: 0 });
    const [group] = found.groups;
    expect(group).toMatchObject({
      ...{ kind: "other", number: A_TENTH },
      message: "After “Call the customer” (Busy) comes “Announce agent joining call”, no longer “End flow”.",
    });
    const { rows, more } = await builder().calls({ backtest: found.id, nth: group!.nth, before: null });
    expect([rows.length, more]).toEqual([A_TENTH, false]);
    const { recorded, drafted, stopped } = await builder().compare({ backtest: found.id, interaction: rows[0]!.id });
    expect(recorded.visits.map(({ step }) => step)).toEqual(["trigger", "call_customer", "end"]);
    expect(drafted.visits.slice(0, 3).map(({ step }) => step)).toEqual(["trigger", "call_customer", "announce"]);
    expect(stopped, "nobody was asked what an agent would have said").toBe(
      "it asks something that was not asked in the call",
    );
  });

  test("cannot say what longer ringing brings, only of those who let it ring out", async () => {
    const found = await tried({ "steps.call_customer.config.ring_seconds": 30 });
    expect(counts(found)).toEqual({ same: CALLS - A_TENTH, other: 0, unknown: A_TENTH });
  });

  test("stops when it is told to, and keeps what it has found", async () => {
    await editDraft({ "steps.call_customer.exits.busy": "announce" });
    const { id } = await builder().start({ id: world.ours.flow, scope: SCOPE });
    await builder().stop({ backtest: id });
    const { runBacktest } = await import("@/server/reports/backtests/mutations");
    await runBacktest(world.ours.account as AccountId, id);
    expect(await builder().get({ backtest: id })).toMatchObject({ state: "stopped", same: 0, why: expect.any(String) });
  });

  test("keeps a call as a test of the flow, without the caller's number", async () => {
    const found = await tried({ "steps.call_customer.exits.busy": "announce" });
    const { rows } = await builder().calls({ backtest: found.id, nth: found.groups[0]!.nth, before: null });
    const keep = { backtest: found.id, interaction: rows[0]!.id, expected: "recorded" } as const;
    await builder().keep({ ...keep, name: "Busy ends it" });
    const [kept] = await world.as("viewer").flows.tests.list({ id: world.ours.flow });
    expect(kept?.scenario.expect).toEqual({ path: "trigger.ok call_customer.busy end.", outcome: "ended" });
    expect(JSON.stringify(kept?.scenario)).not.toContain("+1202555000");
    expect(Object.values(kept!.scenario.arguments)).toEqual(["+12025550140", "+12025550141"]);
    const [run] = await world.as("viewer").flows.tests.run({ id: world.ours.flow });
    expect(run, "this draft breaks it").toMatchObject({ ok: false });
    expect(await refusal(builder().keep({ ...keep, name: "Busy ends it" }))).toMatchObject({ fields: ["name"] });
    expect(await refusal(builder().keep({ ...keep, name: " " }))).toMatchObject({ fields: ["name"] });
  });
});

describe("what is refused", () => {
  const start = (role: "viewer" | "builder", account?: string) =>
    world.as(role, account).flows.backtests.start({ id: world.ours.flow, scope: SCOPE });

  test("a viewer, another account's flow, a draft that cannot run, a period without calls", async () => {
    expect(await refusal(start("viewer"))).toMatchObject({ code: "forbidden" });
    expect(await refusal(start("builder", world.theirs.account))).toMatchObject({ code: "flow_not_found" });
    const early = { ...SCOPE, from: "2020-01-01T00:00", to: "2020-01-02T00:00" };
    expect(await refusal(builder().start({ id: world.ours.flow, scope: early }))).toMatchObject({
      code: "invalid_request",
    });
    await editDraft({ "steps.call_customer.config.ring_seconds": 9999 });
    expect(await refusal(start("builder"))).toMatchObject({ code: "flow_has_errors" });
  });

  test("another account sees neither a trial nor its calls", async () => {
    const found = await tried({ "steps.call_customer.exits.busy": "announce" });
    const { rows } = await builder().calls({ backtest: found.id, nth: found.groups[0]!.nth, before: null });
    const theirs = world.as("admin", world.theirs.account).flows.backtests;
    const asked = { backtest: found.id, interaction: rows[0]!.id };
    expect(await refusal(theirs.get({ backtest: found.id }))).toMatchObject({ code: "not_found" });
    expect(await refusal(theirs.compare(asked))).toMatchObject({ code: "not_found" });
    expect(await refusal(theirs.stop({ backtest: found.id }))).toMatchObject({ code: "not_found" });
    expect(await refusal(theirs.list({ id: world.ours.flow }))).toMatchObject({ code: "flow_not_found" });
    expect(await refusal(theirs.calls({ backtest: found.id, nth: 1, before: null }))).toMatchObject({
      code: "not_found",
    });
  });

  test("a third trial while two are under way", async () => {
    await editDraft({});
    await start("builder");
    await start("builder");
    expect(await refusal(start("builder"))).toMatchObject({ code: "conflict" });
  });
});
