// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedFlow } from "../support/seed-flow";
import { testWorld } from "../support/world";
import { AGENT, addButton, pageOf, SITE, VISITOR } from "./page";

/** A button's call from the click to its end, over HTTP, with phones of the sandbox carrier. */
const world = await testWorld();
const page = pageOf(world);
const rows = async (text: string) => (await world.database.owner.query(text)).rows;
const ringsOf = async (number: string) =>
  (await world.sandbox.log(0, number)).filter(({ event }) => event === "ringing").length;

const pressing = (digits: string) => ({ on: "gather", after: 1, do: "press", digits }) as const;

afterEach(async () => {
  await world.database.owner.query("delete from do_not_call");
});

/** The states that a visitor's page has seen, until the call is over. */
async function states(key: string, token: string): Promise<string[]> {
  const seen: string[] = [];
  for (let nth = 0; nth < 200; nth++) {
    const { state, why } = await page.visit({ key }, token);
    const now = why ? `${state}: ${why}` : state;
    if (seen.at(-1) !== now) seen.push(now);
    if (state === "ended" || state === "failed") return seen;
    await world.clock.next(5);
  }
  throw new Error(`The call does not end: ${seen.join(", ")}`);
}

describe("a call that asks first", () => {
  test.each([
    ["1 joins", [pressing("1")], ["ringing", "asking", "connecting", "joined", "ended"], { agent: 1, listed: 0 }],
    [
      "9 never again",
      [pressing("9")],
      ["ringing", "asking", "connecting", "failed: not_confirmed"],
      { agent: 0, listed: 1 },
    ],
    [
      "another key, twice",
      [pressing("5"), pressing("5")],
      ["ringing", "asking", "failed: not_confirmed"],
      { agent: 0, listed: 0 },
    ],
    ["silence", [], ["ringing", "asking", "failed: not_confirmed"], { agent: 0, listed: 0 }],
    [
      "a hang-up",
      [{ on: "gather", after: 1, do: "hang_up" } as const],
      ["ringing", "asking", "failed: not_confirmed"],
      { agent: 0, listed: 0 },
    ],
  ])("%s", async (_what, actions, seen, { agent, listed }) => {
    await world.sandbox.putCallee(VISITOR, { kind: "scripted", ring: 2, then: "answer", actions: [...actions] });
    const before = await ringsOf(AGENT);
    const { key } = await addButton(world);
    const response = await page.request({ key });
    expect(response.status).toBe(202);
    expect(await states(key, (await response.json()).token)).toEqual(seen);
    expect((await ringsOf(AGENT)) - before, "agents rung").toBe(agent);
    expect(await rows(`select source, reason from do_not_call where number = '${VISITOR}'`)).toHaveLength(listed);
  });

  test("whoever has pressed 9 is rung no more, by no button, and the admin sees it", async () => {
    await world.sandbox.putCallee(VISITOR, { kind: "scripted", ring: 2, then: "answer", actions: [pressing("9")] });
    const { id, key } = await addButton(world, { name: "Pressed nine" });
    await states(key, (await (await page.request({ key })).json()).token);
    const before = await ringsOf(VISITOR);
    expect(before).toBeGreaterThan(0);
    const other = await addButton(world);
    const again = await page.request({ key: other.key });
    expect([again.status, (await again.json()).code]).toEqual([403, "not_permitted"]);
    expect(await ringsOf(VISITOR)).toBe(before);
    const { listButtons } = await import("@/server/flows/buttons/data");
    const { buttons } = await listButtons(world.account as never, { search: "Pressed nine", page: 0, size: 10 });
    expect(buttons).toMatchObject([{ id, counts: { called: 1, refused: 0, declined: 1 } }]);
  });

  describe("whoever has not pressed 1 is left in peace by every button", () => {
    const silent = "+12025550120";
    const rest = async (key: string, number: string) => {
      const response = await page.request({ key }, { number });
      return [response.status, (await response.json()).code, Number(response.headers.get("retry-after"))];
    };
    const called = async (number: string) => {
      const { key } = await addButton(world);
      const response = await page.request({ key }, { number });
      expect(response.status).toBe(202);
      return (await states(key, (await response.json()).token)).at(-1);
    };
    const later = (minutes: number) => rows(`update patchcord_clock set shift = shift + interval '${minutes} minutes'`);
    const countSandbox = async (on: boolean) => {
      const { forgetAccount } = await import("@/server/storage/account-facts");
      await rows(`update account set ring_rules = ring_rules || '{"count_sandbox": ${on}}'`);
      forgetAccount(world.account as never);
    };

    beforeAll(() => countSandbox(true));
    beforeEach(() => rows("delete from button_request"));
    afterAll(async () => {
      await countSandbox(false);
      await rows("update dial_attempt set counted = false");
    });

    test("for a day where somebody has answered", async () => {
      await world.sandbox.putCallee(silent, { kind: "scripted", ring: 2, then: "answer", actions: [] });
      expect(await called(silent)).toBe("failed: not_confirmed");
      await later(15);
      const { key } = await addButton(world);
      const [status, code, seconds] = await rest(key, silent);
      expect([status, code]).toEqual([429, "rung_too_often"]);
      expect(seconds).toBeGreaterThan(23 * 3600);
    });

    test("for ten minutes where nobody has, for a day after the second time; with a 1 that begins anew", async () => {
      const number = "+12025550127";
      const picksUp = (does: boolean) =>
        world.sandbox.putCallee(
          number,
          does
            ? { kind: "scripted", ring: 2, then: "answer", actions: [pressing("1")] }
            : { kind: "scripted", then: "never" },
        );
      await picksUp(false);
      expect(await called(number)).toBe("failed: no_answer");
      const { key } = await addButton(world);
      expect((await rest(key, number)).slice(0, 2)).toEqual([429, "rung_too_often"]);
      await later(40);
      await picksUp(true);
      expect(await called(number)).toBe("ended");
      await picksUp(false);
      for (let time = 1; time <= 2; time++) {
        await later(40);
        expect(await called(number)).toBe("failed: no_answer");
      }
      await later(40);
      const [status, , seconds] = await rest(key, number);
      expect([status, Number(seconds) > 22 * 3600]).toEqual([429, true]);
    });
  });

  test("an answering machine is asked by nobody, and no agent hears it", async () => {
    const { publishFlow } = await import("../support/publish-flow");
    const flow = await publishFlow(
      world.account,
      seedFlow({
        name: "Detects machines",
        "steps.call_customer.config.answering_machine": "detect",
        "steps.call_customer.exits.machine": "announce",
      }),
    );
    await world.sandbox.putCallee("+12025550125", { kind: "scripted", ring: 2, then: "machine" });
    const { key } = await addButton(world, { flowId: flow });
    const before = await ringsOf(AGENT);
    const { token } = await (await page.request({ key }, { number: "+12025550125" })).json();
    expect((await states(key, token)).at(-1)).toBe("failed: no_answer");
    expect(await ringsOf(AGENT)).toBe(before);
  });

  test("says who calls in the page's language, and runs as the version that is published", async () => {
    await world.sandbox.putCallee(VISITOR, { kind: "scripted", ring: 2, then: "answer", actions: [pressing("1")] });
    const { key } = await addButton(world);
    const { token } = await (await page.request({ key }, { language: "de" })).json();
    await states(key, token);
    const [call] = await rows(
      "select v.number, v.status, v.definition from interaction i join flow_version v on v.id = i.flow_version_id order by i.id desc limit 1",
    );
    expect(call).toMatchObject({ number: 1, status: "asking" });
    expect(JSON.stringify(call.definition.steps.button_asks.config.message)).toContain("hier ist Hearth & Home");
    expect(
      await rows(`select number from flow_version where status = 'published' and flow_id = '${world.flow}'`),
    ).toEqual([{ number: 1 }]);
  });
});

