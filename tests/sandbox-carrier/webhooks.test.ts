import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { ACCOUNT, type Answer, type Hook, startWorld, TOKEN, type World } from "./world";

function official(world: World, hook: Hook, url = world.app + hook.path, secret = TOKEN): boolean {
  const params: Record<string, string | string[]> = {};
  for (const key of hook.form.keys()) {
    const all = hook.form.getAll(key);
    params[key] = all.length > 1 ? all : (all[0] ?? "");
  }
  const settings = hook.headers["x-twilio-webhooks-signature-settings"];
  const algorithm = twilio.getSignatureAlgorithm(settings ? String(settings) : undefined);
  return twilio.validateRequest(secret, String(hook.headers["x-twilio-signature"]), url, params, algorithm);
}

describe("signatures pass the official validator", () => {
  it("on forms, with queries, and without the fragment", async () => {
    const world = await startWorld();
    world.pages.start = "<Say>Hi</Say>";
    await world.call("+12025550120", {
      Url: `${world.page("start")}?token=a%20b&x=1&x=2'#rc=2&rp=5xx,ct,rt&rt=4000`,
      StatusCallback: `${world.page("status")}?t=%C3%A9#rc=5&rp=4xx,5xx,ct,rt`,
    });
    await world.control.advance(30);
    expect(world.hooks).toHaveLength(5);
    expect(world.hooks.every((hook) => official(world, hook))).toBe(true);
    expect(world.hooks.some((hook) => hook.path.includes("#"))).toBe(false);
    const [first] = world.hooks;
    if (first) expect(official(world, first, `${world.app}${first.path}&more=1`)).toBe(false);
  });

  it("on GET, where the parameters are in the query", async () => {
    const world = await startWorld();
    world.pages.start = "<Hangup/>";
    await world.call("+12025550120", { Url: `${world.page("start")}?a=1`, Method: "GET" });
    await world.control.advance(30);
    const [hook] = world.hooksNamed("start");
    expect(hook?.method).toBe("GET");
    expect(hook?.path).toContain("?a=1&CallSid=CA");
    expect(hook && official(world, hook)).toBe(true);
  });
});

describe("13.28 signatures by a shared key", () => {
  it.each(["POST", "GET"])("pass the official validator (%s)", async (method) => {
    const shared_key = { id: "webhooks_sharedkey_1", secret: "a-shared-key" };
    const world = await startWorld({ accounts: { [ACCOUNT]: { auth_token: TOKEN, shared_key } } });
    world.pages.start = "<Hangup/>";
    await world.call("+12025550120", { Url: `${world.page("start")}?a=1`, Method: method });
    await world.control.advance(30);
    expect(world.hooks.length).toBeGreaterThan(3);
    for (const hook of world.hooks) {
      const settings = hook.headers["x-twilio-webhooks-signature-settings"];
      expect(settings).toBe("key=webhooks_sharedkey_1,algorithm=HMAC_SHA256");
      expect(official(world, hook, world.app + hook.path, "a-shared-key")).toBe(true);
      expect(official(world, hook)).toBe(false);
    }
  });
});

interface Retry {
  name: string;
  fragment: string;
  answer: Answer;
  tries: number;
}

const HANG: Answer = { hang: true };

const RETRIES: Retry[] = [
  { name: "5xx by policy", fragment: "#rc=2&rp=5xx,ct,rt&rt=4000", answer: { status: 503 }, tries: 3 },
  { name: "4xx by policy", fragment: "#rc=1&rp=4xx", answer: { status: 404 }, tries: 2 },
  { name: "all", fragment: "#rc=5&rp=all", answer: { status: 500 }, tries: 6 },
  { name: "5xx without a policy", fragment: "", answer: { status: 503 }, tries: 1 },
  { name: "4xx outside the policy", fragment: "#rc=2&rp=5xx", answer: { status: 404 }, tries: 1 },
  { name: "read timeout by policy", fragment: "#rc=2&rp=rt&rt=100", answer: HANG, tries: 3 },
  { name: "read timeout outside the policy", fragment: "#rc=2&rp=5xx&rt=100", answer: HANG, tries: 1 },
  { name: "total time", fragment: "#rc=5&rp=rt&rt=150&tt=200", answer: HANG, tries: 2 },
];

