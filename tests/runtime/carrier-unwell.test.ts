import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { cancelInteraction } from "@/server/runtime/due/end-call";
import type { FaultInput } from "@/server/sandbox-carrier/world/faults";
import { type TestWorld, testWorld } from "../support/world";

/** The product while the carrier's REST API fails, lies or is silent. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ callsPerSecond: 1 });
});
afterEach(async () => {
  await world.sandbox.clearFaults();
});

const AGENT = "+12025550130";
const BUSY = "+12025550121";
const SILENT = "+12025550122";

async function start(contact_1: string, contact_2 = AGENT): Promise<string> {
  const response = await world.start({ contact_1, contact_2 });
  expect(response.status).toBe(202);
  return ((await response.json()) as { interaction_id: string }).interaction_id;
}

async function attempt(interaction: string) {
  const text = "select * from dial_attempt where interaction_id = $1";
  return (await world.database.owner.query(text, [interaction])).rows[0];
}

/** A call between the same two numbers that somebody else makes at the same carrier account. */
async function foreignCall(to: string): Promise<string> {
  const response = await fetch(`${world.sandbox.url}/2010-04-01/Accounts/${world.accountSid}/Calls.json`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${world.accountSid}:${world.authToken}`)}` },
    body: new URLSearchParams({ To: to, From: world.number, Twiml: "<Response><Hangup/></Response>" }),
  });
  return ((await response.json()) as { sid: string }).sid;
}

describe("13.22 a call of others is never taken for ours", () => {
  it.each([
    ["five minutes", 300],
    ["half a minute", 30],
    ["ten seconds", 10],
  ])("made %s before, listed although older calls were not asked for", async (_name, seconds) => {
    await foreignCall(BUSY);
    await world.clock.advance(seconds);
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_500" });
    await world.sandbox.addFault({ match: { operation: "list" }, effect: "any_time", times: 100 });
    const id = await start(BUSY);
    expect(await world.untilOver(id)).toMatchObject({ call_result: "failed" });
    expect(await attempt(id)).toMatchObject({ status: "given_up", call_id: null });
  });

  it("ours is found beside it, by the carrier's own clock", async () => {
    const foreign = await foreignCall(SILENT);
    await world.clock.advance(10);
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "lose_answer" });
    await world.sandbox.addFault({ match: { operation: "callback" }, effect: "drop", times: 20 });
    await world.sandbox.addFault({ match: { operation: "list" }, effect: "any_time", times: 100 });
    const id = await start(SILENT);
    expect(await world.untilOver(id)).toMatchObject({ call_result: "no_answer" });
    // 13.27: what had kept the call in doubt is no error of one that was found.
    expect(await attempt(id)).toMatchObject({ call_id: expect.stringMatching(/^CA/), error: null });
    expect((await attempt(id)).call_id).not.toBe(foreign);
  });
});

/** The moments, in seconds after the first, at which the carrier was asked for a call to this number. */
async function requests(to: string, since: number): Promise<number[]> {
  const log = (await world.sandbox.log()).filter((row) => row.seq > since);
  const times = log.filter((row) => row.message === "create" || (row.event === "create" && row.to === to));
  return times.map((row) => (Date.parse(row.at) - Date.parse(times[0]?.at ?? row.at)) / 1000);
}
const lastRow = async () => (await world.sandbox.log()).at(-1)?.seq ?? 0;

async function why(interaction: string): Promise<string> {
  const { readStoredInteraction } = await import("@/server/reports/data");
  const { interactionDetail } = await import("@/server/reports/detail");
  const stored = await readStoredInteraction(world.account as AccountId, interaction);
  return interactionDetail(stored!).why;
}

/** In seconds, by the clock that the test drives. */
async function databaseNow(): Promise<number> {
  const { rows } = await world.database.owner.query("select extract(epoch from patchcord_now())::float as now");
  return rows[0].now;
}

async function cancel(interaction: string): Promise<void> {
  const { runtime } = await import("@/server/wiring");
  await cancelInteraction(runtime(), world.account as AccountId, interaction);
}

