// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { readFileSync } from "node:fs";
import { v7 } from "uuid";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { explainRunningCallback } from "@/server/reports/explain-callback";
import type { RingGroupInput } from "@/server/resources/ring-groups/schema";
import type { LogRow } from "@/server/sandbox-carrier/world/call-log";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { stubServer } from "../support/stub-server";
import { type TestWorld, testWorld } from "../support/world";

/** A contact who waits on the line, and the agents who are rung meanwhile, as the carrier's own log tells of them. */
const CONTACT = "+12025550120";
const [ANN, BEA, CID] = ["+12025550181", "+12025550182", "+12025550183"] as const;
const never: CalleeInput = { kind: "scripted", then: "never" };
const person = (...actions: object[]) => ({ kind: "scripted", ring: 2, then: "answer", actions }) as CalleeInput;
const accepts = person({ on: "gather", after: 1, do: "press", digits: "1" }, { after_bridge: 10, do: "hang_up" });

let world: TestWorld;
let by: { account: AccountId; user: { id: string; email: string; name: string }; role: "admin" };
beforeAll(async () => {
  world = await testWorld();
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  by = { account: world.account as AccountId, user, role: "admin" };
});

/** A published flow that forwards to a ring group of these. */
async function flowFor(name: string, strategy: RingGroupInput["strategy"], to: object = {}): Promise<string> {
  const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const agents = [ANN, BEA, CID].map((number) => ({ number, label: "" }));
  await addRingGroup(by, { name, strategy, ringSeconds: 20, timeZone: "UTC", hours: [], agents });
  const flow = JSON.parse(readFileSync("tests/calls/flows/ring-group.json", "utf8"));
  const { call, end, sorry, closed_now, at_once } = flow.steps;
  call.exits.answered = "forward";
  const forward = { ...at_once, config: { to: { ring_group: name, ...to } } };
  flow.steps = { trigger: flow.steps.trigger, call, forward, sorry, closed_now, end };
  const { id } = await importFlow(by, JSON.stringify({ ...flow, name }));
  await publish(by, { id, revision: 0, note: "" });
  return id;
}

async function begin(flow: string, contact: string = CONTACT): Promise<string> {
  const response = await world.of(flow).start({ contact_1: contact, way: "", who: "", fault: "" });
  return ((await response.json()) as { interaction_id: string }).interaction_id;
}

/** Everything that the log tells from now on. */
async function logged(play: () => Promise<void>): Promise<LogRow[]> {
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  await play();
  return (await world.sandbox.log()).filter(({ seq }) => seq > since);
}

const rang = (log: LogRow[]) => log.flatMap(({ event, to }) => (event === "ringing" && to !== CONTACT ? [to] : []));
const secondsTo = (from: LogRow | undefined, to: LogRow | undefined) =>
  (Date.parse(to?.at ?? "") - Date.parse(from?.at ?? "")) / 1000;

