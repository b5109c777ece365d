// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { afterEach, describe, expect, test } from "vitest";
import { testWorld } from "../support/world";
import { AGENT, addButton, type Proof, pageOf, SITE, VISITOR } from "./page";

/** Whoever attacks a button over HTTP: what is answered, and whose phone rings. One proxy of ours stands before the server. */
process.env.TRUSTED_PROXY_HOPS = "1";
const world = await testWorld({ worker: false });
const page = pageOf(world);

const rows = async (text: string) => (await world.database.owner.query(text)).rows;
const codeOf = async (response: Response) => [response.status, (await response.json()).code];
/** Everybody who is to be called by an interaction: agents are rung only by a call that goes on. */
const rung = async () => (await rows("select to_number from dial_attempt order by id")).map((row) => row.to_number);
const numbered = (nth: number) => `+1202555${String(1000 + nth)}`;
const addressed = (nth: number) => `198.51.100.${nth}`;

afterEach(async () => {
  for (const table of ["button_request", "button", "ring_count", "refused_ring", "do_not_call"])
    await world.database.owner.query(`delete from ${table}`);
  await world.database.owner.query("truncate dial_attempt");
});

test("a nonce that was used rings nobody again, also when both come at once", async () => {
  const { key } = await addButton(world);
  const proof = await page.prove({ key });
  const [first, second] = await Promise.all(
    [1, 2].map((nth) => page.request({ key }, { proof, number: numbered(nth) })),
  );
  const statuses = [first!.status, second!.status].sort();
  expect(statuses).toEqual([202, 403]);
  expect(await codeOf(await page.request({ key }, { proof, number: numbered(3) }))).toEqual([403, "challenge_failed"]);
  expect(await rung()).toHaveLength(1);
});

describe("a challenge is refused that", () => {
  test.each<[string, (proof: Proof, other: Proof) => unknown]>([
    [
      "is not solved",
      ({ challenge, solution }) => ({ challenge, solution: { ...solution, counter: (solution?.counter ?? 0) + 1 } }),
    ],
    ["is missing", () => undefined],
    ["is text", () => "0".repeat(64)],
    [
      "was made easier",
      ({ challenge, solution }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1000, salt: "00".repeat(16) } },
        solution,
      }),
    ],
    [
      "lasts longer",
      ({ challenge, solution }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, expiresAt: 4_000_000_000 } },
        solution,
      }),
    ],
    ["is of another button", (_proof, other) => other],
    ["has more than it should", (proof) => ({ ...proof, algorithm: "none" })],
  ])("%s", async (_what, changed) => {
    const { key } = await addButton(world);
    const other = await addButton(world);
    const proof = changed(await page.prove({ key }), await page.prove({ key: other.key }));
    expect(await codeOf(await page.request({ key }, { proof }))).toEqual([403, "challenge_failed"]);
    expect(await rung()).toEqual([]);
  });

  test("is older than five minutes", async () => {
    const { issueChallenge, provenNonce } = await import("@/server/rest/buttons/proof-of-work");
    const { solveChallenge } = await import("altcha-lib");
    const { deriveKey } = await import("altcha-lib/algorithms/pbkdf2");
    const proven = async (age: number) => {
      const challenge = await issueChallenge("b", SITE, 1000, Date.now() - age * 1000);
      return provenNonce({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }, "b", SITE);
    };
    await expect(proven(240)).resolves.toMatch(/^[0-9a-f]{32}$/);
    await expect(proven(301)).rejects.toMatchObject({ code: "challenge_failed" });
  });
});

