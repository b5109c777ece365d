// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { describe, expect, it } from "vitest";
import type { CalleeInput } from "../../server/sandbox-carrier/world/callee";
import { startWorld, type World } from "./world";

type Actions = NonNullable<Extract<CalleeInput, { kind: "scripted" }>["actions"]>;

const AGENT = "+12025550171";
const CUSTOMER = "+12025550120";
const answers = (actions: Actions): CalleeInput => ({ kind: "scripted", ring: 1, then: "answer", actions });

/** A room of two that ends with either. */
const ROOM =
  '<Dial action="after"><Conference endConferenceOnExit="true" beep="false" maxParticipants="2">room</Conference></Dial>';

async function meeting(agent: Actions, customer: Actions, start = ROOM): Promise<World> {
  const world = await startWorld();
  world.pages.start = start;
  world.pages.after = ({ form }) => (form.get("CallStatus") === "in-progress" ? "<Say>Goodbye now</Say>" : "");
  await world.control.putCallee(AGENT, answers(agent));
  await world.control.putCallee(CUSTOMER, answers(customer));
  return world;
}

const bridges = async (world: World) => (await world.control.log()).filter((row) => row.event === "bridged");

describe("Conference", () => {
  it("keeps the first waiting, joins the second, and ends for the one who stays", async () => {
    const world = await meeting([{ after_bridge: 5, do: "hang_up" }], []);
    const agent = await world.call(AGENT);
    await world.control.advance(60);
    expect(await bridges(world)).toEqual([]);
    expect(await world.fetchCall(agent)).toMatchObject({ status: "in-progress" });
    const customer = await world.call(CUSTOMER);
    await world.control.advance(2);
    expect(await bridges(world)).toMatchObject([{ call_sid: customer, with: agent }]);
    await world.control.advance(10);
    const said = world.hooksNamed("after").map(({ form }) => [form.get("CallSid"), form.get("CallStatus")]);
    expect(said.sort()).toEqual(
      [
        [agent, "completed"],
        [customer, "in-progress"],
      ].sort(),
    );
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("answered");
    expect(await world.fetchCall(customer)).toMatchObject({ status: "completed" });
    expect(await world.errors()).toEqual([]);
  });

  it("has room for no third", async () => {
    const world = await meeting([], []);
    for (let at = 0; at < 3; at += 1) await world.call(AGENT);
    await world.control.advance(3);
    expect(await bridges(world)).toHaveLength(1);
    expect(world.hooksNamed("after").map(({ form }) => form.get("DialCallStatus"))).toEqual(["failed"]);
    expect(await world.errors()).toEqual([0]);
  });

  it("does not begin until somebody comes who starts it", async () => {
    const world = await meeting([], [], ROOM.replace("<Conference ", '<Conference startConferenceOnEnter="false" '));
    await world.call(AGENT);
    await world.call(CUSTOMER);
    await world.control.advance(5);
    expect(await bridges(world)).toEqual([]);
  });

  it("is another room in every name", async () => {
    const world = await meeting([], []);
    await world.call(AGENT);
    await world.control.advance(2);
    world.pages.start = ROOM.replace(">room<", ">other<");
    await world.call(CUSTOMER);
    await world.control.advance(5);
    expect(await bridges(world)).toEqual([]);
  });

  it("ends for a call that REST redirects, and the other one waits again", async () => {
    const world = await meeting([], [], ROOM.replace(' endConferenceOnExit="true"', ""));
    const agent = await world.call(AGENT);
    const customer = await world.call(CUSTOMER);
    await world.control.advance(2);
    world.pages.elsewhere = "<Say>Goodbye</Say>";
    await world.rest(`Calls/${customer}.json`, { Url: world.page("elsewhere") });
    await world.control.advance(5);
    expect(world.hooksNamed("after")).toEqual([]);
    expect(await world.fetchCall(customer)).toMatchObject({ status: "completed" });
    expect(await world.fetchCall(agent)).toMatchObject({ status: "in-progress" });
  });

  it("presses the keys of SendDigits before the document is asked for", async () => {
    const world = await meeting([], []);
    await world.call(CUSTOMER, { SendDigits: "ww42#" });
    await world.control.advance(3);
    expect(world.hooksNamed("start")).toEqual([]);
    await world.control.advance(1);
    expect(world.hooksNamed("start")).toHaveLength(1);
    const [created] = await world.control.log();
    expect(created).toMatchObject({ event: "create", send_digits: "ww42#" });
    expect(
      (await world.rest("Calls.json", { To: AGENT, From: CUSTOMER, Url: world.page("start"), SendDigits: "call me" }))
        .status,
    ).toBe(400);
  });
});
