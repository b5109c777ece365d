// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { describe, expect, it } from "vitest";
import { ACCOUNT, FROM, startWorld, TOKEN, type World } from "./world";

const CUSTOMER = "+12025550120";
const EVENTS = 'statusCallback="leg" statusCallbackEvent="initiated ringing answered completed"';

function dialling(world: World, numbers: string, attributes = ""): void {
  world.pages.start = `<Dial action="after" ${attributes}>${numbers}</Dial>`;
  world.pages.after = "<Hangup/>";
}

interface Case {
  name: string;
  agent: string;
  leg: string[];
  sip: string | null;
  dial: Record<string, string | null>;
}

const CASES: Case[] = [
  {
    name: "talks and hangs up",
    agent: "+12025550130",
    leg: ["initiated", "ringing", "in-progress", "completed"],
    sip: null,
    dial: { DialCallStatus: "completed", DialBridged: "true", DialCallDuration: "5", CallStatus: "in-progress" },
  },
  {
    name: "never answers",
    agent: "+12025550131",
    leg: ["initiated", "ringing", "no-answer"],
    sip: "487",
    dial: { DialCallStatus: "no-answer", DialBridged: "false", DialCallDuration: null },
  },
  {
    name: "busy",
    agent: "+12025550132",
    leg: ["initiated", "busy"],
    sip: "486",
    dial: { DialCallStatus: "busy", DialBridged: "false" },
  },
  {
    name: "no such number",
    agent: "+12025550133",
    leg: ["initiated", "failed"],
    sip: "404",
    dial: { DialCallStatus: "failed", DialBridged: "false" },
  },
];

describe("Dial one number", () => {
  it.each(CASES)("$name", async ({ agent, leg, sip, dial }) => {
    const world = await startWorld();
    dialling(world, `<Number ${EVENTS}>${agent}</Number>`, 'timeout="20"');
    const sid = await world.call(CUSTOMER);
    await world.control.advance(60);

    const legs = world.hooksNamed("leg");
    expect(world.statuses("leg")).toEqual(leg);
    expect(legs.at(-1)?.form.get("SipResponseCode")).toBe(sip);
    expect(new Set(legs.map((hook) => hook.form.get("ParentCallSid")))).toEqual(new Set([sid]));
    expect(legs[0]?.form.get("Direction")).toBe("outbound-dial");
    const [after] = world.hooksNamed("after");
    expect(after?.form.get("CallSid")).toBe(sid);
    expect(after?.form.get("DialCallSid")).toBe(legs[0]?.form.get("CallSid"));
    for (const [name, value] of Object.entries(dial)) expect(after?.form.get(name)).toBe(value);
    const child = await world.fetchCall(after?.form.get("DialCallSid") ?? "");
    expect(child).toMatchObject({ parent_call_sid: sid, direction: "outbound-dial", to: agent });
  });

  it("goes on with the next verb when there is no action", async () => {
    const world = await startWorld();
    world.pages.start = "<Dial timeout='5'>+12025550131</Dial><Redirect>next</Redirect>";
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(world.hooksNamed("next")).toHaveLength(1);
  });

  it("creates no leg for text that is no number", async () => {
    const world = await startWorld();
    dialling(world, "<Number>not-a-number</Number>");
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("failed");
    expect(world.hooksNamed("after")[0]?.form.get("DialCallSid")).toBe(null);
    expect(await world.errors()).toEqual([13224]);
  });

  it("refuses a caller id that is not the account's", async () => {
    const world = await startWorld({ accounts: { [ACCOUNT]: { auth_token: TOKEN, numbers: [FROM] } } });
    dialling(world, "<Number>+12025550130</Number>", 'callerId="+12025550188"');
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("failed");
    expect(await world.errors()).toEqual([13214]);
  });

  it("ends the bridge at timeLimit", async () => {
    const world = await startWorld();
    dialling(world, "<Number>+12025550134</Number>", 'timeLimit="30"');
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(world.hooksNamed("after")[0]?.form.get("DialCallDuration")).toBe("30");
  });

  it("lets the caller end it with the star", async () => {
    const world = await startWorld();
    dialling(world, "<Number>+12025550134</Number>", 'hangupOnStar="true"');
    await world.call(CUSTOMER);
    await world.control.advance(10);
    await world.control.keypad(CUSTOMER, "*");
    await world.control.advance(1);
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("completed");
    expect(world.hooksNamed("after")[0]?.form.get("CallStatus")).toBe("in-progress");
  });
});

describe("the caller leaves during Dial", () => {
  it("while the agent rings: the leg is canceled and the action still asked, once", async () => {
    const world = await startWorld();
    dialling(world, `<Number ${EVENTS}>+12025550131</Number>`);
    await world.call("+12025550127");
    await world.control.advance(60);
    expect(world.statuses("leg")).toEqual(["initiated", "ringing", "canceled"]);
    const [after, ...more] = world.hooksNamed("after");
    expect(more).toEqual([]);
    expect(after?.form.get("CallStatus")).toBe("completed");
    expect(after?.form.get("DialCallStatus")).toBe("canceled");
    expect(world.statuses().at(-1)).toBe("completed");
  });

  it("while joined: both legs complete", async () => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", {
      kind: "scripted",
      ring: 0,
      then: "answer",
      actions: [{ after_bridge: 7, do: "hang_up" }],
    });
    dialling(world, `<Number ${EVENTS}>+12025550134</Number>`);
    await world.call("+12025550150");
    await world.control.advance(60);
    const [after] = world.hooksNamed("after");
    expect(after?.form.get("CallStatus")).toBe("completed");
    expect(after?.form.get("DialBridged")).toBe("true");
    expect(after?.form.get("DialCallDuration")).toBe("7");
    expect(world.statuses("leg").at(-1)).toBe("completed");
    expect(await world.control.calls()).toEqual([]);
  });
});

