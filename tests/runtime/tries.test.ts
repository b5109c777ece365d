// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { publishFlow } from "../support/publish-flow";
import { seedFlow } from "../support/seed-flow";
import type { Visitor } from "../support/visitor";
import { type TestWorld, testWorld } from "../support/world";

/** A step may ring its contact again: how often, when, and what ends that. */
const AGENT = "+12025550130";
const MINUTE = 60;
const HOUR = 3600;
const BUSY: CalleeInput = { kind: "scripted", ring: 1, then: "busy" };
const NEVER: CalleeInput = { kind: "scripted", ring: 1, then: "never" };
const ANSWERS: CalleeInput = { kind: "scripted", ring: 1, then: "answer" };

let world: TestWorld;
const flows = new Map<string, Visitor>();
let contacts = 0;
beforeAll(async () => {
  world = await testWorld();
});
afterEach(() => ringRules({}));

const rows = async (text: string, values: unknown[] = []) => (await world.database.owner.query(text, values)).rows;

/** A client of the seed's flow with these settings of its call. */
async function visitorOf(settings: object): Promise<Visitor> {
  const key = JSON.stringify(settings);
  const known = flows.get(key);
  if (known) return known;
  const config = { ...(seedFlow().steps.call_customer?.config as object), ...settings };
  const flow = seedFlow({ name: `Tries ${flows.size}`, "steps.call_customer.config": config });
  const made = world.of(await publishFlow(world.account, flow));
  flows.set(key, made);
  return made;
}

/** A contact whom nobody has rung, in Washington. */
async function newContact(callee: CalleeInput): Promise<string> {
  contacts += 1;
  const number = `+1202555${String(2000 + contacts)}`;
  await world.sandbox.putCallee(number, callee);
  return number;
}

async function ask(visitor: Visitor, contact: string): Promise<string> {
  const response = await visitor.start({ contact_1: contact, contact_2: AGENT });
  expect(response.status).toBe(202);
  return ((await response.json()) as { interaction_id: string }).interaction_id;
}

