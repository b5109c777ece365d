import { beforeAll, describe, expect, it } from "vitest";
import { carrierPost } from "../support/carrier-request";
import { type TestWorld, testWorld } from "../support/world";

/** The carrier's side by hand: no sandbox call, each request sent when and as often as the test says. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

type Call = {
  interaction: string;
  base: string;
  form: Record<string, string>;
  post: (path: string, more?: Record<string, string>, options?: object) => Promise<{ status: number; text: string }>;
};

let numbered = 0;

/** Accepts an interaction and takes its attempt as far as `submitting`, with a call that only this test plays. */
async function call(): Promise<Call> {
  await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_500", times: 1 });
  // A number of its own: two calls between the same numbers would wait for each other.
  const To = `+1202555${3000 + numbered++}`;
  const response = await world.start({ contact_1: To, contact_2: "+12025550130" });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  await world.clock.settle();
  const { rows } = await world.database.owner.query("select * from dial_attempt where interaction_id = $1", [
    interaction_id,
  ]);
  expect(rows[0].status).toBe("unknown");
  const base = `${world.baseUrl}/api/voice/${world.carrier}/${rows[0].token}`;
  const form = {
    CallSid: `CA${interaction_id.replaceAll("-", "")}`,
    AccountSid: world.accountSid,
    From: world.number,
    To,
    CallStatus: "in-progress",
  };
  const post: Call["post"] = async (path, more = {}, options = {}) => {
    const answered = await carrierPost(`${base}${path}`, { ...form, ...more }, world.authToken, options);
    return { status: answered.status, text: await answered.text() };
  };
  return { interaction: interaction_id, base, form, post };
}

async function version(interaction: string): Promise<number> {
  const { rows } = await world.database.owner.query("select version from interaction where id = $1", [interaction]);
  return rows[0].version;
}

const HANG_UP = "<Response><Hangup/></Response>";

