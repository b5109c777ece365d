import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SandboxControl } from "../../server/sandbox-carrier/control-client";
import { startWorld } from "./world";

describe("the clock", () => {
  it("stands still until it is advanced", async () => {
    const world = await startWorld();
    const before = await world.control.clock();
    await world.call("+12025550122", { Timeout: "35" });
    const after = await world.control.advance(34);
    expect(Date.parse(after.now) - Date.parse(before.now)).toBe(34_000);
    expect(after).toMatchObject({ next_timer_in: 1, in_flight: 0 });
    expect(world.statuses()).toEqual(["initiated", "ringing"]);
    await world.control.advance(1);
    expect(world.statuses().at(-1)).toBe("no-answer");
  });

  it("also moves when it is real", async () => {
    const world = await startWorld({ clock: "real" });
    await world.call("+12025550122", { Timeout: "35" });
    await world.control.advance(36);
    expect(world.statuses()).toEqual(["initiated", "ringing", "no-answer"]);
  });
});

describe("the log", () => {
  it("tells how often a phone rang, and for which address", async () => {
    const world = await startWorld();
    await world.call("+12025550123", { Url: `${world.page("start")}?attempt=a1` });
    await world.call("+12025550120");
    await world.control.advance(60);
    const rows = await world.control.log(0, "+12025550123");
    expect(rows.map((row) => row.event).filter((event) => event !== "callback")).toEqual([
      "create",
      "ringing",
      "ended",
    ]);
    const ringing = rows.find((row) => row.event === "ringing");
    expect(ringing?.url).toBe(`${world.page("start")}?attempt=a1`);
    const all = await world.control.log();
    expect(all.map((row) => row.seq)).toEqual(all.map((_, index) => index + 1));
    expect((await world.control.log(all.length - 1)).map((row) => row.seq)).toEqual([all.length]);
  });

  it("survives a restart; calls it shows unfinished have failed", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sandbox-"));
    const logFile = path.join(folder, "calls.jsonl");
    const first = await startWorld({ logFile });
    const done = await first.call("+12025550121");
    await first.control.advance(5);
    const open = await first.call("+12025550122");
    await first.control.advance(5);
    while ((await readFile(logFile, "utf8")).split("\n").length <= (await first.control.log()).length);

    const second = await startWorld({ logFile });
    expect((await second.fetchCall(done)).status).toBe("busy");
    expect((await second.fetchCall(open)).status).toBe("failed");
    const listed = (await (await second.rest("Calls.json?To=%2B12025550122")).json()) as { calls: unknown[] };
    expect(listed.calls).toHaveLength(1);
    const last = (await readFile(logFile, "utf8")).trim().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({ event: "ended", call_sid: open, status: "failed" });
    await rm(folder, { recursive: true });
  });
});

describe("the control API", () => {
  it("is closed without its secret", async () => {
    const world = await startWorld();
    const stranger = new SandboxControl(world.url, "guess");
    expect(await stranger.health()).toBe(true);
    await expect(stranger.log()).rejects.toThrow(/401/);
  });

  it("lists callees and changes the default one", async () => {
    const world = await startWorld();
    // biome-ignore lint/suspicious/noThenProperty: part of the callee format.
    await world.control.putCallee("default", { kind: "scripted", ring: 0, then: "busy" });
    expect((await world.control.callees())["+12025550140"]).toEqual({ kind: "human" });
    await world.call("+33123456789");
    await world.control.advance(1);
    expect(world.statuses()).toEqual(["initiated", "busy"]);
  });

  it("says what is wrong with a body", async () => {
    const world = await startWorld();
    await expect(world.control.putCallee("+12025550150", { kind: "robot" } as never)).rejects.toThrow(/400/);
  });
});