test("its page names the button and the words that were agreed to, which go with the person", async () => {
  const { readStoredInteraction } = await import("@/server/reports/data");
  const { interactionDetail } = await import("@/server/reports/detail");
  const { personJson } = await import("@/server/resources/people/export");
  const { sessionAs } = await import("../support/session");
  const { requestErasure } = await import("@/server/resources/people/mutations");
  const number = "+12025550128";
  const consent = `Call me at ${number}.`;
  await world.sandbox.putCallee(number, { kind: "scripted", ring: 2, then: "answer", actions: [] });
  const { key } = await addButton(world, { name: "Agreed" });
  const { token } = await (await page.request({ key }, { number, consent })).json();
  await states(key, token);
  const [{ id }] = await rows("select id from interaction order by id desc limit 1");
  const shown = async () => interactionDetail((await readStoredInteraction(world.account as never, id))!);
  expect(await shown()).toMatchObject({
    why: "The contact answered and did not press 1 to say that they had asked for this call. Nobody was joined.",
    startedBy: { kind: "button", name: "Agreed" },
    agreed: { text: consent, language: "en", origin: SITE },
  });
  const exported = await new Response(await personJson(sessionAs(world), number)).text();
  expect(JSON.parse(exported).interactions).toMatchObject([{ asked_by_button: [{ consent: { text: consent } }] }]);
  await requestErasure(sessionAs(world), { number, offList: true });
  await world.clock.settle();
  expect((await shown()).agreed).toMatchObject({ text: "", origin: SITE });
});

