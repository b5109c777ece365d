import { describe, expect, it } from "vitest";
import type { Owner } from "../../server/sandbox-carrier/control-client";
import type { PhoneEvent } from "../../server/sandbox-carrier/world/phones";
import { ACCOUNT, startWorld, TOKEN, type World } from "./world";

const CUSTOMER = "+12025550140";
const AGENT = "+12025550141";
const OWNER: Owner = { sid: ACCOUNT, token: TOKEN };

/** Opens phones and collects what they tell; `until` waits for an event. */
async function openPhones(world: World, numbers: string[], owner?: Owner) {
  const stream = await world.control.phones(numbers, owner);
  const seen: PhoneEvent[] = [];
  const iterator = stream[Symbol.asyncIterator]();
  const until = async (type: string, number?: string): Promise<PhoneEvent> => {
    for (;;) {
      const { value, done } = await iterator.next();
      if (done) throw new Error(`the stream ended before ${type}`);
      seen.push(value);
      if (value.type === type && (!number || value.number === number)) return value;
    }
  };
  await until("snapshot");
  return { until, seen, close: stream.close };
}

describe("test phones", () => {
  it("ring, are answered, hear, press, and end", async () => {
    const world = await startWorld();
    world.pages.start = '<Gather numDigits="1" action="heard"><Say language="de-DE">Eins oder zwei?</Say></Gather>';
    world.pages.heard = "<Play>/music.mp3</Play>";
    world.pages["music.mp3"] = { type: "audio/mpeg", body: "la la la" };
    const phones = await openPhones(world, [CUSTOMER], OWNER);
    const sid = await world.call(CUSTOMER);
    await world.control.advance(10);
    expect(await phones.until("ringing")).toMatchObject({ number: CUSTOMER, call_sid: sid, from: "+12025550100" });
    expect(await world.control.answer(CUSTOMER)).toEqual({ done: true, call_sid: sid, status: "in-progress" });
    await world.control.advance(0);
    expect(await phones.until("twiml")).toMatchObject({
      twiml:
        '<Response>\n  <Gather numDigits="1" action="heard">\n    <Say language="de-DE">Eins oder zwei?</Say>\n  </Gather>\n</Response>',
    });
    await phones.until("gather");
    expect(await phones.until("say")).toMatchObject({ text: "Eins oder zwei?", language: "de-DE" });
    await world.control.keypad(CUSTOMER, "2");
    await world.control.advance(1);
    expect(world.hooksNamed("heard")[0]?.form.get("Digits")).toBe("2");
    expect(await phones.until("play")).toMatchObject({ url: world.page("music.mp3") });
    await world.control.hangUp(CUSTOMER);
    expect(await phones.until("ended")).toMatchObject({ status: "completed" });
    await world.control.advance(0);
    expect(world.statuses()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
    phones.close();
  });

  it("decline as a person does", async () => {
    const world = await startWorld();
    const phones = await openPhones(world, [CUSTOMER]);
    await world.call(CUSTOMER);
    await world.control.advance(2);
    await world.control.decline(CUSTOMER);
    expect(await phones.until("ended")).toMatchObject({ status: "busy", sip_code: 603 });
    phones.close();
  });

  it("join customer and agent, who read each other", async () => {
    const world = await startWorld();
    world.pages.start = `<Dial action="after"><Number>${AGENT}</Number></Dial>`;
    const phones = await openPhones(world, [CUSTOMER, AGENT], OWNER);
    await world.call(CUSTOMER);
    await world.control.advance(1);
    await world.control.answer(CUSTOMER);
    await world.control.advance(1);
    await phones.until("ringing", AGENT);
    await world.control.answer(AGENT);
    expect(await phones.until("bridged", CUSTOMER)).toMatchObject({ with: AGENT });
    expect(await phones.until("bridged", AGENT)).toMatchObject({ with: CUSTOMER });
    await world.control.speak(CUSTOMER, "good morning");
    expect(await phones.until("transcript", CUSTOMER)).toMatchObject({ speaker: "self", text: "good morning" });
    expect(await phones.until("transcript", AGENT)).toMatchObject({ speaker: "partner", text: "good morning" });
    await world.control.hangUp(AGENT);
    await world.control.advance(0);
    expect(world.hooksNamed("after")[0]?.form.get("DialBridged")).toBe("true");
    phones.close();
  });

  it("show scripted callees too, and calls that were there before", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="100"/>';
    const sid = await world.call("+12025550120");
    await world.control.advance(5);
    const phones = await openPhones(world, [], OWNER);
    expect(phones.seen[0]).toMatchObject({ calls: [{ call_sid: sid, number: "+12025550120", status: "in-progress" }] });
    await world.call("+12025550122");
    await world.control.advance(1);
    await phones.until("ringing", "+12025550122");
    phones.close();
  });

  it("get no events of another account, and cannot be called from it", async () => {
    const world = await startWorld();
    const other = { sid: "AC00000000000000000000000000000002", token: "another token" };
    await world.control.putAccount(other.sid, { auth_token: other.token });
    const phones = await openPhones(world, [CUSTOMER], other);
    await world.call(CUSTOMER);
    await world.control.advance(5);
    expect(world.statuses()).toEqual(["initiated", "failed"]);
    const [row] = (await world.control.log()).filter((entry) => entry.event === "error");
    expect(row?.message).toContain("No test phone is open");
    expect(phones.seen).toHaveLength(1);
    phones.close();
  });

  it.each([
    ["another token", { sid: ACCOUNT, token: "another token" }],
    ["an account that is not there", { sid: "AC00000000000000000000000000000003", token: TOKEN }],
    ["no token", { sid: ACCOUNT, token: "" }],
  ])("13.14 are nobody's who does not own the account: %s", async (_, owner) => {
    const world = await startWorld();
    await expect(world.control.phones([CUSTOMER], owner)).rejects.toThrow("HTTP 403");
  });

  it("are busy during a call", async () => {
    const world = await startWorld();
    const phones = await openPhones(world, [CUSTOMER]);
    await world.call(CUSTOMER);
    await world.control.advance(1);
    const second = await world.call(CUSTOMER);
    await world.control.advance(1);
    expect((await world.fetchCall(second)).status).toBe("busy");
    phones.close();
  });
});
