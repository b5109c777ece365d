import { beforeAll, describe, expect, it } from "vitest";
import acceptKey from "../calls/flows/accept-key.json" with { type: "json" };
import { carrierPost } from "../support/carrier-request";
import { publishFlow } from "../support/publish-flow";
import { type TestWorld, testWorld } from "../support/world";

/** The agent's side by hand: the customer's call and the agent's leg are played by the test, request by request. */
let world: TestWorld;
let flow: string;
beforeAll(async () => {
  world = await testWorld();
  flow = await publishFlow(world.account, acceptKey);
});

type Form = Record<string, string>;
type Post = (path: string, more?: Form, token?: string) => Promise<{ status: number; text: string }>;

let numbered = 0;

/** An interaction whose customer waits while the agent's leg rings; `leg` is what that leg's requests carry. */
async function forwarding(): Promise<{ interaction: string; post: Post; turn: string; leg: Form }> {
  await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_500", times: 1 });
  const To = `+1202555${4000 + numbered++}`;
  const response = await world.of(flow).start({ contact_1: To, contact_2: "+12025550151", fault: "" });
  const { interaction_id: interaction } = (await response.json()) as { interaction_id: string };
  await world.clock.settle();
  const text = "select token from dial_attempt where interaction_id = $1";
  const { rows } = await world.database.owner.query(text, [interaction]);
  const base = `${world.baseUrl}/api/voice/${world.carrier}/${rows[0].token}`;
  const call = `CA${interaction.replaceAll("-", "")}`;
  const own = { CallSid: call, AccountSid: world.accountSid, From: world.number, To, CallStatus: "in-progress" };
  const post: Post = async (path, more = {}, token = world.authToken) => {
    const answered = await carrierPost(`${base}${path}`, { ...own, ...more }, token);
    return { status: answered.status, text: await answered.text() };
  };
  const dialled = await post("/answer");
  const turn = /\/(\d+\.\d+)\/whisper#/.exec(dialled.text)?.[1];
  if (!turn) throw new Error(dialled.text);
  const leg = { CallSid: `CB${call.slice(2)}`, ParentCallSid: call, To: "+12025550151" };
  return { interaction, post, turn, leg };
}

const HANG_UP = "<Response><Hangup/></Response>";
const JOIN = "<Response/>";
const ended = (turn: string, more: Form): [string, Form] => [`/${turn}/forward`, more];

describe("the agent's documents", () => {
  it("are the whisper with the accept key, however often they are fetched", async () => {
    const { post, turn, leg } = await forwarding();
    const first = await post(`/${turn}/whisper`, leg);
    expect(first.text).toContain("Press 1 to take the call.");
    expect(first.text).toContain(`/${turn}/accept#`);
    expect(await post(`/${turn}/whisper`, leg)).toEqual(first);
  });

  it("the key joins, delivered once or twice, and a second press changes nothing", async () => {
    const { post, turn, leg, interaction } = await forwarding();
    const accept = (Digits: string) => post(`/${turn}/accept`, { ...leg, Digits });
    for (const key of ["1", "1", "7"]) expect((await accept(key)).text).toContain(JOIN);
    await post(...ended(turn, { DialCallSid: leg.CallSid ?? "", DialCallStatus: "completed", DialBridged: "false" }));
    expect((await world.of(flow).read(interaction)).path).toContain("agent.finished");
    expect((await accept("1")).text, "the contact waits no more").toContain(HANG_UP);
  });

  it("many presses at once are one", async () => {
    const { post, turn, leg } = await forwarding();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(`/${turn}/accept`, { ...leg, Digits: "1" })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const legs = await world.database.owner.query("select accepted_at from leg where call_id = $1", [leg.CallSid]);
    expect(legs.rows).toEqual([{ accepted_at: expect.any(Date) }]);
  });

  it.each(["2", ""])(
    "the key %j hangs up, and what the carrier says of a bridge makes no difference",
    async (Digits) => {
      const { post, turn, leg, interaction } = await forwarding();
      expect((await post(`/${turn}/accept`, { ...leg, Digits })).text).toContain(HANG_UP);
      await post(`/${turn}/leg`, { ...leg, SequenceNumber: "2" });
      await post(...ended(turn, { DialCallSid: leg.CallSid ?? "", DialCallStatus: "completed", DialBridged: "true" }));
      expect((await world.of(flow).read(interaction)).path).toContain("agent.no_answer");
    },
  );

  it("the leg's own callbacks do not take an accepted key back", async () => {
    const { post, turn, leg, interaction } = await forwarding();
    await post(`/${turn}/accept`, { ...leg, Digits: "1" });
    await post(`/${turn}/leg`, { ...leg, SequenceNumber: "2" });
    await post("/status", { CallStatus: "completed", SequenceNumber: "3", CallDuration: "9" });
    expect(await world.of(flow).read(interaction)).toMatchObject({ outcome: "forwarded" });
  });

  it("a contact who leaves before the key has been joined with nobody", async () => {
    const { post, turn, leg, interaction } = await forwarding();
    await post(`/${turn}/leg`, { ...leg, SequenceNumber: "2" });
    await post("/status", { CallStatus: "completed", SequenceNumber: "3", CallDuration: "9" });
    expect(await world.of(flow).read(interaction)).toMatchObject({ outcome: "contact_hung_up" });
    for (const at of ["whisper", "accept"])
      expect((await post(`/${turn}/${at}`, { ...leg, Digits: "1" })).text).toContain(HANG_UP);
  });

  it.each<[string, (leg: Form) => Form, string?]>([
    ["another call's leg", (leg) => ({ ...leg, ParentCallSid: "CA0" })],
    ["the contact's own call", ({ ParentCallSid = "", To = "" }) => ({ CallSid: ParentCallSid, To })],
    ["another turn", (leg) => leg, "9.9"],
  ])("%s is told to hang up", async (_what, change, elsewhere) => {
    const { post, turn, leg } = await forwarding();
    for (const at of ["whisper", "accept"])
      expect((await post(`/${elsewhere ?? turn}/${at}`, { ...change(leg), Digits: "1" })).text).toContain(HANG_UP);
    const legs = await world.database.owner.query("select 1 from leg where accepted_at is not null and call_id = $1", [
      leg.CallSid,
    ]);
    expect(legs.rows).toEqual([]);
  });

  it.each(["whisper", "accept"])("%s without the carrier's signature is refused", async (at) => {
    const { post, turn, leg } = await forwarding();
    expect((await post(`/${turn}/${at}`, { ...leg, Digits: "1" }, "another token")).status).toBe(403);
  });
});