test("a button that does not ask first starts the published flow", async () => {
  await world.sandbox.putCallee(VISITOR, { kind: "scripted", ring: 2, then: "answer", actions: [] });
  const { key } = await addButton(world, { asksFirst: false });
  const { token } = await (await page.request({ key })).json();
  expect(await states(key, token)).toEqual(["ringing", "connecting", "joined", "ended"]);
});

test("a visit token reads one call of one button", async () => {
  const { key } = await addButton(world);
  const other = await addButton(world);
  const { token } = await (await page.request({ key })).json();
  expect(await page.visit({ key }, token)).toMatchObject({ state: expect.any(String) });
  for (const [sent, stolen] of [
    [{ key: other.key }, token],
    [{ key }, `${token.slice(0, -2)}xx`],
    [{ key }, "e30.e30"],
  ] as const)
    expect(await page.visit(sent, stolen)).toMatchObject({ code: "unauthorized" });
  const start = await world.start({ contact_1: VISITOR, contact_2: AGENT }, { authorization: `Bearer ${token}` });
  expect(start.status).toBe(401);
});

test("switched off, a button calls nobody from the next request on", async () => {
  const { switchButton } = await import("@/server/flows/buttons/mutations");
  const { sessionAs } = await import("../support/session");
  const { id, key } = await addButton(world);
  const proof = await page.prove({ key });
  await switchButton(sessionAs(world), { id, enabled: false });
  for (const response of [await page.request({ key }, { proof }), await page.ask("", { key })]) {
    expect([response.status, (await response.json()).code]).toEqual([404, "not_found"]);
    expect(response.headers.get("access-control-allow-origin"), "its pages may read why").toBe(SITE);
  }
});

test("what a page may know holds neither flow nor fixed arguments, and is seen by the admin", async () => {
  const { key } = await addButton(world, { name: "Looked at" });
  const response = await page.ask("", { key });
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    business: "Hearth & Home",
    countries: [{ country: "US", code: "1", format: "(###) ###-####" }],
    opens: null,
  });
  for (const secret of [AGENT, world.flow, "contact_2", world.account]) expect(text).not.toContain(secret);
  const { listButtons } = await import("@/server/flows/buttons/data");
  const { buttons } = await listButtons(world.account as never, { search: "Looked at", page: 0, size: 10 });
  expect(buttons[0]?.seen).toEqual([{ origin: SITE, at: expect.any(String) }]);
});

