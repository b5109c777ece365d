import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { Runtime } from "@/server/runtime/runtime";
import { type TestWorld, testWorld } from "../support/world";

/** Whom the account may ring, from the request to the phone: rules of JavaScript, and what only the write can know. */
const FRIEND = "+12025550122";
const AGENT = "+12025550130";
const NO_LIMITS = {
  per_number: { hour: null, day: null, week: null, pause_minutes: null },
  per_account: { hour: null, day: null },
};
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

/** Gives the account rules, as an admin would; this process knows of them at once. */
async function rule(rules: object, more: { sandbox_only?: boolean; stopped?: object | null } = {}): Promise<void> {
  await world.database.owner.query(
    "update account set ring_rules = $2, sandbox_only = $3, dialling_stopped = $4 where id = $1",
    [world.account, JSON.stringify(rules), more.sandbox_only ?? false, more.stopped ?? null],
  );
  const { forgetAccount } = await import("@/server/storage/account-facts");
  forgetAccount(world.account as AccountId);
}

const list = (number: string) =>
  world.database.owner.query(
    "insert into do_not_call (account_id, number, added_at, added_by, source) values ($1, $2, now(), 'test', 'studio')",
    [world.account, number],
  );

const start = (contact_1: string, contact_2 = AGENT) => world.start({ contact_1, contact_2 });
const rows = async (text: string) => (await world.database.owner.query(text)).rows;
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const refusedRings = () => rows("select * from refused_ring order by id");
const rings = async (to: string) => (await rows(`select 1 from dial_attempt where to_number = '${to}'`)).length;

afterEach(async () => {
  for (const table of ["do_not_call", "ring_count", "refused_ring", "open_ring", "ring_use"])
    await world.database.owner.query(`delete from ${table}`);
  // Calls of the test may still go on: an update of all attempts would wait for theirs in a circle.
  await world.database.owner.query("begin; lock table dial_attempt; update dial_attempt set counted = false; commit");
  await rule({});
});