/** Time passes at once: nothing is under way meanwhile. */
async function jump(seconds: number): Promise<void> {
  await world.clock.settle();
  await rows("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
  await rows("update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1)", [seconds]);
  await world.clock.advance(1);
}

const now = async (): Promise<number> => Date.parse((await rows("select patchcord_now() as now"))[0].now);

/** From wait to wait until the interaction is over; says how many minutes it waited each time. */
async function untilOver(visitor: Visitor, interaction: string): Promise<number[]> {
  const waited: number[] = [];
  for (let looks = 0; looks < 200; looks++) {
    const { status, waiting } = await visitor.read(interaction);
    if (status !== "running") return waited;
    if (!waiting) {
      await world.clock.next(20);
      continue;
    }
    const seconds = (Date.parse(waiting.until) - (await now())) / 1000;
    waited.push(Math.round(seconds / MINUTE));
    await jump(Math.max(seconds, 1));
  }
  throw new Error("It is never over.");
}

const callsTo = async (contact: string) =>
  (await rows("select * from dial_attempt where to_number = $1 order by created_at, id", [contact])) as {
    call_id: string | null;
    status: string;
    token: string;
    submitted_at: Date | null;
    ended_at: Date | null;
    visit_try: number;
  }[];
const ringsOf = async (contact: string) => (await callsTo(contact)).filter(({ call_id }) => call_id !== null);

async function ringRules(rules: object): Promise<void> {
  await rows("update account set ring_rules = $2 where id = $1", [world.account, JSON.stringify(rules)]);
  const { forgetAccount } = await import("@/server/storage/account-facts");
  forgetAccount(world.account as AccountId);
}

async function cancel(interaction: string): Promise<void> {
  const { cancelInteraction } = await import("@/server/runtime/due/end-call");
  const { runtime } = await import("@/server/wiring");
  expect(await cancelInteraction(runtime(), world.account as AccountId, interaction)).toBe(true);
}

async function putOnTheList(number: string): Promise<void> {
  const { addNumbersNotToCall } = await import("@/server/resources/do-not-call/mutations");
  const by = {
    account: world.account as AccountId,
    user: { id: "", email: "a@example.com", name: "A" },
    role: "admin",
  };
  await addNumbersNotToCall(by as never, { numbers: [number], reason: "" }, "studio");
}

const rule = (after: string, times: number, minutes: number, pauses = "same") => ({ after, times, minutes, pauses });
const PERSON = { answering: "person", who_and_why: "Hello, this is Riverside Service." };
const VOICEMAIL: CalleeInput = {
  kind: "scripted",
  ring: 1,
  then: "machine",
  actions: [{ on: "answer", after: 0.5, do: "speak", text: "I can't come to the phone. Please leave a message." }],
};

describe("a step that tries again", () => {
  it.each<[what: string, settings: object, callee: CalleeInput, waits: number[], callResult: string]>([
    ["while it is busy", { try_again: [rule("busy", 2, 5)] }, BUSY, [5, 5], "busy"],
    [
      "waiting longer each time",
      { try_again: [rule("no_answer", 3, 10, "doubled")] },
      NEVER,
      [10, 20, 40],
      "no_answer",
    ],
    ["not after another result", { try_again: [rule("busy", 2, 5)] }, NEVER, [], "no_answer"],
    ["not where the contact declines", { try_again: [rule("busy", 2, 5)] }, { ...BUSY, then: "decline" }, [], "busy"],
    ["where that was chosen", { try_again: [rule("declined", 1, 5)] }, { ...BUSY, then: "decline" }, [5], "busy"],
    ["after a fault", { try_again: [rule("failed", 1, 5)] }, { ...BUSY, then: "fail", sip_code: 500 }, [5], "failed"],
    ["after voicemail", { ...PERSON, try_again: [rule("voicemail", 1, 60)] }, VOICEMAIL, [60], "voicemail"],
    [
      "for some hours only",
      { try_again: [rule("no_answer", 5, 60)], try_until: "hours", try_hours: 3 },
      NEVER,
      [60, 60],
      "no_answer",
    ],
  ])("%s", async (_what, settings, callee, waits, callResult) => {
    const visitor = await visitorOf(settings);
    const contact = await newContact(callee);
    const interaction = await ask(visitor, contact);
    expect(await untilOver(visitor, interaction)).toEqual(waits);
    const over = await visitor.read(interaction);
    expect(over.call_result).toBe(callResult);
    expect(await ringsOf(contact)).toHaveLength(waits.length + 1);
    expect(over.steps.find(({ step }) => step === "call_customer")?.tries ?? []).toHaveLength(waits.length);
  });

  it("goes on with the contact who answers", async () => {
    const visitor = await visitorOf({ try_again: [rule("busy", 3, 5)] });
    const contact = await newContact(BUSY);
    const interaction = await ask(visitor, contact);
    await world.clock.advance(10);
    await world.sandbox.putCallee(contact, ANSWERS);
    await untilOver(visitor, interaction);
    expect(await visitor.read(interaction)).toMatchObject({ call_result: "answered", outcome: "forwarded" });
    expect((await ringsOf(contact)).map(({ visit_try }) => visit_try)).toEqual([1, 2]);
    const { projectNext } = await import("@/server/reports/projection/mutations");
    while (await projectNext([world.account as AccountId], 20, true));
    const [fact] = await rows("select tries, answered_by, ring_seconds from interaction_fact where id = $1", [
      interaction,
    ]);
    expect(fact).toMatchObject({ tries: 2, answered_by: "person" });
    expect(Number(fact.ring_seconds), "of the call that was answered").toBeLessThan(30);
  });

  it("says on the interaction's page, in the API and to webhooks when it rings again", async () => {
    const visitor = await visitorOf({ try_again: [rule("busy", 3, 5)] });
    const contact = await newContact(BUSY);
    const interaction = await ask(visitor, contact);
    await world.clock.advance(10);
    const read = await visitor.read(interaction);
    expect(read.waiting).toEqual({
      code: "next_try",
      until: expect.any(String),
      message: "It is try 2 of the call.",
    });
    const tried = { number: 1, result: "busy", at: expect.any(String), next_at: read.waiting?.until };
    expect(read.steps.at(-1)).toMatchObject({ step: "call_customer", exit: null, tries: [tried] });
    const { readStoredInteraction } = await import("@/server/reports/data");
    const { interactionDetail } = await import("@/server/reports/detail");
    const page = interactionDetail((await readStoredInteraction(world.account as AccountId, interaction))!);
    expect(page.why).toBe("The contact was not reached, and is rung again.");
    expect(page.steps.at(-1)?.tries).toEqual([{ text: "Try 1: Busy.", at: tried.at, nextAt: tried.next_at }]);
    expect(page.attempts).toMatchObject([
      { visitTry: 1, callStatus: "busy" },
      { visitTry: 2, waitsFor: "next_try", heldUntil: expect.any(Date) },
    ]);
    expect(page.refused).toEqual([]);
    await cancel(interaction);
  });
});

describe("between two tries", () => {
  const settings = { try_again: [rule("busy", 5, 30)] };
  let visitor: Visitor;
  let contact: string;
  let interaction: string;
  beforeEach(async () => {
    visitor = await visitorOf(settings);
    contact = await newContact(BUSY);
    interaction = await ask(visitor, contact);
    await world.clock.advance(10);
    expect(await visitor.read(interaction)).toMatchObject({ waiting: { code: "next_try" } });
  });

  it("a cancelled interaction never rings again", async () => {
    await cancel(interaction);
    await jump(HOUR);
    expect(await ringsOf(contact)).toHaveLength(1);
    expect((await callsTo(contact)).at(-1)).toMatchObject({ status: "cancelled", call_id: null });
  });

  it("a number that comes on the do-not-call list ends it, by the exit of the try before", async () => {
    await putOnTheList(contact);
    await world.clock.settle();
    expect(await visitor.untilOver(interaction)).toMatchObject({ status: "completed", call_result: "busy" });
    expect(await ringsOf(contact)).toHaveLength(1);
  });

  it("the interaction's end of life ends it", async () => {
    await rows("update dial_attempt set held_until = held_until + interval '10 days' where interaction_id = $1", [
      interaction,
    ]);
    await rows("delete from graphile_worker._private_jobs");
    await jump(169 * HOUR);
    expect((await visitor.untilOver(interaction)).status).toBe("expired");
    expect(await ringsOf(contact)).toHaveLength(1);
  });

  it("calling hours that have ended meanwhile let it wait until they begin", async () => {
    await callingHoursFrom(visitor, interaction, 2 * HOUR);
    await jump(30 * MINUTE);
    expect(await ringsOf(contact)).toHaveLength(1);
    expect((await visitor.read(interaction)).waiting?.code).toBe("outside_calling_hours");
    await jump(2 * HOUR);
    expect(await ringsOf(contact)).toHaveLength(2);
    await cancel(interaction);
  });

  it("calling hours that begin after the last moment for a try end it", async () => {
    const short = await visitorOf({ ...settings, try_until: "hours", try_hours: 2 });
    const other = await newContact(BUSY);
    const ending = await ask(short, other);
    await world.clock.advance(10);
    await callingHoursFrom(short, ending, 2 * HOUR);
    await jump(30 * MINUTE);
    expect(await short.untilOver(ending)).toMatchObject({ status: "completed", call_result: "busy" });
    expect(await ringsOf(other)).toHaveLength(1);
    await cancel(interaction);
  });
});

/** Calling hours of one hour a day in Washington, which begin so many seconds after an interaction's next try. */
async function callingHoursFrom(visitor: Visitor, interaction: string, seconds: number): Promise<void> {
  const begins = Date.parse((await visitor.read(interaction)).waiting!.until) + seconds * 1000;
  const [from = "", to = ""] = [begins, begins + HOUR * 1000].map((moment) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" }).format(
      moment,
    ),
  );
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  await ringRules({ calling_hours: [{ place: "US", days, from, to }] });
}

