import { beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { cancelInteraction } from "@/server/runtime/due/end-call";
import { type TestWorld, testWorld } from "../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ callsPerSecond: 1 });
});

async function start(contact_1: string, contact_2 = "+12025550130"): Promise<string> {
  const response = await world.start({ contact_1, contact_2 });
  expect(response.status).toBe(202);
  return ((await response.json()) as { interaction_id: string }).interaction_id;
}

async function cancel(interaction: string): Promise<boolean> {
  const { runtime } = await import("@/server/wiring");
  return cancelInteraction(runtime(), world.account as AccountId, interaction);
}

async function attempt(interaction: string) {
  const { rows } = await world.database.owner.query("select * from dial_attempt where interaction_id = $1", [
    interaction,
  ]);
  return rows[0];
}

async function rings(number: string, since: number): Promise<number> {
  return (await world.sandbox.log()).filter((row) => row.seq > since && row.event === "ringing" && row.to === number)
    .length;
}

const lastRow = async () => (await world.sandbox.log()).at(-1)?.seq ?? 0;

describe("pacing", () => {
  it("dials one a second, in order, and the wait is visible", async () => {
    const since = await lastRow();
    const ids = [await start("+12025550121"), await start("+12025550123"), await start("+12025550122")];
    const slots = await Promise.all(ids.map(async (id) => (await attempt(id)).dial_at.getTime()));
    expect(slots[1] - slots[0]).toBeGreaterThanOrEqual(999);
    expect(slots[2] - slots[1]).toBeGreaterThanOrEqual(999);
    for (const id of ids) expect(await world.untilOver(id)).toMatchObject({ outcome: "ended" });
    const created = (await world.sandbox.log())
      .filter((row) => row.seq > since && row.event === "create")
      .map((row) => Date.parse(row.at));
    expect(created).toHaveLength(3);
  });

  it("drops a dial that has waited longer than its flow allows", async () => {
    // The slot that is free now goes to another call.
    await start("+12025550121");
    const since = await lastRow();
    const id = await start("+12025550120");
    await world.database.owner.query(
      "update dial_attempt set drop_after = patchcord_now() - interval '1 second' where interaction_id = $1",
      [id],
    );
    const over = await world.untilOver(id);
    expect(over).toMatchObject({ call_result: "failed", path: "trigger.ok call_customer.error end." });
    expect(over.steps.find((step) => step.error)?.error?.code).toBe("queue_timeout");
    expect(await rings("+12025550120", since)).toBe(0);
  });
});

describe("cancelling", () => {
  it("before it was dialled: nothing rings", async () => {
    const since = await lastRow();
    await start("+12025550122");
    const id = await start("+12025550120");
    expect(await cancel(id)).toBe(true);
    await world.clock.advance(40);
    expect(await attempt(id)).toMatchObject({ status: "cancelled", tries: 0 });
    expect(await world.read(id)).toMatchObject({ status: "cancelled", outcome: "cancelled" });
    expect(await rings("+12025550120", since)).toBe(0);
  });

  it("while it rings: the ringing stops", async () => {
    const id = await start("+12025550122");
    await world.clock.advance(3);
    expect(await attempt(id)).toMatchObject({ call_status: "ringing" });
    expect(await cancel(id)).toBe(true);
    await world.clock.advance(2);
    expect(await world.sandbox.calls()).toEqual([]);
    expect(await attempt(id)).toMatchObject({ status: "ended", cancel_requested: true });
  });

  it("during the call: it is hung up, and that is no hang-up of the contact's", async () => {
    const id = await start("+12025550120", "+12025550134");
    await world.clock.advance(30);
    expect(await world.read(id)).toMatchObject({ status: "running", call_result: "answered" });
    expect(await cancel(id)).toBe(true);
    expect(await cancel(id)).toBe(false);
    await world.clock.advance(2);
    expect(await world.sandbox.calls()).toEqual([]);
    expect(await world.read(id)).toMatchObject({ status: "cancelled", outcome: "cancelled" });
  });

  it("while nobody knows whether there is a call: it is ended once it is found", async () => {
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "lose_answer", times: 1 });
    await world.sandbox.addFault({ match: { operation: "callback" }, effect: "drop", times: 2 });
    const id = await start("+12025550122");
    await world.clock.settle();
    expect(await attempt(id)).toMatchObject({ status: "unknown", call_id: null });
    expect(await cancel(id)).toBe(true);
    await world.clock.advance(30);
    await world.sandbox.clearFaults();
    expect(await world.sandbox.calls()).toEqual([]);
    expect(await attempt(id)).toMatchObject({ cancel_requested: true, tries: 1 });
  });
});

describe("a pair in doubt", () => {
  it("keeps the next call between the same numbers waiting until it is resolved", async () => {
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_500", times: 1 });
    const first = await start("+12025550120");
    await world.clock.settle();
    const second = await start("+12025550120");
    await world.clock.advance(10);
    expect(await attempt(first)).toMatchObject({ status: "unknown" });
    expect(await attempt(second)).toMatchObject({ status: "intended", tries: 0 });
    expect(await world.untilOver(second, 200)).toMatchObject({ outcome: "forwarded" });
    expect(await attempt(first)).toMatchObject({ status: "given_up", tries: 1 });
  });
});

describe("a long call and the expiry", () => {
  it("a long call is checked at the carrier and left alone", async () => {
    const id = await start("+12025550120", "+12025550134");
    await world.clock.advance(900);
    expect(await world.read(id)).toMatchObject({ status: "running" });
    await world.sandbox.hangUp("+12025550134");
    expect(await world.untilOver(id)).toMatchObject({ outcome: "forwarded" });
  });
});