const WHISPER = '<Gather numDigits="1" action="accepted"><Say>Press one to accept</Say></Gather><Hangup/>';

describe("whisper", () => {
  it.each([
    { key: "1", bridged: "true" },
    { key: undefined, bridged: "false" },
  ])("accept key $key → bridged $bridged", async ({ key, bridged }) => {
    const world = await startWorld();
    await world.control.putCallee("+12025550150", {
      kind: "scripted",
      ring: 1,
      then: "answer",
      actions: [
        ...(key ? [{ on: "whisper", do: "press", digits: key } as const] : []),
        { after_bridge: 9, do: "hang_up" },
      ],
    });
    dialling(world, `<Number url="whisper">+12025550150</Number>`);
    world.pages.whisper = WHISPER;
    world.pages.accepted = "";
    const sid = await world.call(CUSTOMER);
    await world.control.advance(60);
    const [whisper] = world.hooksNamed("whisper");
    expect(whisper?.form.get("ParentCallSid")).toBe(sid);
    expect(whisper?.form.get("CallStatus")).toBe("in-progress");
    expect(world.hooksNamed("accepted")).toHaveLength(key ? 1 : 0);
    const [after] = world.hooksNamed("after");
    // A declined whisper reads `completed`: the leg was answered, only DialBridged tells.
    expect(after?.form.get("DialCallStatus")).toBe("completed");
    expect(after?.form.get("DialBridged")).toBe(bridged);
  });

  it("cannot dial", async () => {
    const world = await startWorld();
    dialling(world, `<Number url="whisper">+12025550130</Number>`);
    world.pages.whisper = "<Dial>+12025550134</Dial>";
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(await world.errors()).toEqual([13201]);
  });

  it("ends with the caller", async () => {
    const world = await startWorld();
    dialling(world, `<Number url="whisper" ${EVENTS}>+12025550134</Number>`);
    world.pages.whisper = '<Pause length="30"/>';
    await world.call("+12025550127");
    await world.control.advance(60);
    expect(world.statuses("leg").at(-1)).toBe("completed");
    expect(world.hooksNamed("after")[0]?.form.get("DialBridged")).toBe("false");
  });
});

describe("Dial several numbers", () => {
  const three = ["+12025550131", "+12025550132", "+12025550130"]
    .map((number) => `<Number ${EVENTS}>${number}</Number>`)
    .join("");

  it("joins the first to answer and cancels the others", async () => {
    const world = await startWorld();
    dialling(world, three);
    await world.call(CUSTOMER);
    await world.control.advance(60);
    const last = new Map(world.hooksNamed("leg").map((hook) => [hook.form.get("To"), hook.form.get("CallStatus")]));
    expect(Object.fromEntries(last)).toEqual({
      "+12025550130": "completed",
      "+12025550131": "canceled",
      "+12025550132": "busy",
    });
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("completed");
    expect((await world.control.log()).filter((row) => row.event === "bridged")).toHaveLength(1);
  });

  it("keeps ringing the others until one is through the whisper", async () => {
    const world = await startWorld();
    await world.control.putCallee("+12025550151", { kind: "scripted", ring: 1, then: "answer" });
    await world.control.putCallee("+12025550152", {
      kind: "scripted",
      ring: 3,
      then: "answer",
      actions: [
        { on: "whisper", do: "press", digits: "1" },
        { after_bridge: 4, do: "hang_up" },
      ],
    });
    dialling(world, '<Number url="whisper">+12025550151</Number><Number url="whisper">+12025550152</Number>');
    world.pages.whisper = WHISPER;
    world.pages.accepted = "";
    await world.call(CUSTOMER);
    await world.control.advance(60);
    const [after] = world.hooksNamed("after");
    const winner = await world.fetchCall(after?.form.get("DialCallSid") ?? "");
    expect(winner.to).toBe("+12025550152");
    expect(after?.form.get("DialBridged")).toBe("true");
  });

  it("reports the last to give up when nobody answers", async () => {
    const world = await startWorld();
    dialling(world, "<Number>+12025550131</Number><Number>+12025550132</Number>", 'timeout="10"');
    await world.call(CUSTOMER);
    await world.control.advance(60);
    expect(world.hooksNamed("after")[0]?.form.get("DialCallStatus")).toBe("no-answer");
  });
});

describe("REST during a bridge", () => {
  it("takes the child leg out of it", async () => {
    const world = await startWorld();
    dialling(world, "<Number>+12025550134</Number>");
    world.pages.elsewhere = '<Pause length="20"/>';
    await world.call(CUSTOMER);
    await world.control.advance(10);
    const child = (await world.control.calls()).find((call) => call.parent);
    await world.rest(`Calls/${child?.call_sid}.json`, { Url: world.page("elsewhere") });
    await world.control.advance(5);
    expect(world.hooksNamed("after")).toHaveLength(1);
    expect(world.hooksNamed("elsewhere")[0]?.form.get("CallSid")).toBe(child?.call_sid);
    expect((await world.control.calls()).map((call) => call.to)).toEqual(["+12025550134"]);
  });

  it("redirects the caller, and ends the agent's leg", async () => {
    const world = await startWorld();
    dialling(world, `<Number ${EVENTS}>+12025550134</Number>`);
    world.pages.elsewhere = '<Pause length="20"/>';
    const sid = await world.call(CUSTOMER);
    await world.control.advance(10);
    await world.rest(`Calls/${sid}.json`, { Url: world.page("elsewhere") });
    await world.control.advance(5);
    expect(world.statuses("leg").at(-1)).toBe("completed");
    expect(world.hooksNamed("after")).toEqual([]);
    expect((await world.fetchCall(sid)).status).toBe("in-progress");
  });
});
