import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { RingHistory } from "@/engine/ring-rules/may-ring";
import { ringRules } from "@/engine/ring-rules/rules";
import { applyChoice, startSimulation } from "@/engine/simulate";
import type { AccountId } from "@/server/ports/ids";
import { seedFlow } from "../support/seed-flow";
import { type TestWorld, testWorld } from "../support/world";

/** A refusal says the same everywhere: API, ledger, the interaction's page, CSV, and the test panel with the same facts. */
const OWN = "+12025550101";
const CONTACT = "+12025550120";
const AGENT = "+12025550130";
const NO_PAUSE = { hour: null, day: null, week: null, pause_minutes: null };
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

const rows = async (text: string, values: unknown[] = []) => (await world.database.owner.query(text, values)).rows;

async function rule(rules: object, stopped: object | null = null): Promise<void> {
  await rows("update account set ring_rules = $2, dialling_stopped = $3 where id = $1", [
    world.account,
    JSON.stringify(rules),
    stopped && JSON.stringify(stopped),
  ]);
  const { forgetAccount } = await import("@/server/storage/account-facts");
  forgetAccount(world.account as AccountId);
}

const list = (number: string) =>
  rows(
    "insert into do_not_call (account_id, number, added_at, added_by, source) values ($1, $2, now(), 'test', 'studio')",
    [world.account, number],
  );

const start = (contact_1: string, contact_2: string) => world.start({ contact_1, contact_2 });

afterEach(async () => {
  await rule({});
  for (const table of ["do_not_call", "ring_count", "open_ring", "ring_use", "refused_ring"])
    await rows(`delete from ${table}`);
  await rows("begin; lock table dial_attempt; update dial_attempt set counted = false; commit");
});

type Facts = { rules?: object; stopped?: { reason: string }; history?: RingHistory };

/** What the test panel says under the same facts. `answered`: the contact takes the call, and the agent is rung. */
function simulated(contact: string, agent: string, { rules = {}, stopped, history }: Facts, answered = false) {
  const definition = seedFlow();
  const account = {
    ...{ numbers: [OWN], ring_rules: ringRules.parse(rules), time_zone: "UTC", stopped: stopped ?? null },
    ...(history && !answered ? { history } : {}),
  };
  const given = { contact_1: contact, contact_2: agent };
  const setup = { arguments: given, seed: "s", started_at: "2026-01-05T17:00:00.000Z", account };
  let simulation = startSimulation(registry, definition, setup);
  if (answered) {
    simulation = applyChoice(registry, definition, simulation, { does: "answers", who: "customer" });
    // What the database knows of the agent's number was not so of the contact's.
    simulation = { ...simulation, setup: { ...setup, account: { ...account, ...(history ? { history } : {}) } } };
    simulation = applyChoice(registry, definition, simulation, { does: "listens" });
  }
  return simulation.visits.find(({ error }) => error)?.error;
}

async function ledgerOf(number: string) {
  const { ringsOf } = await import("@/server/reports/rings/data");
  const [line] = await ringsOf(world.account as AccountId, number, 1);
  return { code: line!.code, message: line!.message };
}