describe("a page of no site of the button's gets nothing, and no leave to read it:", () => {
  test.each<[string, string | null]>([
    ["another origin", "https://evil.example"],
    ["no origin", null],
    ["an opaque one", "null"],
    ["one that begins alike", `${SITE}.evil.example`],
    ["another scheme", SITE.replace("https", "http")],
    ["another port", `${SITE}:8443`],
    ["two of them", `${SITE}, https://evil.example`],
  ])("%s", async (_what, origin) => {
    const { key } = await addButton(world);
    const proof = await page.prove({ key });
    for (const response of [
      await page.ask("", { key, origin }),
      await page.ask("/challenge", { key, origin }, {}),
      await page.request({ key, origin }, { proof }),
      await page.ask(
        "/requests",
        { key, origin, headers: { "access-control-request-method": "POST" } },
        undefined,
        "OPTIONS",
      ),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(await codeOf(response)).toEqual([403, "origin_not_allowed"]);
    }
    expect(await rung()).toEqual([]);
  });

  test("a challenge that a listed origin has got is no good at another listed one", async () => {
    const { key } = await addButton(world, { origins: [SITE, "https://shop.hearth.example"] });
    const proof = await page.prove({ key, origin: "https://shop.hearth.example" });
    expect(await codeOf(await page.request({ key }, { proof }))).toEqual([403, "challenge_failed"]);
  });

  test("a listed origin may ask, and no other may read the answer from a cache", async () => {
    const { key } = await addButton(world);
    const response = await page.ask("/requests", { key }, undefined, "OPTIONS");
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe(SITE);
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    expect(response.headers.get("vary")).toContain("Origin");
  });
});

describe("a request that wants more than the button asks for is refused, and rings nobody:", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["another flow", { flow_id: "x" }, "invalid_request"],
    ["the fixed argument", { contact_2: "+12025550199" }, "invalid_request"],
    ["the fixed argument among the texts", { texts: { contact_2: "+12025550199" } }, "invalid_arguments"],
    ["the number among the texts", { texts: { contact_1: "+12025550199" } }, "invalid_arguments"],
    ["a prototype", { texts: JSON.parse('{"__proto__": "x", "constructor": "y"}') }, "invalid_arguments"],
    ["a number with an extension", { number: "+12025550120 ext. 7" }, "invalid_arguments"],
    ["two numbers", { number: "+12025550120, +12025550121" }, "invalid_arguments"],
    ["a SIP address", { number: "sip:+12025550120@evil.example" }, "invalid_arguments"],
    ["a list of numbers", { number: ["+12025550120"] }, "invalid_request"],
    ["no consent", { consent: "" }, "invalid_request"],
    ["a language of nobody's", { language: "xx" }, "invalid_request"],
    ["a text beyond measure", { texts: { a: "x".repeat(2000) } }, "invalid_request"],
    ["a body beyond measure", { texts: { a: "x".repeat(20_000) } }, "request_too_large"],
  ])("%s", async (_what, changes, code) => {
    const { key } = await addButton(world);
    const [, said] = await codeOf(await page.request({ key }, changes));
    expect(said).toBe(code);
    expect(await rung()).toEqual([]);
  });

  test("what the page sends as a text never reaches a fixed argument", async () => {
    const { key } = await addButton(world);
    expect((await page.request({ key })).status).toBe(202);
    const [call] = await rows("select state from interaction order by id desc limit 1");
    expect(call.state.variables).toMatchObject({ contact_1: VISITOR, contact_2: AGENT });
  });
});

describe("a number is refused, in the same words whatever it is:", () => {
  test.each([
    ["premium rate", "+19002345678"],
    ["the account's own", "+12025550101"],
    ["on the do-not-call list", "+12025550147"],
    ["pay-per-call", "+12029761234"],
  ])("%s", async (_what, number) => {
    await world.database.owner.query(
      "insert into do_not_call (account_id, number, added_at, added_by, source) values ($1, '+12025550147', now(), 'test', 'studio')",
      [world.account],
    );
    const { key } = await addButton(world);
    const response = await page.request({ key }, { number });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: "not_permitted",
      message: "This number cannot be called from here.",
    });
    expect(await rung()).toEqual([]);
  });

  test.each([
    ["emergency", "911", "US"],
    ["a country that the button does not call", "+4930123456", "US"],
    ["that country, chosen", "030 123456", "DE"],
    ["the Caribbean under the same code", "+18765551234", "US"],
    ["satellite", "+881612345678", "US"],
    ["international network", "+88213300655", "US"],
    ["international premium", "+979123456789", "US"],
  ])("%s", async (_what, number, country) => {
    const { key } = await addButton(world);
    expect(await codeOf(await page.request({ key }, { number, country }))).toEqual([400, "invalid_arguments"]);
    expect(await rung()).toEqual([]);
  });
});

