// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { readFileSync } from "node:fs";
import { v7 } from "uuid";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { RingGroupInput } from "@/server/resources/ring-groups/schema";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { type TestWorld, testWorld } from "../support/world";

/** What a person at the phone would tell of a ring group's work: who rang, in which order, and who talked to whom. */
const [CONTACT, OTHER, THIRD] = ["+12025550120", "+12025550176", "+12025550177"] as const;
const [ANN, BEA] = ["+12025550171", "+12025550172"] as const;
const never: CalleeInput = { kind: "scripted", then: "never" };
const accepts = (talks = 10): CalleeInput => ({
  kind: "scripted",
  ring: 2,
  then: "answer",
  actions: [
    { on: "gather", after: 1, do: "press", digits: "1" },
    { after_bridge: talks, do: "hang_up" },
  ],
});

let world: TestWorld;
let by: { account: AccountId; user: { id: string; email: string; name: string }; role: "admin" };
beforeAll(async () => {
  world = await testWorld();
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  by = { account: world.account as AccountId, user, role: "admin" };
});

let made = 0;

/** A ring group of these, and a published flow whose callbacks go there. */
async function flowFor(
  group: Partial<RingGroupInput>,
  config: object = {},
  { withoutCall = false } = {},
): Promise<string> {
  const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  made += 1;
  const name = `Group ${made}`;
  const usual = { name, strategy: "in_order", ringSeconds: 20, timeZone: "UTC", hours: [], agents: [] } as const;
  await addRingGroup(by, { ...usual, hours: [], agents: [], ...group });
  const flow = JSON.parse(readFileSync("tests/calls/flows/callback.json", "utf8"));
  for (const way of ["at_once", "closed", "nobody", "forbidden"]) {
    delete flow.steps[way];
    flow.steps.which.exits[way] = "end";
  }
  Object.assign(flow.steps.in_order.config, {
    ring_group: name,
    priority: { variable: "urgency" },
    max_wait_minutes: 120,
  });
  Object.assign(flow.steps.in_order.config, config);
  if (withoutCall) {
    delete flow.steps.call;
    flow.steps.trigger.exits.ok = "which";
  }
  flow.variables.urgency = { type: "string" };
  flow.steps.trigger.config.arguments.push({ name: "urgency", variable: "urgency" });
  const { id } = await importFlow(by, JSON.stringify({ ...flow, name: `Callback ${made}` }));
  await publish(by, { id, revision: 0, note: "" });
  return id;
}

const agents = (...numbers: string[]) => numbers.map((number) => ({ number, label: "" }));

/** A contact who asks to be called back, and has hung up since. */
async function asks(flow: string, number: string, urgency = "10"): Promise<string> {
  const visitor = world.of(flow);
  const args = { contact_1: CONTACT, number, way: "in_order", extension: "", urgency };
  const { interaction_id } = (await (await visitor.start(args)).json()) as { interaction_id: string };
  for (let passed = 0; passed < 60; passed += await world.clock.next(5)) {
    const { steps } = await visitor.read(interaction_id);
    if (steps.at(-1)?.step === "in_order") return interaction_id;
  }
  throw new Error("The callback was never asked for.");
}

const lastRow = async () => (await world.sandbox.log()).at(-1)?.seq ?? 0;
async function rang(since: number, ...numbers: string[]): Promise<string[]> {
  const log = await world.sandbox.log();
  return log
    .filter(({ seq, event, to }) => seq > since && event === "ringing" && numbers.includes(to ?? ""))
    .map(({ to }) => to!);
}
async function callbackOf(interaction: string) {
  const { rows } = await world.database.owner.query("select * from callback where interaction_id = $1", [interaction]);
  return rows[0];
}

