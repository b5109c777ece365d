// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { describe, expect, it } from "vitest";
import type { CalleeInput } from "../../server/sandbox-carrier/world/callee";
import { startWorld } from "./world";

interface Outcome {
  name: string;
  to: string;
  callee?: CalleeInput;
  more?: Record<string, string>;
  statuses: string[];
  sip: string | null;
  rings: number;
}

const ringing = ["initiated", "ringing"];

const OUTCOMES: Outcome[] = [
  { name: "answered", to: "+12025550120", statuses: [...ringing, "in-progress", "completed"], sip: null, rings: 1 },
  { name: "busy", to: "+12025550121", statuses: ["initiated", "busy"], sip: "486", rings: 0 },
  { name: "never", to: "+12025550122", statuses: [...ringing, "no-answer"], sip: "487", rings: 1 },
  { name: "declined", to: "+12025550123", statuses: [...ringing, "busy"], sip: "603", rings: 1 },
  { name: "invalid", to: "+12025550124", statuses: ["initiated", "failed"], sip: "404", rings: 0 },
  { name: "machine", to: "+12025550125", statuses: [...ringing, "in-progress", "completed"], sip: null, rings: 1 },
  { name: "hangs up", to: "+12025550126", statuses: [...ringing, "in-progress", "completed"], sip: null, rings: 1 },
  {
    name: "unknown number",
    to: "+442079460000",
    statuses: [...ringing, "in-progress", "completed"],
    sip: null,
    rings: 1,
  },
  { name: "human, no phone open", to: "+12025550140", statuses: ["initiated", "failed"], sip: "480", rings: 0 },
  {
    name: "rings longer than Timeout",
    to: "+12025550199",
    callee: { kind: "scripted", ring: 20, then: "answer" },
    more: { Timeout: "15" },
    statuses: [...ringing, "no-answer"],
    sip: "487",
    rings: 1,
  },
  {
    name: "server error",
    to: "+12025550199",
    callee: { kind: "scripted", ring: 0, then: "fail", sip_code: 503 },
    statuses: ["initiated", "failed"],
    sip: "503",
    rings: 0,
  },
];

describe("callees", () => {
  it.each(OUTCOMES)("$name", async ({ to, callee, more, statuses, sip, rings }) => {
    const world = await startWorld();
    world.pages.start = "<Say>Hello, this is a call from Patchcord about your order.</Say>";
    if (callee) await world.control.putCallee(to, callee);
    const sid = await world.call(to, more);
    await world.control.advance(120);

    const callbacks = world.hooksNamed("status");
    expect(world.statuses()).toEqual(statuses);
    expect(callbacks.map((hook) => hook.form.get("SequenceNumber"))).toEqual(statuses.map((_, i) => String(i)));
    expect(callbacks.at(-1)?.form.get("SipResponseCode")).toBe(sip);
    expect(callbacks.every((hook) => hook.form.get("CallbackSource") === "call-progress-events")).toBe(true);
    const log = await world.control.log(0, to);
    expect(log.filter((row) => row.event === "ringing")).toHaveLength(rings);
    expect((await world.fetchCall(sid)).status).toBe(statuses.at(-1));
  });

  it("counts the seconds from answer to end", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="61"/>';
    await world.call("+12025550120");
    await world.control.advance(120);
    const last = world.hooksNamed("status").at(-1);
    expect(last?.form.get("CallDuration")).toBe("61");
    expect(last?.form.get("Duration")).toBe("2");
  });

  it("says whether a machine answered, and asks for the document only then", async () => {
    const world = await startWorld();
    await world.call("+12025550125", { MachineDetection: "Enable" });
    await world.control.advance(7);
    expect(world.statuses()).toContain("in-progress");
    expect(world.hooksNamed("start")).toHaveLength(0);
    await world.control.advance(1);
    expect(world.hooksNamed("start")[0]?.form.get("AnsweredBy")).toBe("machine_start");
  });

  it("ends an endless call at TimeLimit", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="9999"/>';
    const sid = await world.call("+12025550120", { TimeLimit: "30" });
    await world.control.advance(60);
    expect(await world.fetchCall(sid)).toMatchObject({ status: "completed", duration: "30" });
  });

  it("sends only the events asked for, and `completed` when none were named", async () => {
    const world = await startWorld();
    await world.rest("Calls.json", {
      To: "+12025550121",
      From: "+12025550100",
      Url: world.page("start"),
      StatusCallback: world.page("status"),
    });
    await world.control.advance(10);
    expect(world.statuses()).toEqual(["busy"]);
  });
});