describe("13.23 a carrier that refuses calls for now", () => {
  it("is asked again when it says so, and then the call is made", async () => {
    const since = await lastRow();
    const match = { operation: "create" } as const;
    await world.sandbox.addFault({ match, effect: "error_429", retry_after: 30, times: 2 });
    const id = await start(BUSY);
    await world.clock.advance(10);
    expect(await why(id)).toBe("The carrier is refusing calls for now (429). The call is tried again.");
    expect(await world.untilOver(id)).toMatchObject({ call_result: "busy" });
    const [, second, third] = await requests(BUSY, since);
    expect(second).toBeGreaterThanOrEqual(30);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(30);
    expect(await attempt(id)).toMatchObject({ error: null, tries: 3 });
  });

  it("is asked ever less often, and the end says why there was no call", async () => {
    const since = await lastRow();
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_429", times: 1000 });
    const id = await start(BUSY);
    const over = await world.untilOver(id);
    expect(over).toMatchObject({ call_result: "failed" });
    const message =
      "The call could not be placed within the time that the flow allows. The carrier is refusing calls for now (429).";
    expect(over.steps.find((step) => step.error)?.error).toEqual({ code: "queue_timeout", message });
    const times = await requests(BUSY, since);
    expect(times.length).toBeGreaterThan(4);
    expect(times.length).toBeLessThan(12);
  });

  it("is asked no more often than its pace allows by all the calls that wait", async () => {
    const since = await lastRow();
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_429", times: 1000 });
    const ids: string[] = [];
    const began = await databaseNow();
    for (let index = 0; index < 10; index++) ids.push(await start(`+120255501${60 + index}`));
    await world.clock.advance(20);
    const asked = (await requests("", since)).length;
    expect(asked).toBeGreaterThan(ids.length);
    expect(asked).toBeLessThanOrEqual((await databaseNow()) - began + 1);
    for (const id of ids) await cancel(id);
  });
});

describe("13.24 what the carrier said stays known", () => {
  it("503: never dialled again, and the end says what the answer was", async () => {
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error", http: 503, code: 20503 });
    const id = await start(BUSY);
    await world.clock.advance(20);
    const answered = "The carrier answered with an error (HTTP 503, code 20503): Answered by a fault rule";
    expect(await why(id)).toContain(answered);
    const over = await world.untilOver(id);
    const message = `The carrier never said whether it placed the call. ${answered}`;
    expect(over.steps.find((step) => step.error)?.error).toEqual({ code: "carrier_silent", message });
    expect(await why(id)).toBe(`The contact was not reached: ${message}.`);
  });

  it("401: said in our words, and not asked again", async () => {
    await world.sandbox.addFault({ match: { operation: "create" }, effect: "error", http: 401, code: 20003 });
    const id = await start(BUSY);
    const over = await world.untilOver(id);
    const message = "The carrier does not take the credentials. Check the account and its token.";
    expect(over.steps.find((step) => step.error)?.error).toEqual({ code: "carrier_auth", message });
    expect(await attempt(id)).toMatchObject({ status: "refused", tries: 1, carrier_code: 20003, error: message });
  });
});

type Rest = Omit<FaultInput, "match">;
const UNAUTHORISED: Rest = { effect: "error", http: 401, code: 20003 };
const SILENCES: [name: string, fetched: Rest, said: string][] = [
  [
    "401",
    UNAUTHORISED,
    "The carrier does not take the credentials (HTTP 401, code 20003). Check its address and credentials",
  ],
  ["500", { effect: "error_500" }, "The carrier answered with an error (HTTP 500, code 20500): Internal Server Error"],
  ["a page", { effect: "garble" }, "What answers at the carrier's address is not a carrier of this kind (HTTP 200)."],
  [
    "queued",
    { effect: "stuck", says: "queued" },
    "says that it is still queued. Check the call in the carrier's own console",
  ],
  ["under way", { effect: "stuck", says: "in-progress" }, "says that it is still under way."],
];

