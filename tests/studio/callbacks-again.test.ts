// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { readFileSync } from "node:fs";
import { v7 } from "uuid";
import { afterEach, beforeAll, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { replayAll } from "../support/replay-all";
import { type TestWorld, testWorld } from "../support/world";
import { type Caller, callers, refusal } from "./studio-world";

/** A callback that nobody took is rung again from the studio: agents first, and then the contact who was not reached. */
const [CONTACT, AGENT] = ["+12025550176", "+12025550171"] as const;
const accepts: CalleeInput = {
  kind: "scripted",
  ring: 1,
  then: "answer",
  actions: [
    { on: "gather", after: 1, do: "press", digits: "1" },
    { on: "bridge", after: 5, do: "hang_up" },
  ],
};
const never: CalleeInput = { kind: "scripted", then: "never" };

let world: TestWorld;
let flow: string;
let by: { account: AccountId; user: { id: string; email: string; name: string }; role: "admin" };
let as: (role: "viewer" | "builder", name?: string) => Caller;
let publishAgain: () => Promise<unknown>;

beforeAll(async () => {
  world = await testWorld();
  by = {
    account: world.account as AccountId,
    user: { id: v7(), email: "admin@example.com", name: "Admin" },
    role: "admin",
  };
  const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
  const { importFlow } = await import("@/server/flows/files/mutations");
  const { publish } = await import("@/server/flows/versions/mutations");
  const { appRouter } = await import("@/server/trpc/router");
  const calling = callers(appRouter);
  as = (role, name) => calling(role, world.account, name);
  const group = { name: "Desk", strategy: "in_order", ringSeconds: 20, timeZone: "UTC", hours: [] } as const;
  await addRingGroup(by, { ...group, hours: [], agents: [{ number: AGENT, label: "Ann" }] });
  const made = JSON.parse(readFileSync("tests/calls/flows/callback.json", "utf8"));
  for (const way of ["at_once", "closed", "nobody", "forbidden"]) {
    delete made.steps[way];
    made.steps.which.exits[way] = "end";
  }
  Object.assign(made.steps.in_order.config, { ring_group: "Desk", max_wait_minutes: 5 });
  ({ id: flow } = await importFlow(by, JSON.stringify(made)));
  await publish(by, { id: flow, revision: 0, note: "" });
  publishAgain = async () => {
    const changes = [{ path: ["name"], before: "Callbacks", after: "Callbacks anew" }];
    const edits = [{ id: v7(), label: "Rename", changes, kind: "edit" as const, of: null }];
    expect(await calling("admin", world.account).flows.edit({ id: flow, base: 0, edits })).toMatchObject({ ok: true });
    return publish(by, { id: flow, revision: 1, note: "" });
  };
});

afterEach(async () => {
  await world.database.owner.query("delete from do_not_call");
  await world.sandbox.putCallee(AGENT, never);
});

const rows = async (text: string, ...values: unknown[]) => (await world.database.owner.query(text, values)).rows;

async function start(): Promise<string> {
  const args = { contact_1: "+12025550120", number: CONTACT, way: "in_order", extension: "" };
  const { interaction_id } = (await (await world.of(flow).start(args)).json()) as { interaction_id: string };
  return interaction_id;
}

/** A callback that nobody has taken in time, by its id. */
async function over(): Promise<{ id: string; interaction: string }> {
  await world.sandbox.putCallee(AGENT, never);
  const interaction_id = await start();
  await world.of(flow).untilOver(interaction_id, 900);
  const [{ id }] = await rows("select id from callback where interaction_id = $1", interaction_id);
  return { id, interaction: interaction_id };
}

const again = (id: string, name?: string) => as("builder", name).interactions.ringCallbackAgain({ id });
const listed = async (id: string) =>
  (await as("viewer").interactions.callbacks({ page: 0, over: true })).callbacks.find((one) => one.id === id);

it("rings the agents, then the contact, on the version that had queued it, and says who wanted that", async () => {
  const { id, interaction } = await over();
  await world.sandbox.putCallee(AGENT, accepts);
  await world.sandbox.putCallee(CONTACT, { kind: "scripted", ring: 1, then: "answer" });
  await publishAgain();
  expect(await listed(id)).toMatchObject({ mayRingAgain: true, again: null });
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  const { interaction: second } = await again(id, "Bea");
  expect(await world.of(flow).untilOver(second, 300)).toMatchObject({
    path: "in_order.call_finished thanks.ok end.",
    call_result: "answered",
  });
  const rang = (await world.sandbox.log()).filter(({ seq, event }) => seq > since && event === "ringing");
  expect(
    rang.map(({ to }) => to),
    "the contact's first call is not made again",
  ).toEqual([AGENT, CONTACT]);
  const versions = await rows("select distinct flow_version_id from interaction where id = any($1)", [
    interaction,
    second,
  ]);
  expect(versions).toHaveLength(1);
  expect(await listed(id)).toMatchObject({ mayRingAgain: false, again: { by: "Bea", interaction: second } });
  expect(await rows("select actor, action, after from audit_log where action = 'callback.ring_again'")).toEqual([
    { actor: "Bea@example.com", action: "callback.ring_again", after: { flow, interaction: second } },
  ]);
  const { variables, log } = await as("viewer").interactions.get({ id: second });
  expect(Object.fromEntries(variables.map(({ name, value }) => [name, value]))).toMatchObject({
    number: CONTACT,
    way: "in_order",
  });
  expect(log[0]?.words).toBe("A callback that was over was asked for again in the studio");
  await as("viewer").interactions.playback({ id: second });
  expect(await replayAll(world.database.owner)).toEqual([]);
});

it("rings once where two people ask at the same moment, and its own callback can be rung again", async () => {
  const { id } = await over();
  const asked = await Promise.allSettled(Array.from({ length: 8 }, (_, nth) => again(id, `Builder ${nth}`)));
  const made = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value.interaction] : []));
  expect(made).toHaveLength(1);
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [(one.reason as Error).message] : []));
  expect(new Set(refused)).toEqual(new Set(["It was rung again already."]));
  await world.of(flow).untilOver(made[0]!, 900);
  const callbacks = await rows("select id from callback where interaction_id = $1", made[0]);
  expect(callbacks).toHaveLength(1);
  expect((await again(callbacks[0].id)).interaction).toEqual(expect.any(String));
});

