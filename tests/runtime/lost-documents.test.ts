import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { carrierPost } from "../support/carrier-request";
import { type TestWorld, testWorld } from "../support/world";

/** Calls whose documents the carrier cannot fetch from us. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterEach(async () => {
  await world.sandbox.clearFaults();
});

const ANSWERS = "+12025550120";

async function start(): Promise<string> {
  const response = await world.start({ contact_1: ANSWERS, contact_2: "+12025550134" });
  return ((await response.json()) as { interaction_id: string }).interaction_id;
}

async function attempt(interaction: string) {
  const text = "select * from dial_attempt where interaction_id = $1";
  return (await world.database.owner.query(text, [interaction])).rows[0];
}

async function why(interaction: string): Promise<string> {
  const { interactionDetail } = await import("@/server/reports/detail");
  const { readStoredInteraction } = await import("@/server/reports/data");
  return interactionDetail((await readStoredInteraction(world.account as never, interaction))!).why;
}

async function counted(code: string): Promise<number> {
  const { metrics } = await import("@/server/platform/metrics");
  const { values } = await metrics.documentsLost.get();
  return values.find(({ labels }) => labels.code === code)?.value ?? 0;
}

/** A request for the fallback by a call that is under way. */
async function fallback(
  interaction: string,
  form: Record<string, string> = {},
  token = world.authToken,
): Promise<string> {
  const { token: secret, call_id } = await attempt(interaction);
  const ErrorUrl = `${world.baseUrl}/api/voice/${world.carrier}/${secret}/1.1/next`;
  const own = {
    CallSid: call_id,
    AccountSid: world.accountSid,
    CallStatus: "in-progress",
    ErrorCode: "11200",
    ErrorUrl,
  };
  const answer = await carrierPost(`${world.baseUrl}/api/voice/fallback`, { ...own, ...form }, token);
  return answer.text();
}

const UNREACHABLE =
  /^The carrier could not reach us at http:\/\/127\.0\.0\.1:\d+ \(error 11205\)\. Check that PUBLIC_URL/;

describe("13.25 what the carrier could not fetch is our failure, not the customer's", () => {
  it.each([
    ["the first document", "/answer", "call_customer.error"],
    ["a later document", "/next", "announce.error"],
    ["what follows a forward", "/forward", "call_agent.error"],
  ])("%s", async (_name, url_contains, step) => {
    const before = await counted("11205");
    await world.sandbox.addFault({ match: { operation: "document", url_contains }, effect: "drop", times: 10 });
    const id = await start();
    await world.clock.advance(30);
    // Only a forward that ends is followed by a document.
    if (url_contains === "/forward") await world.sandbox.hangUp("+12025550134");
    const over = await world.untilOver(id, 60);
    await world.clock.advance(30);
    expect(over).toMatchObject({ status: "failed", outcome: "failed", call_result: "answered" });
    expect(over.path).toContain(step);
    expect(await why(id)).toMatch(/^The call broke off during “.*”\. The carrier could not reach us at /);
    expect(await attempt(id)).toMatchObject({
      status: "ended",
      carrier_code: 11205,
      error: expect.stringMatching(UNREACHABLE),
    });
    expect((await attempt(id)).error).not.toContain((await attempt(id)).token);
    expect(await counted("11205")).toBe(before + 1);
    const log = await world.sandbox.log();
    const call = log.findLast((row) => row.event === "create" && row.to === ANSWERS)?.call_sid;
    const said = log.filter((row) => row.call_sid === call).findLast((row) => row.twiml)?.twiml;
    expect(said, "the apology is heard to its end").toContain("We are sorry");
    expect(log.findLast((row) => row.call_sid === call && row.event === "ended")?.status).toBe("completed");
  });

  it("a document that the carrier could not use is told as that", async () => {
    const id = await start();
    await world.clock.advance(20);
    await fallback(id, { ErrorCode: "12100" });
    expect(await attempt(id)).toMatchObject({
      error: expect.stringMatching(/could not use what we answered.*\(error 12100\)/),
    });
    expect(await world.read(id)).toMatchObject({ outcome: "failed" });
  });

  it("is believed of the carrier alone, of that call, and once", async () => {
    const id = await start();
    await world.clock.advance(20);
    const before = await counted("11200");
    for (const [form, token] of [
      [{}, "another token"],
      [{ AccountSid: "AC00000000000000000000000000000000" }],
      [{ CallSid: "CA00000000000000000000000000000000" }],
      [{ ErrorUrl: "https://elsewhere.example/" }],
      [{ ErrorUrl: "" }],
      [{ ErrorCode: "none" }],
    ] as [Record<string, string>, string?][])
      expect(await fallback(id, form, token)).toContain("We are sorry");
    expect(await world.read(id)).toMatchObject({ status: "running" });
    for (let times = 0; times < 2; times++) expect(await fallback(id)).toContain("We are sorry");
    const { steps } = await world.read(id);
    expect(steps.filter(({ error }) => error)).toHaveLength(1);
    expect(await counted("11200")).toBeGreaterThan(before);
  });
});