async function silent(fetched: Rest): Promise<void> {
  await world.sandbox.addFault({ match: { operation: "fetch" }, ...fetched, times: 10_000 });
  await world.sandbox.addFault({ match: { operation: "update" }, effect: "error_500", times: 10_000 });
}

describe("13.21 a call of which nothing is heard any more ends when it can last no longer", () => {
  it.each(SILENCES)("dialled, and the carrier says %s", async (_name, fetched, said) => {
    await world.sandbox.addFault({ match: { operation: "callback" }, effect: "drop", times: 100 });
    await silent(fetched);
    const id = await start(SILENT);
    const began = await databaseNow();
    const over = await world.untilOver(id, 400);
    // Until the carrier has placed the call, fifteen seconds of ringing, and a minute to say what became of it.
    expect((await databaseNow()) - began).toBeLessThan(60 + 15 + 60 + 60);
    const error = over.steps.find((step) => step.error)?.error;
    expect(error?.code).toBe("carrier_silent");
    expect(over).toMatchObject({ call_result: "failed" });
    expect(await attempt(id)).toMatchObject({ status: "given_up", error: expect.stringContaining(said) });
    expect(await why(id)).toContain("The contact was not reached: The carrier stopped answering. ");
    expect(await deadlines(id)).toBe(0);
  });

  it("ringing, and the carrier says 500", async () => {
    await world.sandbox.addFault({ match: { operation: "callback", event: "completed" }, effect: "drop", times: 100 });
    await silent({ effect: "error_500" });
    const id = await start(SILENT);
    const over = await world.untilOver(id, 300);
    const { ringing_at, ended_at } = await attempt(id);
    expect((ended_at - ringing_at) / 1000).toBeLessThan(15 + 60 + 20);
    expect(over.steps.find((step) => step.error)?.error?.code).toBe("carrier_silent");
  });

  it.each([SILENCES[0]!, SILENCES[1]!, SILENCES[4]!])(
    "forwarded, and the carrier says %s",
    async (_name, fetched, said) => {
      const id = await start("+12025550120", "+12025550134");
      for (let passed = 0; (await why(id)) !== "The contact and the agent are talking."; passed++) {
        expect(passed).toBeLessThan(60);
        await world.clock.advance(2);
      }
      await world.sandbox.addFault({ match: { operation: "callback" }, effect: "drop", times: 100 });
      await world.sandbox.addFault({ match: { operation: "document" }, effect: "drop", times: 100 });
      await silent(fetched);
      await later(id, "3 hours 50 minutes");
      expect(await world.read(id)).toMatchObject({ status: "running" });
      await later(id, "15 minutes");
      expect(await world.untilOver(id, 30)).toMatchObject({
        status: "failed",
        outcome: "failed",
        call_result: "answered",
      });
      expect(await why(id)).toMatch(/^The call broke off during “.*”\. The carrier stopped answering\. /);
      expect(await why(id)).toContain(said);
      expect(await attempt(id)).toMatchObject({ status: "given_up" });
      expect(await deadlines(id)).toBe(0);
      await world.sandbox.clearFaults();
      for (const { to } of await world.sandbox.calls()) await world.sandbox.hangUp(to);
      await world.clock.advance(5);
      expect(await world.read(id)).toMatchObject({ outcome: "failed" });
    },
  );
});

/** Makes the interaction's call so much older, and asks about it. */
async function later(interaction: string, time: string): Promise<void> {
  const { owner } = world.database;
  const text = "update dial_attempt set submitted_at = submitted_at - $2::interval where interaction_id = $1";
  await owner.query(text, [interaction, time]);
  await owner.query("update deadline set due_at = patchcord_now() where subject = 'interaction' and id = $1", [
    interaction,
  ]);
  await world.clock.advance(2);
}

/** How many deadlines the interaction and its attempts still have. */
async function deadlines(interaction: string): Promise<number> {
  const text = `select 1 from deadline where id = $1 or id in (select id from dial_attempt where interaction_id = $1)`;
  return (await world.database.owner.query(text, [interaction])).rows.length;
}