describe("the visitor's texts", () => {
  const texts = [
    { argument: "contact_2", label: "Agent", pattern: "[+]1202555013[01]", maxLength: 12, required: true },
  ];
  test.each<[string, Record<string, string>, number]>([
    ["what fits", { contact_2: " +12025550130 " }, 202],
    ["nothing", {}, 400],
    ["what does not match as a whole", { contact_2: "+120255501301" }, 400],
    ["what only begins so", { contact_2: "+12025550130x" }, 400],
    ["a line more", { contact_2: "+12025550130\nx" }, 400],
  ])("%s", async (_what, sent, status) => {
    const { key } = await addButton(world, { texts, fixed: [] });
    expect((await page.request({ key }, { texts: sent })).status).toBe(status);
  });
});

test("when nobody is there, the button says until when and calls nobody", async () => {
  const hour = (from: number) => `${String((new Date().getUTCHours() + from) % 24).padStart(2, "0")}:00`;
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const { key } = await addButton(world, { hours: [{ days, from: hour(2), to: hour(3) }] });
  const { opens } = await (await page.ask("", { key })).json();
  expect(Date.parse(opens)).toBeGreaterThan(Date.now());
  const before = (await rows("select 1 from interaction")).length;
  const response = await page.request({ key });
  expect([response.status, (await response.json()).code]).toEqual([429, "outside_calling_hours"]);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(3600);
  expect(await rows("select 1 from interaction")).toHaveLength(before);
});

describe("the version that asks", () => {
  const asking = (flow: string) =>
    rows(`select number, note from flow_version where flow_id = '${flow}' and status = 'asking' order by created_at`);
  const publishAgain = async (flow: string, changes: Record<string, unknown>) => {
    const { replaceDraft } = await import("@/server/flows/drafts/mutations");
    const { lockFlow } = await import("@/server/flows/data");
    const { withAccount } = await import("@/server/platform/db");
    const { publish } = await import("@/server/flows/versions/mutations");
    const { sessionAs } = await import("../support/session");
    const by = sessionAs(world);
    const { revision } = await withAccount(by.account, async (tx) =>
      replaceDraft(tx, by, await lockFlow(tx, by.account, flow), seedFlow(changes), {
        label: "Change",
        action: "flow.edit",
      }),
    );
    await publish(by, { id: flow, revision, note: "" });
  };

  test("is made once a day and language, follows what is published, and is in no list of versions", async () => {
    const { publishFlow } = await import("../support/publish-flow");
    const { listVersions } = await import("@/server/flows/versions/data");
    const { versionRecords } = await import("@/server/flows/records/data");
    const flow = await publishFlow(world.account, seedFlow({ name: "Asks" }));
    const { key } = await addButton(world, { flowId: flow });
    const call = async (nth: number, language = "en") =>
      (await page.request({ key }, { language, number: `+1202555${1000 + nth}` })).status;
    expect([await call(1), await call(2), await call(3, "fr")]).toEqual([202, 202, 202]);
    expect(await asking(flow)).toEqual([1, 1].map((number) => ({ number, note: "Asks first" })));
    await publishAgain(flow, { name: "Asks", "steps.call_customer.config.ring_seconds": 20 });
    expect(await call(4)).toBe(202);
    expect((await asking(flow)).map(({ number }) => number)).toEqual([1, 1, 2]);
    for (const list of [listVersions, versionRecords])
      expect((await list(world.account as never, flow)).map(({ number }) => number).sort()).toEqual([1, 2]);
    // A version that would ring another number first calls nobody.
    await publishAgain(flow, { name: "Asks", "steps.call_customer.config.to_variable": "contact_2" });
    const refused = await page.request({ key }, { number: "+12025551005" });
    expect([refused.status, (await refused.json()).code]).toEqual([503, "unavailable"]);
  });

  test("goes with the last of its interactions, and so do the requests", async () => {
    await world.clock.advance(120);
    await world.database.owner.query("update patchcord_clock set shift = shift + interval '100 days'");
    await world.database.owner.query("select patchcord_sweep($1, 1000, interval '1 hour')", [world.account]);
    expect(await rows("select 1 from flow_version where status = 'asking'")).toEqual([]);
    expect(await rows("select 1 from button_request")).toEqual([]);
  });
});