describe("connection overrides", () => {
  it.each(RETRIES)("$name", async ({ fragment, answer, tries }) => {
    const world = await startWorld();
    world.pages.start = answer;
    await world.call("+12025550120", { Url: world.page("start") + fragment });
    await world.control.advance(30);
    const hooks = world.hooksNamed("start");
    expect(hooks).toHaveLength(tries);
    expect(new Set(hooks.map((hook) => hook.headers["i-twilio-idempotency-token"])).size).toBe(1);
    expect(await world.errors()).toEqual([11200]);
    expect(world.statuses().at(-1)).toBe("completed");
  });

  it("tries callbacks again, too", async () => {
    const world = await startWorld();
    let failures = 2;
    world.pages.status = () => ({ status: failures-- > 0 ? 503 : 204 });
    await world.call("+12025550121", { StatusCallback: `${world.page("status")}#rc=5&rp=4xx,5xx,ct,rt` });
    await world.control.advance(30);
    expect(world.statuses()).toEqual(["initiated", "initiated", "initiated", "busy"]);
  });

  it("reports a server that is not there as 11205", async () => {
    const world = await startWorld();
    await world.call("+12025550120", { Url: "http://127.0.0.1:9/nobody" });
    await world.control.advance(30);
    expect(await world.errors()).toEqual([11205]);
  });
});

const BAD: [name: string, answer: Answer | string, code: number][] = [
  ["not XML", { body: "hello", type: "text/xml" }, 12100],
  ["a tag left open", { body: "<Response><Say>a</Response>", type: "text/xml" }, 12100],
  ["another root", { body: "<html></html>", type: "text/xml" }, 12100],
  ["two roots", { body: "<Response/><Response/>", type: "text/xml" }, 12100],
  ["a name the parser refuses", "<constructor/>", 12100],
  ["nothing", { body: "", type: "text/xml" }, 12100],
  ["JSON", { body: "{}", type: "application/json" }, 12300],
  ["too much", { body: `<Response>${" ".repeat(65_536)}</Response>`, type: "text/xml" }, 11750],
  ["a Redirect to no address", "<Redirect>ftp://x/</Redirect>", 11100],
];

describe("documents that cannot be used", () => {
  it.each(BAD)("%s", async (_name, answer, code) => {
    const world = await startWorld();
    world.pages.start = answer;
    await world.call("+12025550120");
    await world.control.advance(30);
    expect(await world.errors()).toEqual([code]);
    expect(world.statuses().at(-1)).toBe("completed");
  });

  it("are replaced by FallbackUrl, which gets the error code", async () => {
    const world = await startWorld();
    world.pages.start = { status: 500 };
    world.pages.sorry = "<Say>Sorry</Say><Hangup/>";
    await world.call("+12025550120", { FallbackUrl: world.page("sorry") });
    await world.control.advance(30);
    const [hook] = world.hooksNamed("sorry");
    expect(hook?.form.get("ErrorCode")).toBe("11200");
    expect(hook?.form.get("ErrorUrl")).toBe(world.page("start"));
  });

  it("only warn of unknown verbs and attributes, and go on", async () => {
    const world = await startWorld();
    world.pages.start = '<Sing/><Say mood="gay">Hi</Say><Redirect>next</Redirect>';
    world.pages.next = "<Hangup/>";
    await world.call("+12025550120");
    await world.control.advance(30);
    expect(await world.errors()).toEqual([12200, 12200]);
    expect(world.hooksNamed("next")).toHaveLength(1);
  });

  it("are stopped when they redirect in a circle", async () => {
    const world = await startWorld();
    world.pages.start = "<Redirect/>";
    await world.call("+12025550120");
    await world.control.advance(30);
    expect(world.statuses().at(-1)).toBe("completed");
  });
});
