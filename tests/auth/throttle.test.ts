import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knownBrowser, makeKnown } from "@/server/auth/known-browser";
import { countTry, forgiveTry, type Try } from "@/server/auth/throttle";
import { clientNetwork } from "@/server/platform/client-network";
import { forgetSingleton } from "@/server/platform/process-singleton";
import { openSharedRates } from "@/server/platform/rates/shared-window";
import { fakeRedis } from "../api/fake-redis";
import { setEnvironment } from "../support/environment";
import { stoppedClock } from "../support/stopped-clock";

const clock = stoppedClock();
const ENVIRONMENT = { DATABASE_URL: "postgresql://nowhere/none", LOG_LEVEL: "silent" };
beforeEach(() => {
  for (const name of ["env", "shared-rates", "rate-windows"]) forgetSingleton(name);
  setEnvironment(ENVIRONMENT);
});
afterEach(() => {
  delete process.env.REDIS_URL;
});

const of = (email: string | null, address: string, browser: string | null = null): Try => ({ email, address, browser });
const outcome = (one: Try) =>
  countTry(one).then(
    () => "counted",
    (error: Error) => error.message.split(":")[0],
  );
/** How many of `times` tries are counted before the first refusal. */
async function spend(times: number, make: (index: number) => Try): Promise<number> {
  for (let i = 0; i < times; i += 1) if ((await outcome(make(i))) !== "counted") return i;
  return times;
}

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["::ffff:cb00:7109", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["[2001:db8::1]", "2001:db8:0:0::/64"],
  ["2001:db8::1%eth0", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("13.4 tries from %s are counted under %s", (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});

test("13.4 guesses from a /64 are those of one sender", async () => {
  expect(await spend(100, (i) => of("ada@example.com", `2001:db8::${i.toString(16)}`))).toBe(8);
});

test("13.4 guesses at one user from everywhere come to an end, and slow down nobody else", async () => {
  const guessed = await spend(1000, (i) => of("ada@example.com", `198.51.${i >> 8}.${i & 255}`));
  expect(guessed).toBe(24);
  expect(await outcome(of("ada@example.com", "192.0.2.1"))).toBe("too_many_tries");
  expect(await outcome(of("eve@example.com", "192.0.2.1"))).toBe("counted");
  // The user's own browser, and a one-time link.
  expect(await outcome(of("ada@example.com", "192.0.2.1", "browser of hers"))).toBe("counted");
  expect(await outcome(of(null, "192.0.2.2"))).toBe("counted");
  clock.pass(15 * 60 * 1000 + 1);
  expect(await outcome(of("ada@example.com", "192.0.2.1"))).toBe("counted");
});

test("13.4 one network cannot spend what all networks have for a user", async () => {
  for (let i = 0; i < 100; i += 1) await outcome(of("ada@example.com", "192.0.2.1"));
  expect(await outcome(of("ada@example.com", "192.0.2.2"))).toBe("counted");
});

test("13.4 a known browser has a limit of its own", async () => {
  expect(await spend(100, (i) => of("ada@example.com", `192.0.2.${i}`, "stolen"))).toBe(8);
});

test("a right password takes its try off every count", async () => {
  for (let i = 0; i < 100; i += 1) {
    const one = of("ada@example.com", "192.0.2.1");
    expect(await outcome(one)).toBe("counted");
    await forgiveTry(one);
  }
});

test("13.4 processes that share Redis count together", async () => {
  // How long the store is waited for is not the machine's affair.
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.now() });
  const redis = await fakeRedis();
  process.env.REDIS_URL = redis.url;
  const nextProcess = () => {
    for (const name of ["env", "shared-rates", "rate-windows"]) forgetSingleton(name);
    return openSharedRates();
  };
  let counted = 0;
  for (let i = 0; i < 6; i += 1) {
    await nextProcess();
    counted += await spend(4, () => of("ada@example.com", "192.0.2.1"));
  }
  expect(counted).toBe(8);
  expect(redis.commands.length).toBeGreaterThan(8);
  redis.close();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

test("13.4 a browser is known for the user who signed in with it, by a proof it cannot make", () => {
  const cookie = makeKnown("ada@example.com").split(";")[0]!;
  const id = knownBrowser(`a=b; ${cookie}; c=d`, "ada@example.com");
  expect(id).toMatch(/^[\w-]{22}$/);
  const [name = "", value = ""] = cookie.split("=");
  const forged = `${"A".repeat(22)}.${value.split(".")[1]}`;
  const other = makeKnown("eve@example.com").split(";")[0]!.split("=")[1];
  for (const cookies of [undefined, "", `${name}=`, `${name}=x.y`, `${name}=${forged}`, `${name}=${other}`])
    expect(knownBrowser(cookies, "ada@example.com")).toBeNull();
  expect(knownBrowser(cookie, "eve@example.com")).toBeNull();
  vi.stubEnv("PUBLIC_URL", "https://calls.example");
  forgetSingleton("env");
  expect(makeKnown("ada@example.com")).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
  vi.unstubAllEnvs();
});
