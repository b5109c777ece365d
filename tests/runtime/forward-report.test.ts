import { beforeAll, describe, expect, it } from "vitest";
import { carrierPost } from "../support/carrier-request";
import { type TestWorld, testWorld } from "../support/world";

/** What is heard of a forward, in every order and with parts of it lost: the carrier is played by the test, request by request. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

type Form = Record<string, string>;
type Heard = { path: "status" | "leg" | "forward"; form: Form };

let numbered = 0;

/** A customer who waits while the agent's leg rings. `hear` plays the carrier's next request and gives our answer. */
async function forwarding() {
  await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_500", times: 1 });
  const To = `+1202555${5000 + numbered++}`;
  const response = await world.start({ contact_1: To, contact_2: "+12025550130" });
  const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
  await world.clock.settle();
  const text = "select token from dial_attempt where interaction_id = $1";
  const { rows } = await world.database.owner.query(text, [interaction]);
  const base = `${world.baseUrl}/api/voice/${world.carrier}/${rows[0].token}`;
  const call = `CA${interaction.replaceAll("-", "")}`;
  const legId = `CB${call.slice(2)}`;
  const own = { CallSid: call, AccountSid: world.accountSid, From: world.number, To, CallStatus: "in-progress" };
  const post = async (address: string, more: Form = {}) =>
    (await carrierPost(address, { ...own, ...more }, world.authToken)).text();
  const announced = await post(`${base}/answer`);
  const dialled = await post(/<Redirect[^>]*>([^<#]*)/.exec(announced)?.[1] ?? announced);
  const action = /action="([^"#]*)/.exec(dialled)?.[1] ?? dialled;
  const leg = { CallSid: legId, ParentCallSid: call, To: "+12025550130" };
  const hear = ({ path, form }: Heard) => {
    if (path === "status") return post(`${base}/status`, { SequenceNumber: "9", ...form });
    if (path === "leg") return post(action.replace(/forward$/, "leg"), { ...leg, SequenceNumber: "2", ...form });
    return post(action, { DialCallSid: legId, ...form });
  };
  /** What the carrier asks for next in a document that keeps the caller. */
  const again = (document: string) =>
    post((/<Redirect[^>]*>([^<#]*)/.exec(document)?.[1] ?? document).replaceAll("&amp;", "&"));
  return { interaction, hear, again };
}

const COMPLETED = { CallStatus: "completed", CallDuration: "60" };
const over = (form: Form): Heard => ({ path: "status", form });
const action = (form: Form): Heard => ({ path: "forward", form });
const leg = (form: Form): Heard => ({ path: "leg", form });

const JOINED = action({ DialCallStatus: "completed", DialBridged: "true", DialCallDuration: "42" });
const TALKED = action({ DialCallStatus: "completed", DialCallDuration: "42" });

const CASES: [name: string, heard: Heard[], exit: string, outcome: string][] = [
  ["completed after seconds of talk, without a bridge or a leg", [TALKED], "ok", "forwarded"],
  ["the same, as the contact leaves", [{ ...TALKED, form: { ...TALKED.form, ...COMPLETED } }], "ok", "forwarded"],
  [
    "the call's end overtakes the report of a bridge",
    [over(COMPLETED), { ...JOINED, form: { ...JOINED.form, ...COMPLETED } }],
    "ok",
    "forwarded",
  ],
  [
    "the call's end overtakes the report of talk",
    [over(COMPLETED), { ...TALKED, form: { ...TALKED.form, ...COMPLETED } }],
    "ok",
    "forwarded",
  ],
  [
    "the call's end comes twice before the report",
    [over(COMPLETED), over(COMPLETED), { ...JOINED, form: { ...JOINED.form, ...COMPLETED } }],
    "ok",
    "forwarded",
  ],
  ["the call's end overtakes the leg", [over(COMPLETED), leg({ CallStatus: "in-progress" })], "ok", "forwarded"],
  ["the leg first", [leg({ CallStatus: "in-progress" }), over(COMPLETED)], "ok", "forwarded"],
  ["the call ends, and nothing is heard of the forward", [over(COMPLETED)], "contact_hung_up", "contact_hung_up"],
  [
    "the call ends while the agent's phone rings",
    [over(COMPLETED), action({ DialCallStatus: "canceled", DialBridged: "false", ...COMPLETED })],
    "contact_hung_up",
    "contact_hung_up",
  ],
  [
    "the agent does not answer and the contact leaves",
    [leg({ CallStatus: "no-answer" }), over(COMPLETED)],
    "contact_hung_up",
    "contact_hung_up",
  ],
  [
    "completed without a bridge: the key was not the agent's to press",
    [action({ DialCallStatus: "completed", DialBridged: "false", DialCallDuration: "9" })],
    "no_answer",
    "ended",
  ],
  [
    "failed with the leg's SIP 404",
    [leg({ CallStatus: "failed", SipResponseCode: "404" }), action({ DialCallStatus: "failed" })],
    "invalid_number",
    "ended",
  ],
];

describe("13.26 what is heard of a forward", () => {
  it.each(CASES)("%s", async (_name, heard, exit, outcome) => {
    const { interaction, hear } = await forwarding();
    for (const one of heard) await hear(one);
    await world.clock.advance(7);
    expect(await world.read(interaction)).toMatchObject({
      outcome,
      path: expect.stringContaining(`call_agent.${exit}`),
    });
    const { rows } = await world.database.owner.query(
      "select status, call_status from dial_attempt where interaction_id = $1",
      [interaction],
    );
    if (heard.some(({ path }) => path === "status"))
      expect(rows).toEqual([{ status: "ended", call_status: "completed" }]);
  });

  it("failed, and its leg says nothing: a fault that names the causes, after two seconds", async () => {
    const { interaction, hear, again } = await forwarding();
    let document = await hear(action({ DialCallStatus: "failed" }));
    for (let tries = 0; tries < 2; tries++) {
      expect(document).toContain('<Pause length="1"/>');
      document = await again(document);
    }
    const { path, steps } = await world.read(interaction);
    expect(path).toContain("call_agent.error");
    expect(steps.find(({ error }) => error)?.error).toMatchObject({
      ...{ code: "carrier_fault", message: expect.stringMatching(/agent's number.*13214.*13227/) },
    });
  });

  it("completed without a bridge, and the leg's answer comes late: they talked", async () => {
    const { interaction, hear, again } = await forwarding();
    const document = await hear(action({ DialCallStatus: "completed" }));
    await hear(leg({ CallStatus: "in-progress" }));
    await again(document);
    expect((await world.read(interaction)).path).toContain("call_agent.ok");
  });
});
