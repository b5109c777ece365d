import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { publishFlow } from "../support/publish-flow";
import { seedFlow } from "../support/seed-flow";
import type { Visitor } from "../support/visitor";
import { type TestWorld, testWorld } from "../support/world";

/** A flow may let its dial wait until the account's rules allow it. */
const FRIEND = "+12025550120";
const AGENT = "+12025550130";
const HOUR = 3600;
let world: TestWorld;
let waiting: Visitor;
let newest: Visitor;
beforeAll(async () => {
  world = await testWorld();
  const waits = { "steps.call_customer.config.if_not_now": "wait" };
  waiting = world.of(await publishFlow(world.account, seedFlow({ ...waits, name: "Waits" })));
  const flow = seedFlow({ ...waits, name: "Newest", "steps.call_customer.config.while_waiting": "newest" });
  newest = world.of(await publishFlow(world.account, flow));
});

const rows = async (text: string, values: unknown[] = []) => (await world.database.owner.query(text, values)).rows;

async function rule(rules: object): Promise<void> {
  await rows("update account set ring_rules = $2 where id = $1", [world.account, JSON.stringify(rules)]);
  const { forgetAccount } = await import("@/server/storage/account-facts");
  forgetAccount(world.account as AccountId);
}

/** Calling hours in Washington of an hour that begins so many hours from now. */
async function openIn(hours: number) {
  const [{ now }] = await rows("select patchcord_now() as now");
  const begins = new Date(Date.parse(now) + hours * HOUR * 1000);
  const time = (moment: Date) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" }).format(
      moment,
    );
  const until = new Date(begins.getTime() + HOUR * 1000);
  const days = [begins, new Date(begins.getTime() - 12 * HOUR * 1000)].map((moment) =>
    new Intl.DateTimeFormat("en-US", { timeZone: "America/New_York", weekday: "short" }).format(moment).toLowerCase(),
  );
  return { calling_hours: [{ place: "US", days: [...new Set(days)], from: time(begins), to: time(until) }] };
}

/** Time passes at once: nothing is under way meanwhile. */
async function jump(seconds: number): Promise<void> {
  await world.clock.settle();
  await rows("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
  await rows("update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1)", [seconds]);
  await world.clock.advance(10);
}

const idOf = async (response: Response) => ((await response.json()) as { interaction_id: string }).interaction_id;
const ask = async (visitor: Visitor, contact_1 = FRIEND) => {
  const response = await visitor.start({ contact_1, contact_2: AGENT });
  expect(response.status).toBe(202);
  return idOf(response);
};
const dialOf = async (interaction: string) =>
  (await rows("select * from dial_attempt where interaction_id = $1", [interaction]))[0];
const waitsFor = async (visitor: Visitor, interaction: string) => (await visitor.read(interaction)).waiting;
const rung = async (interaction: string) => (await dialOf(interaction)).call_id !== null;

afterEach(async () => {
  await rule({});
  for (const { id } of await rows("select id from interaction where status = 'running'")) {
    const { cancelInteraction } = await import("@/server/runtime/due/end-call");
    const { runtime } = await import("@/server/wiring");
    await cancelInteraction(runtime(), world.account as AccountId, id);
  }
  await world.clock.advance(60);
  for (const table of ["do_not_call", "ring_count", "refused_ring", "open_ring", "ring_use"])
    await rows(`delete from ${table}`);
  await rows("update dial_attempt set counted = false");
});

describe("a dial outside of the calling hours", () => {
  it("waits until they begin, says so, and rings then", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    const held = await waitsFor(waiting, interaction);
    expect(held).toEqual({
      code: "outside_calling_hours",
      until: expect.any(String),
      message: `It is outside the calling hours where ${FRIEND} rings (America/New_York).`,
    });
    expect(Math.abs(Date.parse(held!.until) - Date.now() - 3 * HOUR * 1000)).toBeLessThan(120_000);
    await jump(2 * HOUR);
    expect(await rung(interaction)).toBe(false);
    await jump(HOUR);
    expect(await rung(interaction)).toBe(true);
    const over = await waiting.untilOver(interaction);
    expect([over.call_result, over.waiting]).toEqual(["answered", null]);
  });

  it("leaves its lines: why it waited, and that it rang after all", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    const { ringsOf } = await import("@/server/reports/rings/data");
    const lines = () => ringsOf(world.account as AccountId, FRIEND, 2);
    const refused = { code: "outside_calling_hours", interactionId: interaction, until: expect.any(Date) };
    expect((await lines())[0]).toMatchObject(refused);
    await jump(3 * HOUR);
    const message = expect.stringMatching(/^Allowed: United States .* It had waited: It is outside the calling hours/);
    expect((await lines())[0]).toMatchObject({ code: "allowed", interactionId: interaction, message });
  });

  it("tells both on the interaction's page", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    const { readStoredInteraction } = await import("@/server/reports/data");
    const { interactionDetail } = await import("@/server/reports/detail");
    const page = async () => interactionDetail((await readStoredInteraction(world.account as AccountId, interaction))!);
    const outside = `It is outside the calling hours where ${FRIEND} rings (America/New_York).`;
    const before = await page();
    expect(before.why).toBe(`The call waits for its window. ${outside}`);
    expect(before.attempts).toMatchObject([{ decision: `Not yet: ${outside}`, heldUntil: expect.any(Date) }]);
    expect(before.refused).toMatchObject([{ to: FRIEND, message: outside, until: expect.any(Date) }]);
    await jump(3 * HOUR);
    expect((await page()).attempts).toMatchObject([{ decision: expect.stringMatching(/^Allowed: .* It had waited:/) }]);
  });

  it("is refused where the flow does not wait", async () => {
    await rule(await openIn(3));
    const response = await world.start({ contact_1: FRIEND, contact_2: AGENT });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      429,
      "outside_calling_hours",
    ]);
  });
});

