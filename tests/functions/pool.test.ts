import { fork } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createPool, type PoolLimits } from "@/server/resources/functions/pool/pool";
import { compileFailure, runSource } from "@/server/resources/functions/run";
import { bundle } from "../../scripts/bundle.mjs";
import { testDir } from "../support/cluster";
import { setEnvironment } from "../support/environment";
import { isAlive } from "../support/is-alive";
import { timed } from "../support/timed";

setEnvironment({});
const at = "2026-03-01T09:30:00.000Z";
const SAY = "export default ({ text }) => ({ text })";
const LOOP = "export default () => { for (;;); }";

const pools: ReturnType<typeof createPool>[] = [];
afterAll(() => {
  for (const pool of pools) pool.close();
});
function poolOf(limits: Partial<PoolLimits> = {}) {
  const pool = createPool({
    processes: 4,
    processesPerAccount: 2,
    waiting: 100,
    waitMs: 10_000,
    idleMs: 60_000,
    ...limits,
  });
  pools.push(pool);
  const run = (source: string, account = "a", signal?: AbortSignal, seed = "seed") =>
    runSource(pool, account, { source, args: { text: "x" }, at, seed }, signal);
  return { pool, run };
}
const gone = (pids: number[]) => expect.poll(() => pids.filter(isAlive)).toEqual([]);

/** What the pool starts is looked for in `folder` until it is put back, at the test's end at the latest. */
function builtElsewhere(folder: string): { putBack: () => void } {
  const { PATCHCORD_DIST = "" } = process.env;
  const putBack = () => setEnvironment({ PATCHCORD_DIST });
  onTestFinished(putBack);
  process.env.PATCHCORD_DIST = folder;
  return { putBack };
}

describe("the pool", () => {
  it("starts nothing before it is asked, and keeps a process ready from then on", async () => {
    const { pool, run } = poolOf();
    expect(pool.pids()).toEqual([]);
    expect((await run(SAY)).result).toBe("returned");
    expect(pool.pids().length).toBeGreaterThan(0);
    pool.close();
  });

  it("never has more processes than it may, and runs everything that waits", async () => {
    const { pool, run } = poolOf({ processes: 2 });
    const ran = await Promise.all(Array.from({ length: 30 }, (_, index) => run(SAY, `account ${index % 3}`)));
    expect(ran.map(({ result }) => result)).toEqual(Array(30).fill("returned"));
    expect(pool.pids().length).toBeLessThanOrEqual(2);
    pool.close();
  });

  it("leaves processes to other accounts, however much one of them runs", async () => {
    // Endless loops get no processor for long where others have work.
    const { pool, run } = poolOf({ waitMs: 60_000 });
    const order: string[] = [];
    const note = (what: string) => (ran: { result: string }) => order.push(`${what} ${ran.result}`);
    const flood = Array.from({ length: 3 }, () => run(LOOP, "flood").then(note("flood")));
    await run(SAY, "other").then(note("other"));
    expect(order).toEqual(["other returned"]);
    await Promise.all(flood);
    expect(order.slice(1)).toEqual(Array(3).fill("flood timeout"));
    pool.close();
  });

  it("refuses what waits behind too many", async () => {
    const { pool, run } = poolOf({ processes: 1, processesPerAccount: 1, waiting: 2 });
    const all = await Promise.all(Array.from({ length: 4 }, () => run(SAY)));
    expect(all.filter((ran) => ran.result === "failed")).toMatchObject([
      { failure: { message: "Too many functions are waiting to be run." } },
      { failure: { message: "Too many functions are waiting to be run." } },
    ]);
    pool.close();
  });

  it("drops calls whose caller has gone: queued, running, or not begun", async () => {
    const { pool, run } = poolOf({ processes: 1, processesPerAccount: 1 });
    await run(SAY);
    const running = new AbortController();
    const queued = new AbortController();
    const { awakeMs } = await timed(async () => {
      const both = [run(LOOP, "a", running.signal), run(LOOP, "a", queued.signal)];
      queued.abort();
      running.abort();
      expect((await Promise.all(both)).map(({ result }) => result)).toEqual(["timeout", "timeout"]);
      expect((await run(SAY, "a", AbortSignal.abort())).result).toBe("timeout");
    });
    expect(awakeMs).toBeLessThan(1500);
    expect((await run(SAY)).result).toBe("returned");
    pool.close();
  });

  it("runs a call again whose process was killed with all others, but not one whose own process crashed", async () => {
    const { pool, run } = poolOf();
    await Promise.all(["a", "b", "c"].map((account) => run(SAY, account)));
    const busy = run(
      "export default () => { let x = 0; for (let i = 0; i < 3e6; i += 1) x += i; return { text: 'done' }; }",
    );
    for (const pid of pool.pids()) process.kill(pid, "SIGKILL");
    expect(await busy).toMatchObject({ result: "returned" });
    const bomb = "export default () => ({ text: 'ab'.repeat(2 ** 27).split('').length })";
    expect(await run(bomb)).toMatchObject({ result: "failed" });
    expect((await run(SAY)).result).toBe("returned");
    pool.close();
  });

  it("ends its idle processes but for one, and all when it is closed", async () => {
    const { pool, run } = poolOf({ idleMs: 50 });
    await Promise.all(Array.from({ length: 8 }, (_, index) => run(SAY, `account ${index}`)));
    await expect.poll(() => pool.pids().length).toBe(1);
    const pids = pool.pids();
    pool.close();
    await gone(pids);
  });

  it("reports that the sandbox program has not been built", async () => {
    const built = builtElsewhere("nowhere");
    const { run } = poolOf();
    await expect(run(SAY)).rejects.toThrow(/run npm run build/);
    built.putBack();
    expect((await run(SAY)).result).toBe("returned");
  });

  it("reports a sandbox program that ends at once, and stops starting it", async () => {
    const broken = path.join(testDir, "broken-pool");
    await mkdir(broken, { recursive: true });
    await writeFile(path.join(broken, "function-sandbox.mjs"), "process.exit(1);");
    const built = builtElsewhere(broken);
    const { pool, run } = poolOf();
    await expect(run(SAY)).rejects.toThrow("could not be started");
    await expect.poll(() => pool.pids()).toEqual([]);
    await expect(run(SAY)).rejects.toThrow("could not be started");
    built.putBack();
    expect((await run(SAY)).result).toBe("returned");
  });

  it("leaves no process behind when its parent is killed", async () => {
    const programs = path.join(testDir, "programs");
    await bundle({ "pool-parent": "tests/functions/parent.ts" }, programs);
    const parent = fork(path.join(programs, "pool-parent.mjs"));
    const pids = await new Promise<number[]>((resolve) => parent.once("message", (pids) => resolve(pids as number[])));
    expect(pids.length).toBeGreaterThan(1);
    expect(pids.filter(isAlive)).toEqual(pids);
    parent.kill("SIGKILL");
    await gone(pids);
  });
});

