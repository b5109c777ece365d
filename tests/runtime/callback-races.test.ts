// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { readFileSync } from "node:fs";
import { v7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { CallMessage } from "@/server/ports/voice";
import { setRingGroups } from "../calls/resources/ring-groups";
import { type TestWorld, testWorld } from "../support/world";

/**
 * Agents press the key at the same moment, the deadline comes, an admin cancels, an agent hangs up: whatever the order, at
 * most one agent is joined, and the contact is rung once if at all. Everything goes through the product's own handlers and
 * its database; the calls themselves are only rows.
 */
const ROUNDS = 200;
const AGENTS = 3;
const CONTACT = "+12025550122";

let world: TestWorld;
let account: AccountId;
let template: string;

beforeAll(async () => {
  world = await testWorld();
  account = world.account as AccountId;
  await setRingGroups(world);
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const by = { account, user: { id: v7(), email: "admin@example.com", name: "Admin" }, role: "admin" } as const;
  const { id } = await importFlow(by, readFileSync("tests/calls/flows/callback.json", "utf8"));
  await publish(by, { id, revision: 0, note: "" });
  await world.database.owner.query(HOLD_GROUPS);
  const visitor = world.of(id);
  const args = { contact_1: "+12025550120", number: CONTACT, way: "in_order", extension: "" };
  template = ((await (await visitor.start(args)).json()) as { interaction_id: string }).interaction_id;
  for (let passed = 0; passed < 60; passed += await world.clock.next(5))
    if ((await visitor.read(template)).steps.at(-1)?.step === "in_order") return;
});

/** Nobody but the test rings agents. */
const HOLD_GROUPS = `create function hold() returns trigger language plpgsql as $$
  begin if new.subject = 'ring_group' then new.due_at := 'infinity'; end if; return new; end $$;
  create trigger hold before insert or update on deadline for each row execute function hold()`;

type Round = { interaction: string; callback: string; agents: { id: string; token: string; call: string }[] };

/** The template's interaction once more, with agents whose phones have been picked up. */
async function copy(round: number): Promise<Round> {
  const { owner } = world.database;
  const { ids } = await import("@/server/platform/ids/ids");
  const [interaction, callback] = [v7(), v7()];
  await owner.query(
    `insert into interaction select (jsonb_populate_record(i, jsonb_build_object('id', $2::text))).* from interaction i where i.id = $1`,
    [template, interaction],
  );
  await owner.query(
    `insert into callback select (jsonb_populate_record(c, jsonb_build_object('id', $2::text, 'interaction_id', $3::text))).*
     from callback c where c.interaction_id = $1`,
    [template, callback, interaction],
  );
  const agents = Array.from({ length: AGENTS }, (_, at) => ({
    ...{ id: v7(), token: ids.attemptToken(account), call: `CA${round}-${at}` },
    number: `+1202556${String(round * AGENTS + at).padStart(4, "0")}`,
  }));
  for (const agent of agents) await insertAttempt(callback, agent, "in_progress");
  return { interaction, callback, agents };
}

/** An agent's phone that has been picked up, or, without a call's status, a dial that no process has taken. */
async function insertAttempt(
  callback: string,
  { id, token, call, number }: { id: string; token: string; call: string | null; number: string },
  callStatus: "in_progress" | null,
): Promise<void> {
  await world.database.owner.query(
    `insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
       ring_seconds, call_id, call_status, created_at, dial_at, drop_after, answered_at, purpose, callback_id)
     select account_id, $2, interaction_id, visit, $3, $4, from_number, $5, case when $7::text is null then 'intended' else 'placed' end,
       20, $6, $7, queued_at, queued_at, give_up_at, case when $7 is not null then queued_at end, 'callback_agent', id
     from callback where id = $1`,
    [callback, id, token, world.carrier, number, call, callStatus],
  );
}

/** Seeded, so that a round that fails can be had again (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function race(round: number): Promise<{ wrong: string[]; ending: string }> {
  const { answerAgent } = await import("@/server/runtime/callback/agent-document");
  const { burst } = await import("@/server/runtime/burst");
  const { cancelInteraction } = await import("@/server/runtime/due/end-call");
  const { carrierOf, runtime } = await import("@/server/wiring");
  const { adapter } = await carrierOf(account, world.carrier);
  const { interaction, agents } = await copy(round);
  const next = random(round + 1);
  const documents: string[] = [];
  const press = async ({ token, call }: Round["agents"][number]) => {
    documents.push(await answerAgent(runtime(), account, adapter, world.carrier, { token, at: "key" }, pressed(call)));
  };
  const others: (() => Promise<unknown>)[] = [
    () =>
      burst(runtime(), account, { interaction }, `timer:${round}`, () => ({
        do: "resume",
        resumes: [{ kind: "timer" }],
      })),
    () => cancelInteraction(runtime(), account, interaction),
    () => runtime().store.patchAttempt(account, { id: agents[0]!.id, status: "ended", ended: true }),
    // The carrier delivers a key twice.
    () => press(agents[1]!),
  ];
  const acts = [...agents.map((agent) => () => press(agent)), ...others.filter(() => next() < 0.4)];
  const order = acts.map((act) => ({ act, at: next() })).sort((a, b) => a.at - b.at);
  await Promise.all(
    order.map(async ({ act }) => {
      for (let turns = Math.floor(next() * 40); turns > 0; turns -= 1)
        await new Promise((resolve) => setImmediate(resolve));
      await act().catch(() => undefined);
    }),
  );
  return { wrong: await findings(interaction, documents), ending: await endingOf(interaction) };
}

async function endingOf(interaction: string): Promise<string> {
  const { rows } = await world.database.owner.query("select status, reason from callback where interaction_id = $1", [
    interaction,
  ]);
  return [rows[0].status, rows[0].reason].filter(Boolean).join(" ");
}

async function findings(interaction: string, documents: string[]): Promise<string[]> {
  const { rows } = await world.database.owner.query(
    `select i.status, i.state -> 'wait' ->> 'for' as waits, i.state -> 'call' ->> 'phase' as phase, c.status as callback, c.accepted_attempt,
       (select count(*)::int from interaction_event e where e.interaction_id = i.id and e.resume ->> 'what' = 'accepted') as accepted,
       (select count(*)::int from dial_attempt d where d.interaction_id = i.id and d.purpose = 'contact') as dialled
     from interaction i join callback c on c.interaction_id = i.id where i.id = $1`,
    [interaction],
  );
  const [row] = rows;
  const wrong: string[] = [];
  if (documents.filter((twiml) => twiml.includes("<Conference")).length > 2)
    wrong.push("more than one agent in the room");
  if (row.accepted > 1) wrong.push(`accepted ${row.accepted} times`);
  if (row.dialled !== row.accepted)
    wrong.push(`the contact was dialled ${row.dialled} times, accepted ${row.accepted}`);
  if ((row.accepted_attempt !== null) !== (row.accepted === 1)) wrong.push("row and events disagree on the agent");
  const open = row.status === "running" && row.waits === "callback";
  if (open !== (row.callback !== "over")) wrong.push(`the interaction is ${row.status}, the callback ${row.callback}`);
  if (open && row.callback !== { ended: "waiting", dialing: "accepted", live: "joined" }[row.phase as "ended"])
    wrong.push(`the call is ${row.phase}, the callback ${row.callback}`);
  return wrong;
}

it(`never joins two agents to one contact (${ROUNDS} interleavings)`, { timeout: 300_000 }, async () => {
  const endings = new Map<string, number>();
  const wrong: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const raced = await race(round);
    endings.set(raced.ending, (endings.get(raced.ending) ?? 0) + 1);
    wrong.push(...raced.wrong.map((what) => `${round}: ${what}`));
  }
  console.log([...endings].map(([ending, count]) => `${count} ${ending}`).join(", "));
  expect(wrong).toEqual([]);
  expect(endings.size, "the interleavings are not all the same").toBeGreaterThan(2);
});

it.each([
  ["the interaction is cancelled", 0],
  ["another agent has accepted", 1],
])("dials no agent any more once %s, before any job has run", async (_what, way) => {
  const { answerAgent } = await import("@/server/runtime/callback/agent-document");
  const { cancelInteraction } = await import("@/server/runtime/due/end-call");
  const { carrierOf, runtime } = await import("@/server/wiring");
  const { adapter } = await carrierOf(account, world.carrier);
  const { interaction, callback, agents } = await copy(ROUNDS + way);
  const waiting = { id: v7(), token: v7(), call: null, number: `+120255700${way}0` };
  await insertAttempt(callback, waiting, null);

  const [{ token, call }] = agents as [Round["agents"][number]];
  const ends = [
    () => cancelInteraction(runtime(), account, interaction),
    () => answerAgent(runtime(), account, adapter, world.carrier, { token, at: "key" }, pressed(call)),
  ];
  await ends[way]?.();

  expect(await runtime().store.claimDial(account, waiting.id, 15)).toMatchObject({ result: "not_mine" });
});

/** An agent has pressed the key that takes the callback. */
const pressed = (call: string) => ({ callId: call, digits: "1" }) as CallMessage;