describe("a ring group's work", () => {
  it("calls back by priority, then by age; an agent has one callback at a time", async () => {
    const flow = await flowFor({ agents: agents(ANN), hours: [await opensIn(3)] });
    await world.sandbox.putCallee(ANN, accepts(5));
    for (const number of [OTHER, THIRD, "+12025550178"])
      await world.sandbox.putCallee(number, { kind: "scripted", ring: 1, then: "answer" });
    const since = await lastRow();
    const ids = [await asks(flow, OTHER), await asks(flow, THIRD), await asks(flow, "+12025550178", "1")];
    expect(await rang(since, ANN), "outside the hours nobody is rung").toEqual([]);
    for (const id of ids) await world.of(flow).untilOver(id, 1800);
    expect(await rang(since, OTHER, THIRD, "+12025550178")).toEqual(["+12025550178", OTHER, THIRD]);
    expect((await world.sandbox.log()).filter(({ seq, event }) => seq > since && event === "bridged")).toHaveLength(3);
  });

  it("rings an agent who is in two groups for one of them at a time", async () => {
    const flows = [await flowFor({ agents: agents(ANN) }), await flowFor({ agents: agents(ANN) })];
    await world.sandbox.putCallee(ANN, accepts(20));
    const since = await lastRow();
    const ids = [await asks(flows[0]!, OTHER), await asks(flows[1]!, THIRD)];
    for (const [at, id] of ids.entries()) await world.of(flows[at]!).untilOver(id, 1800);
    const log = (await world.sandbox.log()).filter(({ seq, to }) => seq > since && to === ANN);
    expect(log.filter(({ event }) => event === "ringing" || event === "ended").map(({ event }) => event)).toEqual([
      "ringing",
      "ended",
      "ringing",
      "ended",
    ]);
  });

  describe("rings no agent before the contact has hung up", () => {
    /** Said when the callback has been asked for already: about half a minute. */
    const goodbye = { source: "tts", text: "We call you back as soon as an agent is free. ".repeat(10) };
    type Fault = Parameters<typeof world.sandbox.addFault>[0];
    it.each<{ what: string; faults: Fault[]; within: number }>([
      { what: "and reaches the contact on the line of the first call", faults: [], within: 90 },
      {
        what: "and asks the carrier where the end of the first call is never told",
        faults: [{ match: { operation: "callback", to: CONTACT, event: "completed" }, effect: "drop", times: 1 }],
        within: 150,
      },
    ])("$what", async ({ faults, within }) => {
      const flow = await flowFor({ agents: agents(ANN) }, { confirmation: goodbye });
      await world.sandbox.putCallee(ANN, accepts());
      await world.sandbox.putCallee(CONTACT, { kind: "scripted", ring: 1, then: "answer" });
      for (const fault of faults) await world.sandbox.addFault(fault);
      const since = await lastRow();
      const id = await asks(flow, CONTACT);
      const over = await world.of(flow).untilOver(id, within);
      expect(over.steps.at(-3)).toMatchObject({ step: "in_order", exit: "call_finished" });
      const calls = (await world.sandbox.log())
        .filter(({ seq, event }) => seq > since && (event === "ringing" || event === "ended"))
        .map(({ to, event }) => `${to} ${event}`);
      expect(calls.slice(0, 4)).toEqual([
        `${CONTACT} ringing`,
        `${CONTACT} ended`,
        `${ANN} ringing`,
        `${CONTACT} ringing`,
      ]);
    });
  });

  it("goes on after a restart in the middle of a ring", async () => {
    const { handleDue } = await import("@/server/worker/due");
    const flow = await flowFor({ agents: agents(BEA, ANN) });
    await world.sandbox.putCallee(BEA, never);
    await world.sandbox.putCallee(ANN, accepts());
    const since = await lastRow();
    const id = await asks(flow, OTHER);
    await world.clock.advance(3);
    expect(await rang(since, BEA)).toEqual([BEA]);
    // A worker that knows nothing but the database takes up what it finds, as often as it likes.
    await world.database.owner.query("update deadline set due_at = patchcord_now() where subject = 'ring_group'");
    await Promise.all([handleDue(), handleDue(), handleDue()]);
    const over = await world.of(flow).untilOver(id, 600);
    expect(over.steps.at(-3)).toMatchObject({ step: "in_order", exit: "call_finished" });
    expect(await rang(since, BEA, ANN)).toEqual([BEA, ANN]);
  });

  it("ends all ringing once the callback is cancelled", async () => {
    const { cancelInteraction } = await import("@/server/runtime/due/end-call");
    const { runtime } = await import("@/server/wiring");
    const flow = await flowFor({ strategy: "all_at_once", agents: agents(ANN, BEA) });
    await world.sandbox.putCallee(ANN, never);
    await world.sandbox.putCallee(BEA, never);
    const id = await asks(flow, OTHER);
    await world.clock.advance(3);
    expect(await world.sandbox.calls()).toHaveLength(2);
    expect(await cancelInteraction(runtime(), by.account, id)).toBe(true);
    await world.clock.advance(1);
    expect(await world.sandbox.calls()).toEqual([]);
    expect(await callbackOf(id)).toMatchObject({ status: "over", reason: "cancelled" });
  });

  it("ends for both, and tells the agent, where the interaction is cancelled while the contact's phone rings", async () => {
    const { cancelInteraction } = await import("@/server/runtime/due/end-call");
    const { runtime } = await import("@/server/wiring");
    const flow = await flowFor({ agents: agents(ANN) });
    await world.sandbox.putCallee(ANN, accepts());
    await world.sandbox.putCallee(OTHER, never);
    const since = await lastRow();
    const id = await asks(flow, OTHER);
    // The agent hears the offer to its end, then presses the key; the contact's phone rings for another half minute.
    await world.clock.advance(25);
    expect(await callbackOf(id)).toMatchObject({ status: "accepted" });
    await cancelInteraction(runtime(), by.account, id);
    await world.clock.advance(30);
    expect(await world.sandbox.calls()).toEqual([]);
    const heard = (await world.sandbox.log())
      .filter(({ seq, to }) => seq > since && to === ANN)
      .map(({ twiml = "" }) => twiml);
    expect(heard.join()).toContain("The callback was cancelled. Goodbye.");
  });

  it("rings an agent right after the request, and the contact only once the agent has accepted", async () => {
    const flow = await flowFor({ agents: agents(BEA, ANN) }, {}, { withoutCall: true });
    await world.sandbox.putCallee(BEA, never);
    await world.sandbox.putCallee(ANN, accepts());
    await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 1, then: "answer" });
    const since = await lastRow();
    const id = await asks(flow, OTHER);
    const over = await world.of(flow).untilOver(id, 300);
    expect(over).toMatchObject({
      path: "trigger.ok which.in_order in_order.call_finished thanks.ok end.",
      call_result: "answered",
    });
    expect(await rang(since, BEA, ANN, OTHER, CONTACT)).toEqual([BEA, ANN, OTHER]);
  });

  it("tells webhooks first that the interaction was accepted, then of the callback it begins with, last of its end", async () => {
    const { addEndpoint } = await import("@/server/resources/webhooks/endpoints/mutations");
    await addEndpoint(by, { name: "Website", url: "https://events.example/", types: [], flows: [], headers: [] });
    const flow = await flowFor({ agents: agents(BEA) }, { max_wait_minutes: 5 }, { withoutCall: true });
    await world.sandbox.putCallee(BEA, never);
    const id = await asks(flow, OTHER);
    await world.of(flow).untilOver(id, 900);
    const told = `select e.type from webhook_event e join webhook_delivery d on d.event_id = e.id
      where e.interaction_id = $1 order by d.position`;
    const types = async () => (await world.database.owner.query(told, [id])).rows.map(({ type }) => type as string);
    await expect.poll(async () => (await types()).at(-1)).toBe("interaction.ended");
    expect((await types()).slice(0, 2)).toEqual(["interaction.accepted", "callback.queued"]);
  });

  it("refuses a request for a contact who may not be rung, before any agent is", async () => {
    const flow = await flowFor({ agents: agents(ANN) }, {}, { withoutCall: true });
    const args = { contact_1: CONTACT, number: "+19005550100", way: "in_order", extension: "", urgency: "1" };
    const since = await lastRow();
    expect((await world.of(flow).start(args)).status).toBe(403);
    await world.clock.advance(10);
    expect(await rang(since, ANN)).toEqual([]);
  });

  describe("whose contact comes on the do-not-call list", () => {
    const listed = async (number: string) => {
      await world.database.owner.query(
        "insert into do_not_call (account_id, number, added_at, added_by, source) values ($1, $2, now(), 'test', 'studio')",
        [world.account, number],
      );
      onTestFinished(async () => {
        await world.database.owner.query("delete from do_not_call");
      });
    };

    // This process does not know of the list before it writes: only the write can refuse.
    it("before a request without a call: it is refused, nothing is kept and nobody rung", async () => {
      const flow = await flowFor({ agents: agents(ANN) }, {}, { withoutCall: true });
      await listed(OTHER);
      const since = await lastRow();
      const args = { contact_1: CONTACT, number: OTHER, way: "in_order", extension: "", urgency: "1" };
      const response = await world.of(flow).start(args);
      expect([response.status, await response.json()]).toMatchObject([403, { code: "do_not_call" }]);
      const kept = "select 1 from interaction where flow_id = $1";
      expect((await world.database.owner.query(kept, [flow])).rows).toEqual([]);
      await world.clock.advance(10);
      expect(await rang(since, ANN, OTHER)).toEqual([]);
    });

    it("before the step that asks for it: the step ends, and nobody is rung", async () => {
      const flow = await flowFor({ agents: agents(ANN) });
      await listed(OTHER);
      const since = await lastRow();
      const args = { contact_1: CONTACT, number: OTHER, way: "in_order", extension: "", urgency: "1" };
      const { interaction_id: id } = await (await world.of(flow).start(args)).json();
      const over = await world.of(flow).untilOver(id, 300);
      expect(over.steps.find(({ step }) => step === "in_order")).toMatchObject({ error: { code: "do_not_call" } });
      expect(await rang(since, ANN, OTHER)).toEqual([]);
    });

    it("while agents ring: the one who accepts hears that, and the contact is not rung", async () => {
      const flow = await flowFor({ agents: agents(ANN) }, {}, { withoutCall: true });
      await world.sandbox.putCallee(ANN, accepts());
      const since = await lastRow();
      const id = await asks(flow, OTHER);
      await listed(OTHER);
      const over = await world.of(flow).untilOver(id, 300);
      expect(over.steps.find(({ step }) => step === "in_order")).toMatchObject({ error: { code: "do_not_call" } });
      expect(await rang(since, ANN, OTHER)).toEqual([ANN]);
    });
  });

  describe("where the contact is not reached", () => {
    const settings = { contact_tries: 3, retry_minutes: 5 };
    const again = async (since: number) =>
      (await rang(since, ANN, OTHER)).map((to) => (to === ANN ? "agent" : "contact"));

    it("waits again, tells the agent, keeps who had accepted, and reaches the contact later", async () => {
      const flow = await flowFor({ agents: agents(ANN) }, settings);
      await world.sandbox.putCallee(ANN, accepts());
      await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 1, then: "decline" });
      const since = await lastRow();
      const id = await asks(flow, OTHER);
      await world.clock.advance(60);
      expect(await again(since)).toEqual(["agent", "contact"]);
      const heard = (await world.sandbox.log())
        .filter(({ seq, to }) => seq > since && to === ANN)
        .map(({ twiml = "" }) => twiml);
      expect(heard.join()).toContain("The contact could not be reached. Goodbye.");
      const [ann] = (
        await world.database.owner.query("select id from dial_attempt where to_number = $1 and interaction_id = $2", [
          ANN,
          id,
        ])
      ).rows;
      const waiting = await callbackOf(id);
      expect(waiting).toMatchObject({
        status: "waiting",
        accepted_attempt: null,
        rounds: [{ why: "busy", attempt: ann.id }],
      });
      await world.clock.advance(180);
      expect(await again(since), "not before the pause is over").toEqual(["agent", "contact"]);
      await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 1, then: "answer" });
      const over = await world.of(flow).untilOver(id, 600);
      expect(over.steps.at(-3)).toMatchObject({
        step: "in_order",
        exit: "call_finished",
        tries: [{ number: 1, result: "busy" }],
      });
      expect(await again(since)).toEqual(["agent", "contact", "agent", "contact"]);
    });

    it("is timed out once it was tried as often as the step says", async () => {
      const flow = await flowFor({ agents: agents(ANN) }, { ...settings, contact_tries: 2 });
      await world.sandbox.putCallee(ANN, accepts());
      await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 1, then: "decline" });
      const since = await lastRow();
      const id = await asks(flow, OTHER);
      const over = await world.of(flow).untilOver(id, 900);
      expect(over.path).toContain("in_order.timeout");
      expect(await again(since)).toEqual(["agent", "contact", "agent", "contact"]);
      expect(await callbackOf(id)).toMatchObject({ status: "over", reason: "timeout" });
    });

    it("waits again where the agent left too early, and is rung at once where somebody says so", async () => {
      const { ringCallbackNow } = await import("@/server/reports/callbacks/mutations");
      const flow = await flowFor({ agents: agents(ANN) }, { ...settings, retry_minutes: 60 });
      const press = { on: "gather", after: 1, do: "press", digits: "1" } as const;
      await world.sandbox.putCallee(ANN, {
        kind: "scripted",
        ring: 2,
        then: "answer",
        actions: [press, { on: "answer", after: 30, do: "hang_up" }],
      });
      await world.sandbox.putCallee(OTHER, never);
      const since = await lastRow();
      const id = await asks(flow, OTHER);
      await world.clock.advance(60);
      const { id: callback, rounds } = await callbackOf(id);
      expect(rounds).toMatchObject([{ why: "agent_left" }]);
      await world.sandbox.putCallee(ANN, accepts());
      await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 1, then: "answer" });
      expect(await ringCallbackNow(by as never, callback)).toBe(true);
      const over = await world.of(flow).untilOver(id, 120);
      expect(over.steps.at(-3)).toMatchObject({ step: "in_order", exit: "call_finished" });
      expect(await again(since)).toEqual(["agent", "contact", "agent", "contact"]);
    });
  });

  it("ends with no match once the group is removed or empty", async () => {
    const flow = await flowFor({ agents: agents(ANN), hours: [await opensIn(3)] });
    const id = await asks(flow, OTHER);
    await world.database.owner.query("update ring_group set agents = '[]' where name = $1", [`Group ${made}`]);
    await world.database.owner.query("update deadline set due_at = patchcord_now() where subject = 'ring_group'");
    const over = await world.of(flow).untilOver(id, 600);
    expect(over.steps.at(-2)).toMatchObject({ step: "in_order", exit: "no_match" });
  });

  it("takes a contact out of a conference that the agent left in the last moment", async () => {
    const flow = await flowFor({ agents: agents(ANN) });
    await world.sandbox.putCallee(ANN, {
      ...{ kind: "scripted", ring: 1, then: "answer" },
      actions: [
        { on: "gather", do: "press", digits: "1" },
        { on: "dial", after: 4, do: "hang_up" },
      ],
    });
    await world.sandbox.putCallee(OTHER, { kind: "scripted", ring: 3, then: "answer" });
    // The contact's document comes late: by then the agent is gone, and nobody will join the room any more.
    await world.sandbox.addFault({
      match: { operation: "callback", to: ANN, event: "completed" },
      effect: "delay",
      seconds: 20,
    });
    await world.sandbox.addFault({ match: { operation: "document", to: OTHER }, effect: "delay", seconds: 3 });
    const id = await asks(flow, OTHER);
    const over = await world.of(flow).untilOver(id, 900);
    expect(over.steps.at(-3)).toMatchObject({ step: "in_order", exit: "call_finished" });
    await world.clock.advance(60);
    expect(await world.sandbox.calls()).toEqual([]);
  });
});

/** Hours that begin in so many minutes of the world's time. */
async function opensIn(minutes: number) {
  const { rows } = await world.database.owner.query<{ at: Date }>(
    "select patchcord_now() + make_interval(mins => $1) as at",
    [minutes],
  );
  const { at } = rows[0]!;
  const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][at.getUTCDay()]!;
  return { days: [day], from: at.toISOString().slice(11, 16), to: "24:00" };
}