describe("a dial that waits for its window", () => {
  it("never rings once it is cancelled", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    const { cancelInteraction } = await import("@/server/runtime/due/end-call");
    const { runtime } = await import("@/server/wiring");
    expect(await cancelInteraction(runtime(), world.account as AccountId, interaction)).toBe(true);
    await jump(3 * HOUR);
    expect(await dialOf(interaction)).toMatchObject({ status: "cancelled", call_id: null });
  });

  it("is stopped at once by a number that comes on the do-not-call list", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    const { addNumbersNotToCall } = await import("@/server/resources/do-not-call/mutations");
    const by = {
      account: world.account as AccountId,
      user: { id: "", email: "a@example.com", name: "A" },
      role: "admin",
    };
    await addNumbersNotToCall(by as never, { numbers: [FRIEND], reason: "" }, "studio");
    await world.clock.settle();
    const over = await waiting.read(interaction);
    expect(over.status).toBe("completed");
    expect(over.steps.find(({ error }) => error)?.error?.code).toBe("do_not_call");
  });

  it("is cancelled by a newer request for the same number, where the flow says so", async () => {
    await rule(await openIn(3));
    const [older, other, others] = [await ask(newest), await ask(newest, "+12025550122"), await ask(waiting)];
    const later = await ask(newest);
    await world.clock.settle();
    expect((await newest.read(older)).status).toBe("cancelled");
    expect((await newest.read(later)).status).toBe("running");
    expect((await newest.read(other)).status, "another number").toBe("running");
    expect((await waiting.read(others)).status, "another flow").toBe("running");
  });

  it("is cancelled with its interaction when that expires", async () => {
    await rule(await openIn(3));
    const interaction = await ask(waiting);
    await rule({ calling_hours: [] });
    await rows("update dial_attempt set held_until = held_until + interval '10 days' where interaction_id = $1", [
      interaction,
    ]);
    await rows("delete from graphile_worker._private_jobs");
    await jump(169 * HOUR);
    expect((await waiting.read(interaction)).status).toBe("expired");
    expect(await dialOf(interaction)).toMatchObject({ call_id: null });
  });
});

describe("limits", () => {
  const NONE = { hour: null, day: null, week: null, pause_minutes: null };

  it("hold for dials that have waited: of two to one number one rings, the other waits on", async () => {
    await rule({ ...(await openIn(3)), count_sandbox: true, per_number: { ...NONE, hour: 1 } });
    const both = [await ask(waiting), await ask(waiting)];
    await jump(3 * HOUR);
    const rang = await Promise.all(both.map(rung));
    expect(rang.filter(Boolean)).toHaveLength(1);
    const left = both[rang.indexOf(false)]!;
    expect(await waitsFor(waiting, left)).toMatchObject({ code: "rung_too_often" });
    expect((await dialOf(left)).counted).toBe(false);
  });

  it("of calls at once let a dial wait until another is over", async () => {
    const per_account = { hour: null, day: null, calls: 1 };
    await rule({ count_sandbox: true, per_number: NONE, per_account });
    const first = await ask(waiting);
    const second = await ask(waiting, "+12025550122");
    expect(await waitsFor(waiting, second)).toMatchObject({ code: "limit_reached" });
    await waiting.untilOver(first);
    await world.clock.advance(60);
    expect(await rung(second)).toBe(true);
  });
});
