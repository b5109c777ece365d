import { createServer } from "node:http";
import net from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetSingleton } from "@/server/platform/process-singleton";
import { takeRate } from "@/server/platform/rates/limiter";
import { openSharedRates } from "@/server/platform/rates/shared-window";
import type { AccountId } from "@/server/ports/ids";
import { setEnvironment } from "../support/environment";
import { type FakeRedis, fakeRedis } from "./fake-redis";

const account = "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55" as AccountId;
/** The clock and all timers stand still but for `pass`: how long the limiter waits for its store is not the machine's affair. */
vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
let close: () => void = () => undefined;

function use(redisUrl: string): void {
  setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", REDIS_URL: redisUrl, LOG_LEVEL: "silent" });
}

beforeEach(() => {
  for (const name of ["env", "shared-rates", "rate-windows"]) forgetSingleton(name);
});
afterEach(() => close());

async function started(): Promise<FakeRedis> {
  const redis = await fakeRedis();
  close = redis.close;
  use(redis.url);
  // The connection is made with the first check, which the process decides by itself; a second later Redis is asked.
  await takeRate(account, "read", 5);
  await openSharedRates();
  await pass(1000);
  return redis;
}

test("a plain Redis counts: script sent once without Upstash's flag, then by its hash", async () => {
  const redis = await started();
  const verdicts = [];
  for (let i = 0; i < 3; i++) verdicts.push(await takeRate(account, "start", 2));
  expect(verdicts.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
  expect(verdicts[2]!.resetSeconds).toBe(1);
  expect(redis.commands.map((command) => command[0])).toEqual(["evalsha", "eval", "evalsha", "evalsha"]);
  expect(redis.commands[1]![1]).not.toMatch(/^#!/);
});

test.each([
  ["away", async () => "redis://127.0.0.1:1"],
  ["silent", silent],
])("a store that is %s: this process decides at the same rate, within 50 ms", async (_what, url) => {
  use(await url());
  // The first finds out, the others know.
  for (const expected of [true, true, false]) {
    const deciding = takeRate(account, "start", 2);
    await pass(50);
    expect((await deciding).allowed).toBe(expected);
  }
});

test("Upstash over HTTP counts, with its own script", async () => {
  const commands: string[][] = [];
  let known = false;
  let taken = 0;
  const server = createServer(async (req, res) => {
    let text = "";
    for await (const data of req) text += data;
    // The client sends what is asked at once as one list.
    const command = (JSON.parse(text) as string[][])[0]!;
    commands.push([req.headers.authorization ?? "", ...command]);
    known ||= command[0] === "eval";
    if (known && command[3]?.includes(":start:")) taken += 1;
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify([known ? { result: [taken > 2 ? -1 : 1, 2] } : { error: "NOSCRIPT" }]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => void server.close();
  const url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
  setEnvironment({ DATABASE_URL: "postgresql://nowhere/none", LOG_LEVEL: "silent" });
  Object.assign(process.env, { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: "t".repeat(16) });
  const verdicts = [];
  for (let i = 0; i < 3; i++) verdicts.push((await takeRate(account, "start", 2)).allowed);
  expect(verdicts).toEqual([true, true, false]);
  expect(commands.filter(([, name]) => name === "eval")).toHaveLength(1);
  expect(commands.find(([, name]) => name === "eval")?.[2]).toMatch(/^#!lua/);
  expect(new Set(commands.map(([bearer]) => bearer))).toEqual(new Set([`Bearer ${"t".repeat(16)}`]));
  delete process.env.UPSTASH_REDIS_REST_URL;
  delete process.env.UPSTASH_REDIS_REST_TOKEN;
});

test("a limit of a million is no limit: Redis is not asked", async () => {
  const redis = await started();
  for (let i = 0; i < 10; i++) expect((await takeRate(account, "start", 1_000_000)).allowed).toBe(true);
  expect(redis.commands).toEqual([]);
});

/** Takes connections and never says a word. */
function silent(): Promise<string> {
  return new Promise((resolve) => {
    const sockets = new Set<net.Socket>();
    const server = net
      .createServer((socket) => void sockets.add(socket))
      .listen(0, "127.0.0.1", () => {
        resolve(`redis://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
      });
    close = () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    };
  });
}
