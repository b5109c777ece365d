import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createTaskProcesses, type TaskLimits } from "@/server/platform/task-processes";

const LIMITS: TaskLimits = {
  processes: 2,
  processesPerAccount: 1,
  waiting: 3,
  waitingPerAccount: 2,
  runMs: 60_000,
  heapMiB: 32,
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Processes that hold until they are let go. */
function held(limits: Partial<TaskLimits> = {}) {
  const program = path.resolve(import.meta.dirname, "held-process.mjs");
  const processes = createTaskProcesses<object, string>(program, { ...LIMITS, ...limits });
  const folder = mkdtempSync(path.join(tmpdir(), "patchcord-held-"));
  folders.push(folder);
  return {
    run: (account: string, answer: string) => processes.run(account, { folder, answer }),
    begun: () => readdirSync(folder).filter((name) => name.startsWith("begun")).length,
    letGo: () => writeFileSync(path.join(folder, "go"), ""),
  };
}

describe("13.2 work off the event loop", () => {
  test("is done by so many processes at a time, one of each account, and the rest waits", async () => {
    const { run, begun, letGo } = held();
    const answers = [run("a", "1"), run("a", "2"), run("a", "3"), run("b", "4")];
    await expect.poll(begun).toBe(2);
    expect(await run("a", "5"), "the third of an account that would wait").toEqual({ did: "busy" });
    letGo();
    expect(await Promise.all(answers)).toEqual(["1", "2", "3", "4"].map((answer) => ({ did: "answer", answer })));
  });

  test("is refused where too much waits", async () => {
    const { run, begun, letGo } = held({ waiting: 1 });
    const answers = [run("a", "1"), run("b", "2"), run("c", "3")];
    await expect.poll(begun).toBe(2);
    expect(await run("d", "4")).toEqual({ did: "busy" });
    letGo();
    expect(await Promise.all(answers)).toHaveLength(3);
    expect(await run("d", "4"), "what has ended makes room").toEqual({ did: "answer", answer: "4" });
  });

  test.each([
    ["takes too long", "hold", "timeout", { runMs: 1 }],
    ["crashes", "crash", "crash", {}],
    ["ends without an answer", "end", "crash", {}],
    ["fills its memory", "fill", "crash", {}],
  ])("that %s is ended", async (_what, answer, did, limits) => {
    const { run, letGo } = held(limits);
    expect(await run("a", answer)).toEqual({ did });
    letGo();
  });
});
