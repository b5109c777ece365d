import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../server/sandbox-carrier/world/faults";
import { ACCOUNT, startWorld, type World } from "./world";

const TO = "+12025550121";

function create(world: World) {
  return world.rest("Calls.json", {
    To: TO,
    From: "+12025550100",
    Url: world.page("start"),
    StatusCallback: world.page("status"),
    StatusCallbackEvent: ["initiated", "completed"],
  });
}

const placed = async (world: World) => (await world.control.log()).filter((row) => row.event === "create").length;

describe("create", () => {
  const REFUSING: [effect: string, placed: boolean | undefined, status: number, calls: number][] = [
    ["error_500", undefined, 500, 0],
    ["error_500", true, 500, 1],
    ["error_429", undefined, 429, 0],
    ["garble", undefined, 200, 1],
    ["garble", false, 200, 0],
  ];

  it.each(REFUSING)("%s, placed %s → HTTP %i, %i calls", async (effect, wasPlaced, status, calls) => {
    const world = await startWorld();
    await world.control.addFault({ match: { operation: "create" }, effect, placed: wasPlaced });
    const response = await create(world);
    expect(response.status).toBe(status);
    expect(await placed(world)).toBe(calls);
    // Once is the default.
    expect((await create(world)).status).toBe(201);
  });

  it("lose_answer: the call is placed, the connection dies", async () => {
    const world = await startWorld();
    await world.control.addFault({ match: { operation: "create", to: TO }, effect: "lose_answer" });
    await expect(create(world)).rejects.toThrow();
    await world.control.advance(5);
    expect(world.statuses()).toEqual(["initiated", "busy"]);
  });

  it("hang: nothing is placed, nothing comes", async () => {
    const world = await startWorld();
    await world.control.addFault({ match: { operation: "create" }, effect: "hang", seconds: 30 });
    const lost = expect(create(world)).rejects.toThrow();
    while ((await world.control.clock()).next_timer_in === null);
    await world.control.advance(30);
    await lost;
    expect(await placed(world)).toBe(0);
  });

  it("delay: callbacks come before the 201", async () => {
    const world = await startWorld();
    await world.control.addFault({ match: { operation: "create" }, effect: "delay", seconds: 10 });
    let answered = false;
    const response = create(world).then((reply) => {
      answered = true;
      return reply;
    });
    while ((await world.control.clock()).next_timer_in === null);
    await world.control.advance(5);
    expect(world.statuses()).toEqual(["initiated", "busy"]);
    expect(answered).toBe(false);
    await world.control.advance(5);
    expect((await response).status).toBe(201);
  });
});

const CALLBACKS: [name: string, fault: FaultInput, statuses: string[]][] = [
  [
    "drop",
    { match: { operation: "callback", event: "ringing" }, effect: "drop" },
    ["initiated", "in-progress", "completed"],
  ],
  [
    "drop by status",
    { match: { operation: "callback", status: "completed" }, effect: "drop" },
    ["initiated", "ringing", "in-progress"],
  ],
  [
    "duplicate",
    { match: { operation: "callback", event: "answered" }, effect: "duplicate" },
    ["initiated", "ringing", "in-progress", "in-progress", "completed"],
  ],
  [
    "delay",
    { match: { operation: "callback", event: "initiated" }, effect: "delay", seconds: 20 },
    ["ringing", "in-progress", "completed", "initiated"],
  ],
  [
    "reorder",
    { match: { operation: "callback", event: "ringing" }, effect: "reorder" },
    ["initiated", "in-progress", "ringing", "completed"],
  ],
  [
    "reorder of the last one, which has no successor",
    { match: { operation: "callback", event: "completed" }, effect: "reorder" },
    ["initiated", "ringing", "in-progress", "completed"],
  ],
  [
    "lose_answer, tried again by policy",
    { match: { operation: "callback", event: "completed" }, effect: "lose_answer" },
    ["initiated", "ringing", "in-progress", "completed", "completed"],
  ],
];

describe("callbacks", () => {
  it.each(CALLBACKS)("%s", async (_name, fault, statuses) => {
    const world = await startWorld();
    world.pages.start = "<Say>Hello</Say>";
    await world.control.addFault(fault);
    await world.call("+12025550120", { StatusCallback: `${world.page("status")}#rc=2&rp=rt` });
    await world.control.advance(60);
    expect(world.statuses()).toEqual(statuses);
    expect((await world.control.faults())[0]?.struck).toBe(1);
  });
});

