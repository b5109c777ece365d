import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { ACCOUNT, FROM, startWorld, TOKEN, type World } from "./world";

function client(world: World, user = ACCOUNT, password = TOKEN) {
  const official = twilio(user, password, { accountSid: ACCOUNT });
  official.api.baseUrl = world.url;
  official.voice.baseUrl = world.url;
  return official;
}

describe("the official client", () => {
  it("creates, fetches, lists and ends calls", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="600"/>';
    const { calls } = client(world);
    const created = await client(world).calls.create({
      to: "+12025550120",
      from: FROM,
      url: world.page("start"),
      statusCallback: world.page("status"),
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: 20,
    });
    expect(created).toMatchObject({ status: "queued", direction: "outbound-api", to: "+12025550120", from: FROM });
    expect(created.dateCreated).toBeInstanceOf(Date);
    await world.control.advance(5);
    expect((await client(world).calls(created.sid).fetch()).status).toBe("in-progress");
    const found = await calls.list({ to: "+12025550120", from: FROM, startTimeAfter: new Date(Date.now() - 60_000) });
    expect(found.map((call) => call.sid)).toEqual([created.sid]);
    expect(await calls.list({ to: "+12025550120", startTimeBefore: new Date(Date.now() - 60_000) })).toEqual([]);
    const ended = await client(world).calls(created.sid).update({ status: "completed" });
    expect(ended).toMatchObject({ status: "completed", duration: "3" });
    await world.control.advance(0);
    expect(world.statuses()).toEqual(["initiated", "ringing", "in-progress", "completed"]);
  });

  it("pages through a list by next_page_uri", async () => {
    const world = await startWorld();
    const sids: string[] = [];
    for (let index = 0; index < 7; index++) sids.unshift(await world.call("+12025550122"));
    const listed = await client(world).calls.list({ pageSize: 3 });
    expect(listed.map((call) => call.sid)).toEqual(sids);
    const page = await client(world).calls.page({ pageSize: 3, to: "+12025550122" });
    const second = await page.nextPage();
    expect(second?.instances.map((call) => call.sid)).toEqual(sids.slice(3, 6));
  });

  it("signs in with an API key, and is told when it may not", async () => {
    const world = await startWorld();
    await world.control.putAccount(ACCOUNT, { auth_token: [TOKEN, "the-next-token"], api_keys: { SK1: "hush" } });
    expect(await client(world, "SK1", "hush").calls.list()).toEqual([]);
    expect(await client(world, ACCOUNT, "the-next-token").calls.list()).toEqual([]);
    await expect(client(world, ACCOUNT, "wrong").calls.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});

describe("13.28 how an account is set up", () => {
  const SETUP = {
    ...{ auth_token: TOKEN, api_keys: { SK1: "hush" }, type: "Trial", numbers: [FROM, "+12025550101"] },
    ...{ numbers_without_voice: ["+12025550101"], caller_ids: ["+12025550102"], closed_countries: { DE: "+49" } },
  } as const;
  const world = () => startWorld({ accounts: { [ACCOUNT]: { ...SETUP, numbers: [...SETUP.numbers] } as never } });

  it("is read by the official client", async () => {
    const { api, incomingPhoneNumbers, outgoingCallerIds, voice } = client(await world());
    expect(await api.v2010.accounts(ACCOUNT).fetch()).toMatchObject({ sid: ACCOUNT, type: "Trial", status: "active" });
    const owned = await incomingPhoneNumbers.list();
    expect(owned.map(({ phoneNumber, capabilities }) => [phoneNumber, capabilities.voice])).toEqual([
      [FROM, true],
      ["+12025550101", false],
    ]);
    expect((await incomingPhoneNumbers.list({ phoneNumber: FROM })).map((n) => n.phoneNumber)).toEqual([FROM]);
    expect((await outgoingCallerIds.list()).map((n) => n.phoneNumber)).toEqual(["+12025550102"]);
    const { countries } = voice.v1.dialingPermissions;
    expect(await countries("DE").fetch()).toMatchObject({ isoCode: "DE", lowRiskNumbersEnabled: false });
    expect(await countries("US").fetch()).toMatchObject({ isoCode: "US", lowRiskNumbersEnabled: true });
  });

  it("shows its account to its token alone, and the rest to an API key, too", async () => {
    const official = client(await world(), "SK1", "hush");
    await expect(official.api.v2010.accounts(ACCOUNT).fetch()).rejects.toMatchObject({ status: 401 });
    expect(await official.incomingPhoneNumbers.list({ phoneNumber: FROM })).toHaveLength(1);
    expect(await official.voice.v1.dialingPermissions.countries("US").fetch()).toMatchObject({ isoCode: "US" });
  });

  it.each([
    ["a number without voice", { From: "+12025550101" }, {}, 21210],
    ["a country that is closed", { To: "+4930123456" }, {}, 21215],
    ["a number nobody verified, on trial", {}, { type: "Trial" }, 21219],
    ["an account that is suspended", {}, { status: "suspended" }, 20005],
  ])("refuses a call: %s", async (_name, form, settings, code) => {
    const one = await world();
    await one.control.putAccount(ACCOUNT, {
      ...SETUP,
      numbers: [...SETUP.numbers],
      type: "Full",
      ...settings,
    } as never);
    const made = one.rest("Calls.json", { To: "+12025550120", From: FROM, Url: one.page("start"), ...form });
    expect(await (await made).json()).toMatchObject({ code });
  });

  it("lets a verified number call and, on trial, be called", async () => {
    const verified = ["+12025550102", "+12025550120"];
    const one = await startWorld({
      accounts: { [ACCOUNT]: { auth_token: TOKEN, numbers: [], type: "Trial", caller_ids: verified } },
    });
    expect(await one.call("+12025550120", { From: "+12025550102" })).toMatch(/^CA/);
  });
});

const REFUSALS: [name: string, form: Record<string, string>, code: number][] = [
  ["no To", { To: "" }, 21201],
  ["To that is no number", { To: "5550120" }, 21211],
  ["magic invalid To", { To: "+15005550001" }, 21211],
  ["magic unroutable To", { To: "+15005550002" }, 21214],
  ["magic region", { To: "+15005550003" }, 21215],
  ["magic blocked To", { To: "+15005550004" }, 21216],
  ["magic incapable To", { To: "+15005550009" }, 21214],
  ["no From", { From: "" }, 21213],
  ["From that is no number", { From: "me" }, 21212],
  ["magic invalid From", { From: "+15005550001" }, 21212],
  ["magic foreign From", { From: "+15005550007" }, 21210],
  ["magic full From", { From: "+15005550008" }, 21611],
  ["From not owned", { From: "+12025550177" }, 21210],
  ["no Url", { Url: "" }, 21205],
  ["Url that is none", { Url: "nonsense" }, 21205],
  ["Timeout that is no number", { Timeout: "soon" }, 20001],
];

describe("REST errors", () => {
  it.each(REFUSALS)("%s", async (_name, form, code) => {
    const world = await startWorld({ accounts: { [ACCOUNT]: { auth_token: TOKEN, numbers: [FROM] } } });
    const response = await world.rest("Calls.json", {
      To: "+12025550120",
      From: FROM,
      Url: world.page("start"),
      ...form,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(await world.control.log()).toEqual([]);
  });

  it("knows no such call", async () => {
    const world = await startWorld();
    const response = await world.rest(`Calls/CA${"0".repeat(32)}.json`);
    expect(await response.json()).toMatchObject({ code: 20404, status: 404 });
  });

  it("answers 429 above the account's calls per second, until the next second", async () => {
    const world = await startWorld({ accounts: { [ACCOUNT]: { auth_token: TOKEN, calls_per_second: 2 } } });
    await world.call("+12025550121");
    await world.call("+12025550121");
    await expect(world.call("+12025550121")).rejects.toThrow(/20429/);
    await world.control.advance(0.5);
    await world.call("+12025550121");
  });

  it("keeps young calls out of lists while they lag", async () => {
    const world = await startWorld({ accounts: { [ACCOUNT]: { auth_token: TOKEN, list_lag_seconds: 3 } } });
    const sid = await world.call("+12025550122");
    const list = async () => (await client(world).calls.list({ to: "+12025550122" })).map((call) => call.sid);
    expect(await list()).toEqual([]);
    await world.control.advance(3);
    expect(await list()).toEqual([sid]);
  });
});

describe("updating a call", () => {
  it("cancels in the queue without a callback", async () => {
    const world = await startWorld();
    const sid = await world.call("+12025550120");
    expect(await client(world).calls(sid).update({ status: "canceled" })).toMatchObject({ status: "canceled" });
    await world.control.advance(60);
    expect(world.hooks).toEqual([]);
  });

  it("cancels while it rings", async () => {
    const world = await startWorld();
    const sid = await world.call("+12025550122");
    await world.control.advance(5);
    await client(world).calls(sid).update({ status: "canceled" });
    await world.control.advance(0);
    expect(world.statuses()).toEqual(["initiated", "ringing", "canceled"]);
  });

  it("leaves a call in progress alone when told `canceled`", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="60"/>';
    const sid = await world.call("+12025550120");
    await world.control.advance(5);
    expect(await client(world).calls(sid).update({ status: "canceled" })).toMatchObject({ status: "in-progress" });
  });

  it("sends a live call to another document", async () => {
    const world = await startWorld();
    world.pages.start = '<Pause length="600"/>';
    world.pages.other = "<Say>Good-bye</Say>";
    const sid = await world.call("+12025550120");
    await world.control.advance(5);
    await client(world)
      .calls(sid)
      .update({ url: world.page("other") });
    await world.control.advance(5);
    expect(world.hooksNamed("other")).toHaveLength(1);
    expect(await world.fetchCall(sid)).toMatchObject({ status: "completed" });
  });

  it.each([{ url: "http://127.0.0.1:9/x" }, { status: "completed" as const }, { twiml: "<Response/>" }])(
    "refuses %o once it is over",
    async (change) => {
      const world = await startWorld();
      const sid = await world.call("+12025550121");
      await world.control.advance(5);
      await expect(client(world).calls(sid).update(change)).rejects.toMatchObject({ status: 400, code: 21220 });
    },
  );
});