describe("at a start", () => {
  const DAY = { starts_at: "2026-01-05T00:00:00.000Z", ends_at: "2026-01-06T00:00:00.000Z" };
  const CASES: [code: string, contact: string, status: number, Facts & { before?: () => Promise<unknown> }][] = [
    ["dialling_stopped", CONTACT, 403, { stopped: { reason: "fraud" } }],
    ["not_permitted", "+19002345678", 403, { rules: { countries: { allow: "any" } } }],
    ["country_not_allowed", "+4930123456", 403, {}],
    ["do_not_call", CONTACT, 403, { history: { doNotCall: true }, before: () => list(CONTACT) }],
    [
      "rung_too_often",
      CONTACT,
      429,
      {
        rules: { count_sandbox: true, per_number: { ...NO_PAUSE, hour: 1 } },
        history: { earlier: { rings: ["2026-01-05T16:30:00.000Z"], declined_at: null } },
        before: () => start(CONTACT, AGENT),
      },
    ],
    [
      "limit_reached",
      CONTACT,
      429,
      {
        rules: { count_sandbox: true, per_number: NO_PAUSE, per_account: { hour: null, day: 1 } },
        history: { reached: { scope: "account", unit: "day", most: 1, ...DAY } },
        before: () => start(CONTACT, AGENT),
      },
    ],
    [
      "limit_reached",
      CONTACT,
      429,
      {
        rules: { count_sandbox: true, per_number: NO_PAUSE, per_flow: { hour: null, day: null, calls: 1 } },
        history: { reached: { scope: "flow", unit: "calls", most: 1 } },
        before: () => start(CONTACT, AGENT),
      },
    ],
  ];

  it.each(CASES)("%s: the answer, the ledger and the test panel", async (code, contact, status, facts) => {
    await rule(facts.rules ?? {}, facts.stopped);
    await facts.before?.();
    const response = await start(contact, AGENT);
    const { message } = (await response.json()) as { message: string };
    expect(response.status).toBe(status);
    expect(await ledgerOf(contact)).toEqual({ code, message });
    expect(simulated(contact, AGENT, facts)).toEqual({ code, message });
  });

  it("outside the calling hours", async () => {
    const [{ now }] = await rows("select patchcord_now() as now");
    const weekday = (days: number) =>
      new Date(Date.parse(now) + days * 86_400_000).toLocaleDateString("en-US", { weekday: "short" }).toLowerCase();
    // No day of the present ones, wherever the zone's clock stands, nor of the simulation's Monday.
    const day = [2, 3, 4].map(weekday).find((one) => one !== "mon");
    const rules = { calling_hours: [{ place: "US", days: [day], from: "10:00", to: "11:00" }] };
    await rule(rules);
    const { code, message } = (await (await start(CONTACT, AGENT)).json()) as { code: string; message: string };
    expect(code).toBe("outside_calling_hours");
    expect(await ledgerOf(CONTACT)).toEqual({ code, message });
    expect(simulated(CONTACT, AGENT, { rules })).toEqual({ code, message });
  });
});

describe("later in a flow", () => {
  const CASES: [code: string, agent: string, Facts & { before?: () => Promise<unknown> }][] = [
    ["not_permitted", "+19002345678", { rules: { countries: { allow: "any" } } }],
    ["country_not_allowed", "+4930123456", {}],
    ["do_not_call", AGENT, { history: { doNotCall: true }, before: () => list(AGENT) }],
    [
      "limit_reached",
      AGENT,
      {
        rules: { count_sandbox: true, per_number: NO_PAUSE, per_client: { hour: null, day: null, calls: 1 } },
        history: { reached: { scope: "client", unit: "calls", most: 1 } },
      },
    ],
  ];

  it.each(CASES)("%s: the API, the ledger, the page, the CSV and the test panel", async (code, agent, facts) => {
    await rule(facts.rules ?? {}, facts.stopped);
    await facts.before?.();
    const { interaction_id } = (await (await start(CONTACT, agent)).json()) as { interaction_id: string };
    const over = await world.untilOver(interaction_id);
    const error = over.steps.find((step) => step.error)?.error as { code: string; message: string };
    expect(error.code).toBe(code);
    const { message } = error;
    expect(await ledgerOf(agent)).toEqual({ code, message });
    const { exportInteractions, readStoredInteraction } = await import("@/server/reports/data");
    const { interactionDetail } = await import("@/server/reports/detail");
    const page = interactionDetail((await readStoredInteraction(world.account as AccountId, interaction_id))!);
    expect(page.steps.find((step) => step.error)?.error).toEqual({ code, message });
    expect(page.refused).toMatchObject([{ code, message, party: "agent" }]);
    expect(page.why).toContain(message);
    const { stepRows } = await import("@/server/reports/step-rows");
    const [line] = await exportInteractions(world.account as AccountId, [interaction_id]);
    expect(stepRows(line!).map(({ ring_decision }) => ring_decision)).toContain(`Refused: ${message}`);
    expect(simulated(CONTACT, agent, facts, true)).toEqual({ code, message });
  });
});