describe("documents", () => {
  const DOCUMENTS: [effect: string, requests: number][] = [
    ["duplicate", 2],
    ["lose_answer", 2],
    ["drop", 1],
  ];

  it.each(DOCUMENTS)("%s: %i requests arrive, and the call goes on", async (effect, requests) => {
    const world = await startWorld();
    world.pages.start = "<Redirect>next</Redirect>";
    await world.control.addFault({ match: { operation: "document", url_contains: "/start" }, effect });
    await world.call("+12025550120", { Url: `${world.page("start")}#rc=1&rp=ct,rt` });
    await world.control.advance(60);
    expect(world.hooksNamed("start")).toHaveLength(requests);
    expect(world.hooksNamed("next")).toHaveLength(1);
  });

  it("delay: asked for later", async () => {
    const world = await startWorld();
    await world.control.addFault({ match: { operation: "document" }, effect: "delay", seconds: 3 });
    await world.call("+12025550120");
    await world.control.advance(4);
    expect(world.hooksNamed("start")).toHaveLength(0);
    await world.control.advance(1);
    expect(world.hooksNamed("start")).toHaveLength(1);
  });
});

describe("rules", () => {
  it.each(["fetch", "list", "update"] as const)("strike %s too", async (operation) => {
    const world = await startWorld();
    const sid = await world.call("+12025550122");
    await world.control.addFault({ match: { operation, account: ACCOUNT }, effect: "error_500" });
    const paths = { fetch: `Calls/${sid}.json`, list: "Calls.json?To=x", update: `Calls/${sid}.json` };
    const response = await world.rest(paths[operation], operation === "update" ? { Status: "canceled" } : undefined);
    expect(response.status).toBe(500);
    await world.control.clearFaults();
    expect((await world.fetchCall(sid)).status).toBe("queued");
  });

  it("strike by a seeded chance, the same every time", async () => {
    const runs = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const world = await startWorld();
        await world.control.addFault({ match: { operation: "create" }, effect: "error_500", probability: 0.5, seed });
        const statuses: number[] = [];
        for (let index = 0; index < 12; index++) statuses.push((await create(world)).status);
        return statuses.join();
      }),
    );
    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).not.toBe(runs[2]);
    expect(runs[0]).toContain("201");
    expect(runs[0]).toContain("500");
  });

  it("answer with any status, a Retry-After, a proxy's page", async () => {
    const world = await startWorld();
    const sid = await world.call("+12025550122");
    const fetched = async (fault: Omit<FaultInput, "match">) => {
      await world.control.addFault({ match: { operation: "fetch" }, ...fault });
      const answer = await world.rest(`Calls/${sid}.json`);
      return { status: answer.status, wait: answer.headers.get("retry-after"), text: await answer.text() };
    };
    expect(await fetched({ effect: "error", http: 401, code: 20003 })).toMatchObject({
      ...{ status: 401, text: expect.stringContaining('"code":20003') },
    });
    expect(await fetched({ effect: "error_429", retry_after: 30 })).toMatchObject({ status: 429, wait: "30" });
    expect(await fetched({ effect: "error", http: 408, html: true })).toMatchObject({
      ...{ status: 408, text: expect.stringContaining("<html>") },
    });
    expect(await fetched({ effect: "stuck", says: "in-progress" })).toMatchObject({
      ...{ status: 200, text: expect.stringContaining('"status":"in-progress"') },
    });
    expect((await world.fetchCall(sid)).status).toBe("queued");
  });

  it("list calls of any age, which a start time leaves out otherwise", async () => {
    const world = await startWorld();
    const sid = await world.call(TO);
    await world.control.advance(3600);
    const path = `Calls.json?${new URLSearchParams({ To: TO, "StartTime>": new Date((await world.control.clock()).now).toISOString() })}`;
    const listed = async () => ((await (await world.rest(path)).json()) as { calls: { sid: string }[] }).calls;
    expect(await listed()).toEqual([]);
    await world.control.addFault({ match: { operation: "list" }, effect: "any_time" });
    expect(await listed()).toMatchObject([{ sid }]);
  });

  it("are refused when they make no sense", async () => {
    const world = await startWorld();
    await expect(world.control.addFault({ match: { operation: "list" }, effect: "reorder" })).rejects.toThrow(/400/);
  });
});