const change = (text: string) => async (id: string) => void (await rows(text, id));
it.each<{ what: string; first: (id: string) => Promise<void>; code: string; message: RegExp }>([
  {
    what: "that waits",
    first: change("update callback set status = 'waiting', over_at = null where id = $1"),
    ...{ code: "conflict", message: /not over/ },
  },
  {
    what: "whose contact talked with the agent",
    first: change("update callback set joined_at = now() where id = $1"),
    ...{ code: "conflict", message: /have talked/ },
  },
  {
    what: "that was cancelled",
    first: change("update callback set reason = 'cancelled' where id = $1"),
    ...{ code: "conflict", message: /cancelled/ },
  },
  {
    what: "whose contact was erased",
    first: change("update callback set number = '' where id = $1"),
    ...{ code: "conflict", message: /erased/ },
  },
  {
    what: "whose interaction goes on",
    first: async (id) => {
      const running = await start();
      await rows("update callback set interaction_id = $2, visit = 99 where id = $1", id, running);
    },
    ...{ code: "conflict", message: /still goes on/ },
  },
  {
    what: "whose contact is on the do-not-call list",
    first: async () =>
      void (await rows(
        "insert into do_not_call (account_id, number, added_at, added_by, source) values ($1, $2, now(), 'test', 'studio')",
        world.account,
        CONTACT,
      )),
    ...{ code: "do_not_call", message: /do-not-call list/ },
  },
])("does not ring one $what, and leaves nothing", async ({ first, code, message }) => {
  const { id } = await over();
  await first(id);
  const before = await rows("select count(*) from interaction");
  expect(await refusal(again(id))).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await rows("select count(*) from interaction")).toEqual(before);
  expect((await rows("select again_interaction from callback where id = $1", id))[0]).toEqual({
    again_interaction: null,
  });
});

it("is for builders, and not of another account's callback or one that is not there", async () => {
  const { id } = await over();
  await expect(as("viewer").interactions.ringCallbackAgain({ id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await refusal(again(v7()))).toMatchObject({ code: "not_found" });
  await rows("update flow set archived_at = now() where id = $1", flow);
  expect(await refusal(again(id))).toMatchObject({ code: "conflict", message: expect.stringMatching(/archived/) });
});