describe("a contact who waits on the line for a ring group", () => {
  it("is joined with the first to accept, and all other phones are silent within two seconds", async () => {
    const flow = await flowFor("At once, one accepts", "all_at_once");
    for (const number of [BEA, CID]) await world.sandbox.putCallee(number, never);
    await world.sandbox.putCallee(ANN, accepts);
    const log = await logged(async () => void (await world.of(flow).untilOver(await begin(flow), 300)));
    expect(rang(log).toSorted()).toEqual([ANN, BEA, CID]);
    // The key is pressed with the request for what follows it.
    const accepted = log.find(({ event, url }) => event === "document" && url?.includes("/agent/key"));
    for (const number of [BEA, CID]) {
      const ended = log.find(({ event, to }) => event === "ended" && to === number);
      expect(secondsTo(accepted, ended), number).toBeLessThanOrEqual(2);
    }
    const bridged = log.find(({ event }) => event === "bridged");
    expect(secondsTo(accepted, bridged), "the contact is fetched at once").toBeLessThanOrEqual(2);
  });

  it("lets no phone ring on once it has hung up", async () => {
    const flow = await flowFor("The contact hangs up", "all_at_once");
    for (const number of [ANN, BEA, CID]) await world.sandbox.putCallee(number, never);
    const log = await logged(async () => {
      const id = await begin(flow);
      await world.clock.advance(10);
      await world.sandbox.hangUp(CONTACT);
      await world.of(flow).untilOver(id, 60);
      await world.clock.advance(30);
    });
    const left = log.find(({ event, to }) => event === "ended" && to === CONTACT);
    const ends = log.filter(({ event, to }) => event === "ended" && to !== CONTACT);
    expect(ends).toHaveLength(3);
    for (const end of ends) expect(secondsTo(left, end), end.to).toBeLessThanOrEqual(2);
    expect(rang(log), "nobody is rung after that").toHaveLength(3);
  });

  it("goes on waiting where the agent leaves before it is there, and gets the next one", async () => {
    const flow = await flowFor("The agent leaves", "in_order");
    await world.sandbox.putCallee(
      ANN,
      person({ on: "gather", after: 1, do: "press", digits: "1" }, { on: "dial", after: 1, do: "hang_up" }),
    );
    await world.sandbox.putCallee(BEA, accepts);
    // The carrier does not fetch the contact until the hold is over.
    await world.sandbox.addFault({ match: { operation: "update", to: CONTACT }, effect: "error_500", times: 1 });
    const log = await logged(async () => {
      const id = await begin(flow);
      await world.clock.advance(25);
      const { rows } = await world.database.owner.query("select * from callback where interaction_id = $1", [id]);
      expect(rows[0].rounds).toMatchObject([{ why: "agent_left" }]);
      await world.sandbox.putCallee(ANN, accepts);
      expect((await world.of(flow).untilOver(id, 300)).path).toContain("forward.ok");
    });
    expect(log.filter(({ event }) => event === "bridged")).toHaveLength(1);
  });

  it("rings the agent first whose last call is the longest ago", async () => {
    const flow = await flowFor("Longest idle", "longest_idle");
    for (const number of [ANN, BEA, CID]) await world.sandbox.putCallee(number, accepts);
    const order: (string | undefined)[] = [];
    for (let call = 0; call < 5; call++)
      order.push(...rang(await logged(async () => void (await world.of(flow).untilOver(await begin(flow), 300)))));
    const [first, second, third] = order;
    expect(new Set([first, second, third]).size, "each once").toBe(3);
    expect(order.slice(3), "and from the first on again").toEqual([first, second]);
  });

  it("hears its place in the queue, which is right as those before leave and others come", async () => {
    const hold = { source: "tts", text: "You are number {{ call.position }}." };
    const flow = await flowFor("Places", "all_at_once", { hold, rounds: 5, wait_seconds: 300 });
    for (const number of [ANN, BEA, CID]) await world.sandbox.putCallee(number, never);
    const others = ["+12025550191", "+12025550192", "+12025550193"] as const;
    for (const number of others) await world.sandbox.putCallee(number, { kind: "scripted", ring: 1, then: "answer" });
    const [first, second, third] = others;
    const places = (log: LogRow[], number: string) =>
      log.flatMap(({ event, to, twiml }) =>
        event === "document" && to === number
          ? [...(twiml ?? "").matchAll(/number (\d*)\./g)].map(([, nth]) => nth)
          : [],
      );
    const ids: string[] = [];
    const waited = await logged(async () => {
      for (const number of others) {
        ids.push(await begin(flow, number));
        await world.clock.advance(5);
      }
      await world.clock.advance(20);
    });
    expect(others.map((number) => new Set(places(waited, number)))).toEqual([
      new Set(["1"]),
      new Set(["2"]),
      new Set(["3"]),
    ]);
    expect(waited.find(({ twiml }) => twiml?.includes("number"))?.twiml, "in no document before").not.toContain(
      "number .",
    );
    const gone = await logged(async () => {
      await world.sandbox.hangUp(first);
      await world.clock.advance(2);
      ids.push(await begin(flow));
      await world.clock.advance(30);
    });
    expect([second, third, CONTACT].map((number) => places(gone, number).at(-1))).toEqual(["1", "2", "3"]);
    const { replayAll } = await import("../support/replay-all");
    expect(await replayAll(world.database.owner)).toEqual([]);
    for (const number of [second, third, CONTACT]) await world.sandbox.hangUp(number);
    for (const id of ids) await world.of(flow).untilOver(id, 60);
  });

  it("is told as any forward is, and stands in no list of callbacks", async () => {
    const { listCallbacks } = await import("@/server/reports/callbacks/data");
    const { addEndpoint, removeEndpoint } = await import("@/server/resources/webhooks/endpoints/mutations");
    const receiver = await stubServer(() => ({}));
    const endpoint = { name: "Back end", url: receiver.url, types: [], flows: [], headers: [] };
    const { id: listening } = await addEndpoint(by, endpoint);
    onTestFinished(() => removeEndpoint(by, listening));
    const flow = await flowFor("Told", "in_order");
    await world.sandbox.putCallee(ANN, accepts);
    const id = await begin(flow);
    await world.clock.advance(5);
    const lists = [false, true].map((over) => listCallbacks(by.account, { page: 0, size: 20, over }));
    expect((await Promise.all(lists)).map(({ total }) => total)).toEqual([0, 0]);
    const { rows } = await world.database.owner.query("select state from interaction where id = $1", [id]);
    expect(explainRunningCallback(rows[0].state)).toBe(
      "The contact waits on the line while agents of the ring group are rung.",
    );
    await world.of(flow).untilOver(id, 300);
    const told = () =>
      receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type.split("interaction.")[1] ?? "");
    await expect
      .poll(() => told().filter((what) => what !== ""))
      .toEqual(["accepted", "ringing", "answered", "agent_ringing", "joined", "ended"]);
  });
});
