import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type TestWorld, testWorld } from "../support/world";

/** The product while the carrier's REST API fails, lies or is silent. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
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
    expect((await attempt(id)).call_id).toMatch(/^CA/);
    expect((await attempt(id)).call_id).not.toBe(foreign);
  });
});