describe("a start", () => {
  it.each([
    ["a country that is not listed", "+4930123456", {}, {}, 403, "country_not_allowed"],
    ["the account's own number", "+12025550101", {}, {}, 403, "not_permitted"],
    ["a premium number", "+19002345678", { countries: { allow: "any" } }, {}, 403, "not_permitted"],
    ["while all dialling is stopped", FRIEND, {}, { stopped: { reason: "fraud" } }, 403, "dialling_stopped"],
  ])(
    "%s is refused with what the rule says, and leaves its line only",
    async (_what, to, rules, more, status, code) => {
      await rule(rules, more);
      const before = await rows("select 1 from interaction");
      const response = await start(to);
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
      expect(await rows("select 1 from interaction")).toEqual(before);
      expect(await refusedRings()).toEqual([
        expect.objectContaining({ code, to_number: to, party: "contact", flow_id: world.flow, interaction_id: null }),
      ]);
    },
  );

  it("to a number on the do-not-call list is refused, and not once it has been taken off", async () => {
    await list(FRIEND);
    const response = await start(FRIEND);
    expect([response.status, await codeOf(response)]).toEqual([403, "do_not_call"]);
    await world.database.owner.query("delete from do_not_call");
    expect((await start(FRIEND)).status).toBe(202);
  });

  it("is refused at once where another process has stopped all dialling", async () => {
    expect((await start(FRIEND)).status).toBe(202);
    // Not told to this process, which goes by what it read before.
    await world.database.owner.query('update account set dialling_stopped = \'{"reason": ""}\' where id = $1', [
      world.account,
    ]);
    const response = await start(FRIEND);
    expect([response.status, await codeOf(response)]).toEqual([403, "dialling_stopped"]);
  });

  it("that is refused keeps its idempotency key for another try", async () => {
    await list(FRIEND);
    const again = () => world.start({ contact_1: FRIEND, contact_2: AGENT }, { "Idempotency-Key": "refused-once" });
    expect((await again()).status).toBe(403);
    await world.database.owner.query("delete from do_not_call");
    expect((await again()).status).toBe(202);
  });

  it("outside the calling hours says when to come again", async () => {
    const now = Date.parse((await rows("select patchcord_now() as now"))[0].now);
    const hour = (from: number) => `${String(new Date(now + from * 3_600_000).getUTCHours()).padStart(2, "0")}:00`;
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    // Washington is at -5 or -4 hours: neither is within two hours that begin in eight and in nine hours there.
    await rule({ calling_hours: [{ place: "US", days, from: hour(3), to: hour(5) }] });
    const response = await start(FRIEND);
    expect([response.status, await codeOf(response)]).toEqual([429, "outside_calling_hours"]);
    expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

describe("limits", () => {
  it("ring one number three times an hour, and say when the fourth may come", async () => {
    await rule({ count_sandbox: true });
    for (let nth = 0; nth < 3; nth++) expect((await start(FRIEND)).status).toBe(202);
    const response = await start(FRIEND);
    expect([response.status, await codeOf(response)]).toEqual([429, "rung_too_often"]);
    const seconds = Number(response.headers.get("Retry-After"));
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect((await start("+12025550121")).status, "another number").toBe(202);
  });

  it("count no sandbox calls unless the account says so", async () => {
    for (let nth = 0; nth < 4; nth++) expect((await start(FRIEND)).status).toBe(202);
  });

  it("hold for the account, with all numbers together, and for one client", async () => {
    for (const [scope, most] of [
      ["per_account", 2],
      ["per_client", 2],
      ["per_flow", 2],
    ] as const) {
      await world.database.owner.query("delete from ring_count");
      await rule({ ...NO_LIMITS, count_sandbox: true, [scope]: { hour: null, day: most } });
      expect((await start("+12025550121")).status).toBe(202);
      expect((await start("+12025550122")).status).toBe(202);
      const response = await start("+12025550123");
      expect([response.status, await codeOf(response)], scope).toEqual([429, "limit_reached"]);
      expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
    }
  });

  it("are exact: of 64 starts at once over two connections' pools, three ring", async () => {
    await rule({ ...NO_LIMITS, count_sandbox: true, per_number: { hour: 3, day: 6, week: 15, pause_minutes: null } });
    const to = "+12025550125";
    const before = await rings(to);
    const outcomes = await atOnce(Array<string>(64).fill(to));
    expect(outcomes.filter((outcome) => outcome === 202)).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 429 || outcome === "rung_too_often")).toHaveLength(61);
    expect((await rings(to)) - before).toBe(3);
  });

  it("of calls at once refuse one more, without a time, and let it once a call is over", async () => {
    await rule({ ...NO_LIMITS, count_sandbox: true, per_account: { hour: null, day: null, calls: 1 } });
    const { interaction_id } = (await (await start("+12025550121")).json()) as { interaction_id: string };
    const response = await start("+12025550122");
    expect([response.status, await codeOf(response), response.headers.get("Retry-After")]).toEqual([
      ...[429, "limit_reached", null],
    ]);
    await world.untilOver(interaction_id);
    expect((await start("+12025550122")).status).toBe(202);
  });

  it("of minutes and calls are exact: of 64 starts at once over two processes, three ring", async () => {
    for (const limit of [{ calls: 3 }, { minutes: 3 }]) {
      await rule({ ...NO_LIMITS, count_sandbox: true, per_flow: { hour: null, day: null, ...limit } });
      await world.database.owner.query("delete from open_ring; delete from ring_use");
      const to = Array.from({ length: 64 }, (_, nth) => `+120255501${20 + (nth % 8)}`);
      const outcomes = await atOnce(to);
      expect(outcomes.filter((outcome) => outcome === 202)).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome === 429 || outcome === "limit_reached")).toHaveLength(61);
    }
  });

  it("never wait for each other in a circle, whichever numbers share a statement", async () => {
    await rule({ count_sandbox: true });
    const deadlocks = "select deadlocks::int from pg_stat_database where datname = current_database()";
    const numbers = Array.from({ length: 64 }, (_, nth) => `+120255501${20 + ((nth * 7) % 8)}`);
    const outcomes = await atOnce(numbers);
    expect(outcomes.filter((outcome) => outcome === 202)).toHaveLength(8 * 3);
    expect(await rows(deadlocks)).toEqual([{ deadlocks: 0 }]);
    expect(await rows("select rings from ring_count")).toEqual([{ rings: 8 * 3 }]);
  });
});

/** Starts at once, every other one as another process would: its status here, its code there. */
async function atOnce(numbers: readonly string[]): Promise<(number | string | undefined)[]> {
  const other = await secondRuntime();
  const { startInteraction } = await import("@/server/runtime/start");
  const startThere = (to: string) =>
    startInteraction(other.runtime, world.account as AccountId, {
      ...{
        flow: world.flow,
        client: world.clientId,
        key: null,
        bodyHash: "",
        check: () => undefined,
        consent: () => null,
      },
      arguments: { contact_1: to, contact_2: AGENT },
    }).then(
      () => 202,
      (error: { code?: string }) => error.code,
    );
  const startHere = (to: string) => start(to).then(({ status }) => status);
  const outcomes = await Promise.all(numbers.map((to, nth) => (nth % 2 === 0 ? startHere(to) : startThere(to))));
  await other.end();
  return outcomes;
}