describe("over a change of the clocks", () => {
  it.each([
    ["in spring", "2027-03-13T23:00:00.000Z"],
    ["in autumn", "2027-11-06T23:00:00.000Z"],
  ])("%s tries keep to the calling hours, the last moment and their number", async (_what, from) => {
    await jump((Date.parse(from) - (await now())) / 1000);
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    await ringRules({ calling_hours: [{ place: "US", days, from: "08:00", to: "21:00" }] });
    const try_again = [rule("busy", 5, 90, "doubled"), rule("no_answer", 2, 45)];
    const visitor = await visitorOf({ try_again, try_until: "hours", try_hours: 48 });
    const local = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit" });
    for (const [callee, most] of [
      [BUSY, 6],
      [NEVER, 3],
    ] as const) {
      const contact = await newContact(callee);
      const started = await now();
      await untilOver(visitor, await ask(visitor, contact));
      const rings = await ringsOf(contact);
      expect(rings.length).toBeGreaterThan(2);
      expect(rings.length).toBeLessThanOrEqual(most);
      for (const { submitted_at } of rings) {
        const hour = Number(local.format(submitted_at!));
        expect([hour >= 8, hour < 21], submitted_at?.toISOString()).toEqual([true, true]);
        expect(submitted_at!.getTime() - started).toBeLessThan(48 * HOUR * 1000);
      }
    }
  });
});

describe("two interactions of one flow and contact", () => {
  const under = ({ submitted_at, ended_at }: { submitted_at: Date | null; ended_at: Date | null }) =>
    [submitted_at?.getTime() ?? 0, ended_at?.getTime() ?? Number.POSITIVE_INFINITY] as const;

  it("never ring at once", async () => {
    const visitor = await visitorOf({ try_again: [rule("no_answer", 2, 1)] });
    const contact = await newContact(NEVER);
    const both = [await ask(visitor, contact), await ask(visitor, contact)];
    expect((await visitor.read(both[1]!)).waiting).toMatchObject({
      message: `A call of this flow to ${contact} is under way.`,
    });
    for (const one of both) await untilOver(visitor, one);
    const times = (await ringsOf(contact)).map(under).toSorted(([a], [b]) => a - b);
    expect(times).toHaveLength(6);
    expect(times.slice(1).filter(([from], index) => from < times[index]![1])).toEqual([]);
  });

  it("the newer takes the older's place, where the flow says so", async () => {
    const visitor = await visitorOf({ try_again: [rule("no_answer", 2, 30)], while_waiting: "newest" });
    const contact = await newContact(NEVER);
    const older = await ask(visitor, contact);
    // While the older one's phone rings, and so waits itself.
    const newer = await ask(visitor, contact);
    await world.clock.advance(60);
    expect((await visitor.untilOver(older)).status).toBe("cancelled");
    expect((await visitor.read(newer)).status).toBe("running");
    await world.clock.advance(60);
    const newest = await ask(visitor, contact);
    await world.clock.settle();
    expect((await visitor.read(newer)).status, "between its tries").toBe("cancelled");
    await cancel(newest);
  });
});