describe("limits hold:", () => {
  test("50 clicks on one number ring it once", async () => {
    const { key } = await addButton(world);
    const proofs = await page.proveMany(50, () => ({ key }));
    const answers = await Promise.all(proofs.map((proof) => page.request({ key }, { proof })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    for (const refused of answers.filter(({ status }) => status !== 202))
      expect(await codeOf(refused)).toEqual([429, "rung_too_often"]);
    expect(await rung()).toEqual([VISITOR]);
  });

  test("a slow drip from 200 addresses to 200 numbers rings as many as the button may an hour", async () => {
    const { key } = await addButton(world, { perHour: 20, perDay: 100 });
    const proofs = await page.proveMany(200, (nth) => ({ key, from: addressed(nth) }));
    let called = 0;
    for (const [nth, proof] of proofs.entries()) {
      const response = await page.request({ key, from: addressed(nth) }, { proof, number: numbered(nth) });
      if (response.status === 202) called += 1;
      else expect(await codeOf(response)).toEqual([429, "limit_reached"]);
    }
    expect(called).toBe(20);
    expect(await rung()).toHaveLength(20);
  });

  test("whoever tries numbers out gets as many tries an hour as the button allows an address", async () => {
    const { key } = await addButton(world, { perNetworkHour: 5 });
    const from = "2001:db8:1:2::1";
    const proofs = await page.proveMany(12, () => ({ key, from }));
    const codes = [];
    for (const [nth, proof] of proofs.entries()) {
      // Another address of the same /64 each time; every other number is one that must not be called.
      const sent = { key, from: `2001:db8:1:2:${nth}::${nth + 1}` };
      const number = nth % 2 ? "+19002345678" : numbered(nth);
      codes.push((await codeOf(await page.request(sent, { proof, number }))).at(1) ?? "called");
    }
    expect(codes).toEqual([
      ...["called", "not_permitted", "called", "not_permitted", "called"],
      ...Array(7).fill("limit_reached"),
    ]);
    expect(await rung()).toHaveLength(3);
  });

  test("a header that a client writes itself is no other address", async () => {
    const { key } = await addButton(world, { perNetworkHour: 2 });
    const proofs = await page.proveMany(6, () => ({ key, from: addressed(7) }));
    const statuses = [];
    for (const [nth, proof] of proofs.entries()) {
      const forged = {
        "x-real-ip": addressed(nth),
        forwarded: `for=${addressed(nth)}`,
        "cf-connecting-ip": addressed(nth),
      };
      const sent = { key, from: `${addressed(100 + nth)}, ${addressed(7)}`, headers: forged };
      statuses.push((await page.request(sent, { proof, number: numbered(nth) })).status);
    }
    expect(statuses).toEqual([202, 202, 429, 429, 429, 429]);
  });

  test("the account's own limits hold for a button as for a client of the API", async () => {
    await world.database.owner.query("update account set ring_rules = $2 where id = $1", [
      world.account,
      JSON.stringify({ count_sandbox: true, per_client: { hour: null, day: 2 } }),
    ]);
    const { forgetAccount } = await import("@/server/storage/account-facts");
    forgetAccount(world.account as never);
    const { key } = await addButton(world);
    const statuses = [];
    for (let nth = 0; nth < 4; nth++) statuses.push((await page.request({ key }, { number: numbered(nth) })).status);
    expect(statuses).toEqual([202, 202, 429, 429]);
    await world.database.owner.query("update account set ring_rules = '{}' where id = $1", [world.account]);
    forgetAccount(world.account as never);
  });
});

test.each([
  ["a first request", { ofNetwork: 0, ofButton: 0, perHour: 20 }, 1000],
  ["a second one of the same address", { ofNetwork: 1, ofButton: 1, perHour: 20 }, 2000],
  ["a button at half of its limit", { ofNetwork: 0, ofButton: 10, perHour: 20 }, 4000],
  ["a flood", { ofNetwork: 40, ofButton: 400, perHour: 20 }, 32_000],
])("the proof grows: %s", async (_what, load, cost) => {
  const { costAt } = await import("@/server/rest/buttons/proof-of-work");
  expect(costAt(load)).toBe(cost);
});

test("a key that is no button's is not there, however it is written", async () => {
  const { key } = await addButton(world);
  for (const wrong of [`${key}x`, key.slice(0, -1), `pb_${"A".repeat(38)}`, "pb_", "..%2f..%2fapi"])
    expect((await page.ask("", { key: wrong })).status, wrong).toBe(404);
});