describe("a run", () => {
  const { pool, run } = poolOf();
  const valuesOf = async (source: string, seed?: string) => {
    const ran = await run(source, "a", undefined, seed);
    return ran.result === "returned" && "keys" in ran.returned ? Object.fromEntries(ran.returned.keys) : ran;
  };

  it("sees only the time it is given, by every way to read a clock", async () => {
    const asks = `export default async (args) => ({
      now: args.now, date: new Date().toISOString(), stamp: Date.now(), text: Date(), own: new (class extends Date {})().toISOString(),
      other: new Date(0).constructor.now(), format: new Intl.DateTimeFormat("en-US", { timeStyle: "long" }).format(),
      parts: new Intl.DateTimeFormat("en-US").formatToParts().map((part) => part.value).join(""),
      local: new Date().toLocaleString(), given: new Date(2020, 1, 3).toISOString(), performance: typeof performance,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone, is: new Date() instanceof Date, parsed: Date.parse("2020-01-01"),
    })`;
    expect(await valuesOf(asks)).toEqual({
      now: { value: at },
      date: { value: at },
      stamp: { value: Date.parse(at) },
      text: { value: "Sun Mar 01 2026 09:30:00 GMT+0000 (Coordinated Universal Time)" },
      own: { value: at },
      other: { value: Date.parse(at) },
      format: { value: "9:30:00 AM UTC" },
      parts: { value: "3/1/2026" },
      local: { value: "3/1/2026, 9:30:00 AM" },
      given: { value: "2020-02-03T00:00:00.000Z" },
      performance: { value: "undefined" },
      zone: { value: "UTC" },
      is: { value: true },
      parsed: { value: 1577836800000 },
    });
  });

  it("draws the same numbers from the same seed, others from another, and well spread", async () => {
    const draw = "export default () => ({ a: Math.random(), b: Math.random() })";
    const first = await valuesOf(draw, "interaction.7");
    expect(await valuesOf(draw, "interaction.7")).toEqual(first);
    expect(await valuesOf(draw, "interaction.8")).not.toEqual(first);
    const spread = `export default () => {
      const counts = Array(10).fill(0);
      for (let i = 0; i < 10000; i += 1) counts[Math.floor(Math.random() * 10)] += 1;
      return { least: Math.min(...counts), most: Math.max(...counts) };
    }`;
    const { least, most } = (await valuesOf(spread)) as { least: { value: number }; most: { value: number } };
    expect(least.value).toBeGreaterThan(900);
    expect(most.value).toBeLessThan(1100);
  });

  it("leaves no state for the next run in the same process", async () => {
    await run("globalThis.left = 1; Object.prototype.left = 2; export default () => ({})");
    expect(await valuesOf("export default () => ({ left: typeof left, own: {}.left ?? null })")).toEqual({
      left: { value: "undefined" },
      own: { value: null },
    });
  });

  it.each([
    ["the function", "export default () => {\n  const nothing = null;\n  return nothing.x;\n}", 3, 18],
    ["something it calls", "const deep = () => {\n  throw new Error('x');\n};\nexport default () => deep();", 2, 9],
    ["a promise", "export default async () => {\n  await null;\n  throw new Error('x');\n}", 3, 9],
    ["the top of the source", "const x = 1;\nx.y.z;\nexport default () => ({});", 2, 5],
    ["its grammar", "export default () => {\n  return {;\n}", 2, 11],
  ])("says where in %s it went wrong", async (_where, source, line, column) => {
    expect(await run(source)).toMatchObject({ result: "failed", failure: { line, column } });
  });

  it("keeps the console's output, within bounds, also of a failed run", async () => {
    const said = await run(
      "export default () => { console.log('a', 1, { b: [2] }, null); console.error(new Error('c')); console.info('x'.repeat(5000)); for (let i = 0; i < 1000; i += 1) console.debug(i); throw new Error('late'); }",
    );
    expect(said.console.slice(0, 2)).toEqual(['a 1 {"b":[2]} null', "Error: c"]);
    expect(said.console[2]).toBe(`${"x".repeat(1000)}…`);
    expect(said.console).toHaveLength(100);
    expect(said).toMatchObject({ result: "failed", failure: { message: "Error: late" } });
  });

  it("is only compiled for publishing", async () => {
    expect(await compileFailure(pool, "a", "throw new Error('not run'); export default () => ({})")).toBeNull();
    expect(await compileFailure(pool, "a", "export default (")).toMatchObject({ line: 1 });
    expect((await compileFailure(pool, "a", "import 'node:fs'"))?.message).toMatch(/cannot import/);
  });
});