describe("turns and redelivery", () => {
  it("answers a redelivery byte for byte and changes nothing", async () => {
    const { post, interaction } = await call();
    const first = await post("/answer");
    expect(first.text).toContain("<Say");
    const before = await version(interaction);
    for (let again = 0; again < 3; again++) expect(await post("/answer")).toEqual(first);
    expect(await version(interaction)).toBe(before);
  });

  it("a redelivery's own idempotency header makes no difference", async () => {
    const { post } = await call();
    const first = await post("/answer", {}, { headers: { "I-Twilio-Idempotency-Token": "one" } });
    expect(await post("/answer", {}, { headers: { "I-Twilio-Idempotency-Token": "two" } })).toEqual(first);
  });

  it("many deliveries at once advance it once", async () => {
    const { post, interaction } = await call();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post("/answer")));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const { rows } = await world.database.owner.query(
      "select count(*)::int as found from interaction_event where interaction_id = $1",
      [interaction],
    );
    expect(rows[0].found).toBe(2);
  });

  it("an older turn gets its own answer again; one never asked for gets the current document", async () => {
    const { post } = await call();
    const announced = await post("/answer");
    const next = new URL(/<Redirect[^>]*>([^<#]*)/.exec(announced.text)?.[1] as string).pathname
      .split("/")
      .slice(-2)
      .join("/");
    const forwarded = await post(`/${next}`);
    expect(forwarded.text).toContain("<Dial");
    expect(await post(`/${next}`)).toEqual(forwarded);
    expect(await post("/1.0/next")).toEqual(forwarded);
  });

  it.each(["/9.9/next", "/2.7/forward"])("a turn that never was (%s) changes nothing", async (path) => {
    const { post, interaction } = await call();
    await post("/answer");
    const before = await version(interaction);
    expect((await post(path)).status).toBe(200);
    expect(await version(interaction)).toBe(before);
  });

  it("an ended interaction hangs up", async () => {
    const { post, interaction } = await call();
    await post("/answer");
    await post("/status", { CallStatus: "completed", CallDuration: "3", SequenceNumber: "3" });
    expect(await world.read(interaction)).toMatchObject({ outcome: "contact_hung_up" });
    expect((await post("/2.1/next")).text).toContain(HANG_UP);
  });

  it("completed without a document fetch is answered, then hung up", async () => {
    const { post, interaction } = await call();
    await post("/status", { CallStatus: "completed", CallDuration: "1", SequenceNumber: "3" });
    expect(await world.read(interaction)).toMatchObject({ outcome: "contact_hung_up", call_result: "answered" });
  });

  it("callbacks in any order: what comes late changes nothing", async () => {
    const { post, interaction } = await call();
    await post("/status", { CallStatus: "busy", SipResponseCode: "486", SequenceNumber: "2" });
    const over = await world.read(interaction);
    expect(over).toMatchObject({ outcome: "ended", call_result: "busy" });
    for (const [CallStatus, SequenceNumber] of [
      ["ringing", "1"],
      ["initiated", "0"],
      ["in-progress", "3"],
      ["completed", "4"],
    ] as const) {
      expect((await post("/status", { CallStatus, SequenceNumber })).status).toBe(204);
    }
    expect((await post("/answer")).text).toContain(HANG_UP);
    expect(await world.read(interaction)).toEqual(over);
  });

  it("a second call for one attempt gets a hang-up", async () => {
    const { post, interaction } = await call();
    await post("/status", { CallStatus: "ringing", SequenceNumber: "1" });
    const before = await version(interaction);
    const second = { CallSid: "CA00000000000000000000000000000002" };
    expect((await post("/answer", second)).text).toContain(HANG_UP);
    await post("/status", { ...second, CallStatus: "ringing", SequenceNumber: "1" });
    const { rows } = await world.database.owner.query(
      "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'update_call'",
    );
    await world.clock.settle();
    expect(await version(interaction)).toBe(before);
    expect(rows.length).toBeLessThanOrEqual(1);
    expect((await post("/answer")).text).toContain("<Say");
  });

  it("a late call for an attempt that was given up gets a hang-up", async () => {
    const { post, interaction } = await call();
    await world.clock.advance(90);
    expect(await world.read(interaction)).toMatchObject({ outcome: "ended", call_result: "failed" });
    expect((await post("/answer")).text).toContain(HANG_UP);
  });
});

describe("13.27 the status address of a call with machine detection", () => {
  it("has a value that nothing between needs to write", async () => {
    const { callAddresses } = await import("@/server/ports/addresses");
    const status = (detectMachine: boolean) =>
      callAddresses("https://p", "c", "t", { detectMachine, purpose: "contact" }).status;
    expect([status(true), status(false)]).toEqual([
      "https://p/api/voice/c/t/status?detects=1",
      "https://p/api/voice/c/t/status",
    ]);
  });

  it.each(["?detects=1", "?detects", "?detects="])("%s: who answered is read", async (query) => {
    const { post, interaction } = await call();
    const text = "update dial_attempt set detect_machine = true where interaction_id = $1";
    await world.database.owner.query(text, [interaction]);
    await post(`/status${query}`, { SequenceNumber: "2", AnsweredBy: "human" });
    const { rows } = await world.database.owner.query("select * from dial_attempt where interaction_id = $1", [
      interaction,
    ]);
    expect(rows[0]).toMatchObject({ status: "placed", call_status: "in_progress", answered_by: "human", error: null });
  });
});

describe("webhooks that are not the carrier's change nothing", () => {
  it("forged, for another account, of another row, misaddressed or oversized: 403", async () => {
    const { base, form, interaction } = await call();
    const before = await version(interaction);
    const statuses = await Promise.all([
      fetch(`${base}/answer`, { method: "POST", body: new URLSearchParams(form) }),
      carrierPost(`${base}/answer`, form, "another token"),
      carrierPost(`${base}/answer`, { ...form, AccountSid: "AC00000000000000000000000000000000" }, world.authToken),
      carrierPost(
        `${base.replace(world.carrier, "00000000-0000-7000-8000-000000000000")}/answer`,
        form,
        world.authToken,
      ),
      carrierPost(`${base.slice(0, -1)}/answer`, form, world.authToken),
      carrierPost(`${base}/elsewhere`, form, world.authToken),
      carrierPost(`${base}/answer`, { ...form, Filler: "x".repeat(70_000) }, world.authToken),
      fetch(`${base}/answer`),
    ]);
    expect(statuses.map((response) => response.status)).toEqual([403, 403, 403, 403, 403, 403, 403, 403]);
    expect(await version(interaction)).toBe(before);
  });

  it("an unknown token of ours, genuinely signed, is a harmless hang-up", async () => {
    const { base, form } = await call();
    const token = base.split("/").at(-1) as string;
    const unknown = `${base.slice(0, -10)}${token.slice(-10).split("").reverse().join("")}`;
    const response = await carrierPost(`${unknown}/answer`, form, world.authToken);
    expect([200, 403]).toContain(response.status);
    if (response.status === 200) expect(await response.text()).toContain(HANG_UP);
  });

  it("the fallback document needs no database, no signature, no account", async () => {
    const response = await fetch(`${world.baseUrl}/api/voice/fallback`, { method: "POST" });
    expect(await response.text()).toContain("We are sorry");
  });
});