/** The runtime as another process has it: with a pool and statements of its own. */
async function secondRuntime(): Promise<{ runtime: Runtime; end: () => Promise<void> }> {
  const { runtime } = await import("@/server/wiring");
  const { shareStatements } = await import("@/server/storage/batch");
  const { hotFunctions } = await import("@/server/storage/hot-functions");
  const { interactions } = await import("@/server/storage/interactions");
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
  const callers = shareStatements(
    "second",
    hotFunctions,
    async (name, text, values) => (await pool.query({ name, text, values })).rows,
  );
  const store: Runtime["store"] = {
    ...runtime().store,
    recentStart: () => null,
    async start(account, { interaction, flow, flowVersion, client, key, bodyHash, response, burst }) {
      const [row] = await callers.start(
        account,
        interaction,
        flow,
        flowVersion,
        client,
        key,
        bodyHash,
        response,
        burst,
      );
      if (row!.result === "not_allowed") return { result: "not_allowed", history: row!.response as never };
      if (row!.result === "written" || row!.result === "claimed") return { result: row!.result };
      throw new Error(`not expected here: ${row!.result}`);
    },
    readStart: interactions.readStart,
  };
  return { runtime: { ...runtime(), store }, end: () => pool.end() };
}

describe("later in a flow", () => {
  it("a forward to a listed agent takes the step's error, with its line", async () => {
    await list(AGENT);
    const { interaction_id } = (await (await start("+12025550120")).json()) as { interaction_id: string };
    const over = await world.untilOver(interaction_id);
    expect(over.steps.find((step) => step.error)?.error?.code).toBe("do_not_call");
    expect(await refusedRings()).toContainEqual(
      expect.objectContaining({
        code: "do_not_call",
        to_number: AGENT,
        party: "agent",
        interaction_id,
        client_id: world.clientId,
      }),
    );
  });

  it("a dial that waits for its slot is stopped by a number that comes on the list", async () => {
    await world.database.owner.query("update carrier set calls_per_second = 0.2");
    await rule({});
    await start("+12025550121");
    const { interaction_id } = (await (await start(FRIEND)).json()) as { interaction_id: string };
    await list(FRIEND);
    const over = await world.untilOver(interaction_id);
    await world.database.owner.query("update carrier set calls_per_second = null");
    expect(over.steps.find((step) => step.error)?.error?.code).toBe("do_not_call");
    expect(await rows(`select status from dial_attempt where interaction_id = '${interaction_id}'`)).toEqual([
      { status: "dropped" },
    ]);
    expect(await refusedRings()).toContainEqual(expect.objectContaining({ code: "do_not_call", interaction_id }));
  });
});

describe("what is written down", () => {
  it("says of an allowed ring where it went and which rule let it", async () => {
    const { interaction_id } = (await (await start(FRIEND)).json()) as { interaction_id: string };
    expect(await rows(`select decision, counted from dial_attempt where interaction_id = '${interaction_id}'`)).toEqual(
      [{ decision: { place: "US", countries: "own" }, counted: false }],
    );
  });

  it("can be looked up by number, the newest first, allowed or refused", async () => {
    const to = "+12025550189";
    const { interaction_id } = (await (await start(to)).json()) as { interaction_id: string };
    await list(to);
    await start(to);
    const { ringsOf } = await import("@/server/reports/rings/data");
    expect(await ringsOf(world.account as AccountId, to, 10)).toEqual([
      expect.objectContaining({
        code: "do_not_call",
        interactionId: null,
        flowName: "Report a problem",
        party: "contact",
      }),
      expect.objectContaining({
        ...{ code: "allowed", interactionId: interaction_id, startedBy: "Website" },
        message: "Allowed: United States is a country of the account's own numbers.",
      }),
    ]);
  });

  it("goes with the account's retention", async () => {
    await world.database.owner.query(
      `insert into refused_ring (account_id, id, at, flow_id, client_id, party, from_number, to_number, code, message)
       values ($1, $2, now() - interval '91 days', $3, 'c', 'contact', 'f', 't', 'do_not_call', '')`,
      [world.account, randomUUID(), world.flow],
    );
    await world.database.owner.query("select patchcord_sweep($1, 100, interval '1 day')", [world.account]);
    expect(await refusedRings()).toEqual([]);
  });
});
