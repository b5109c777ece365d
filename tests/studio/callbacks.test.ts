import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { World } from "@/prisma/seed/world";
import { refusal, studioWorld } from "./studio-world";

const { database, ours, theirs, as } = await studioWorld();

type Made = {
  world?: World;
  contact?: string;
  priority?: number;
  minutesAgo?: number;
  status?: string;
  agent?: string;
  accepted?: boolean;
};

/** A callback as bursts and the ring group's work would have left it. */
async function callback(made: Made): Promise<{ id: string; interaction: string }> {
  const {
    world = ours,
    contact = "+12025550120",
    priority = 10,
    minutesAgo = 0,
    status = "waiting",
    agent,
    accepted,
  } = made;
  const { owner } = database;
  const [id, interaction, attempt] = [v7(), v7(), v7()];
  const group = await owner.query("select id from ring_group where account_id = $1 and name = 'Installers'", [
    world.account,
  ]);
  const state = { status: "running", variables: { contact_1: contact, contact_2: null }, call: { to: "+12025550199" } };
  await owner.query(
    `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, state, started_at, expires_at)
     values ($1, $2, $3, $4, 'client', 1, 'running', $5, now(), now() + interval '2 days')`,
    [world.account, interaction, world.flow, world.flowVersion, JSON.stringify(state)],
  );
  await owner.query(
    `insert into callback (account_id, id, interaction_id, visit, ring_group_id, number, from_number, priority, language, status, queued_at,
       give_up_at, next_round_at, accepted_attempt)
     values ($1, $2, $3, 3, $4, $5, $6, $7, 'en-US', $8, now() - make_interval(mins => $9), now() + interval '1 hour', now(), $10)`,
    [
      world.account,
      id,
      interaction,
      group.rows[0].id,
      contact,
      world.number,
      priority,
      status,
      minutesAgo,
      accepted ? attempt : null,
    ],
  );
  if (agent)
    await owner.query(
      `insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status, ring_seconds,
         created_at, dial_at, drop_after, purpose, callback_id)
       values ($1, $2, $3, 3, $4, $5, $6, $7, 'placed', 20, now(), now(), now(), 'callback_agent', $8)`,
      [world.account, attempt, interaction, v7(), world.carrier, world.number, agent, id],
    );
  return { id, interaction };
}

const list = (page = 0) => as("viewer").interactions.callbacks({ page });
const made: Record<string, { id: string; interaction: string }> = {};

beforeAll(async () => {
  made.old = await callback({ contact: "+12025550121", minutesAgo: 30 });
  made.urgent = await callback({ contact: "+12025550122", priority: 1, agent: "+12025550135" });
  made.accepted = await callback({
    contact: "+12025550123",
    status: "accepted",
    agent: "+12025550141",
    accepted: true,
  });
  made.talking = await callback({ contact: "+12025550124", status: "joined" });
  made.over = await callback({ contact: "+12025550125", status: "over" });
  made.theirs = await callback({ world: theirs });
});

test("those that run, then those that wait, by priority and age; what is over is not there, nor another account's", async () => {
  const { callbacks, total } = await list();
  expect(total).toBe(4);
  expect(callbacks.map(({ contact, state }) => `${contact} ${state}`)).toEqual([
    "+12025550123 accepted",
    "+12025550124 joined",
    "+12025550122 ringing",
    "+12025550121 waiting",
  ]);
  expect(callbacks[2]).toMatchObject({
    ...{ group: "Installers", priority: 1, flowName: "Report a problem" },
    agents: [{ number: "+12025550135", label: "Ann, who always accepts" }],
  });
  expect(callbacks[0]).toMatchObject({ agents: [{ number: "+12025550141" }] });
});

test("a number that is sensitive is covered", async () => {
  await database.owner.query(
    `alter table flow_version disable trigger published_stays;
     update flow_version set definition = jsonb_set(definition, '{variables,contact_1,sensitive}', 'true');
     alter table flow_version enable trigger published_stays`,
  );
  expect((await list()).callbacks.map(({ contact }) => contact)).toEqual(Array(4).fill("••••••"));
});

test("those that are over stay, the last first", async () => {
  const { callbacks, total } = await as("viewer").interactions.callbacks({ page: 0, over: true });
  expect(total).toBe(1);
  expect(callbacks).toMatchObject([{ state: "over", wasJoined: false, rounds: [] }]);
});

test("ringing again is for builders, and only of what waits", async () => {
  const ring = (role: "viewer" | "builder", id: string) => as(role).interactions.ringCallbackNow({ id });
  await expect(ring("viewer", made.old!.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await refusal(ring("builder", made.theirs!.id))).toMatchObject({ code: "not_found" });
  expect(await ring("builder", made.urgent!.id), "an agent rings").toEqual({ rings: false });
  expect(await ring("builder", made.over!.id)).toEqual({ rings: false });
  expect(await ring("builder", made.old!.id)).toEqual({ rings: true });
});

test("cancelling is for builders; who talks is not interrupted; what is over or another's is not touched", async () => {
  const cancel = (role: "viewer" | "builder", id: string) => as(role).interactions.cancelCallback({ id });
  await expect(cancel("viewer", made.old!.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await refusal(cancel("builder", made.talking!.id))).toMatchObject({ code: "conflict" });
  expect(await refusal(cancel("builder", made.theirs!.id))).toMatchObject({ code: "not_found" });
  expect(await cancel("builder", made.over!.id)).toEqual({ cancelled: false });
});
