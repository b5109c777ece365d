import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { EVENTS, type EventName } from "@/server/resources/webhooks/events/catalogue";
import { sessionAs } from "../support/session";
import { PENDING, type ReceivedRequest, type StubResponse, stubServer } from "../support/stub-server";
import { testWorld } from "../support/world";

const world = await testWorld();
const { addEndpoint, removeEndpoint, resumeEndpoint, rotateSecret } = await import(
  "@/server/resources/webhooks/endpoints/mutations"
);
const { sendAgain } = await import("@/server/resources/webhooks/deliveries/mutations");
const by = sessionAs(world, "admin");
const { owner } = world.database;

type Event = { type: EventName; timestamp: string; data: { interaction_id: string } & Record<string, unknown> };
const eventOf = ({ body }: ReceivedRequest) => JSON.parse(body) as Event;
const idOf = ({ headers }: ReceivedRequest) => String(headers["webhook-id"]);

let answer: (request: ReceivedRequest) => StubResponse | typeof PENDING = () => ({});
const receiver = await stubServer((request) => answer(request));
const endpoints: string[] = [];

/** An endpoint at the stub server, under a path of its own. */
async function listen(path: string, types: EventName[] = [], headers: { name: string; value: string }[] = []) {
  const url = `${receiver.url}/${path}`;
  const { id, secret } = await addEndpoint(by, { name: path, url, types, flows: [], headers });
  endpoints.push(id);
  const received = () => receiver.received.filter((request) => request.path === `/${path}`);
  return { id, secret, received, types: () => received().map((request) => eventOf(request).type) };
}

afterEach(async () => {
  answer = () => ({});
  receiver.release();
  for (const id of endpoints.splice(0)) await removeEndpoint(by, id);
});

const CUSTOMER = "+12025550120";
const AGENT = "+12025550130";
async function call(contact_1 = CUSTOMER): Promise<string> {
  const started = await world.start({ contact_1, contact_2: AGENT });
  const { interaction_id } = (await started.json()) as { interaction_id: string };
  await world.untilOver(interaction_id);
  return interaction_id;
}

test("a call tells what happens, in order, each event proved by its signature and as its schema says", async () => {
  const { secret, received, types } = await listen("whole", [], [{ name: "Authorization", value: "Basic abc" }]);
  const interaction = await call();
  await expect
    .poll(types)
    .toEqual([
      "interaction.accepted",
      "interaction.ringing",
      "interaction.answered",
      "interaction.agent_ringing",
      "interaction.joined",
      "interaction.ended",
    ]);
  for (const request of received()) {
    const event = new Webhook(secret).verify(request.body, request.headers as Record<string, string>) as Event;
    EVENTS[event.type].data.parse(event.data);
    expect(event.data.interaction_id).toBe(interaction);
    expect(request.headers.authorization).toBe("Basic abc");
  }
  expect(eventOf(received().at(-1)!).data).toMatchObject({
    status: "completed",
    outcome: "forwarded",
    call_result: "answered",
    answered_by: "unknown",
    arguments: { contact_1: CUSTOMER, contact_2: AGENT },
    talk_seconds: expect.any(Number),
    steps: expect.arrayContaining([expect.objectContaining({ component: "make_outbound_call", exit: "answered" })]),
  });
  expect(new Set(received().map(idOf)).size).toBe(6);
});

test("what fails is tried again and holds up its own interaction alone; the id stays the same", async () => {
  const { types, received } = await listen("fails", ["interaction.accepted", "interaction.ended"]);
  let refused = "";
  answer = (request) => {
    const { type, data } = eventOf(request);
    if (type === "interaction.accepted" && refused === "") refused = data.interaction_id;
    return data.interaction_id === refused ? { status: 500, body: "not now" } : {};
  };
  await call();
  await call("+12025550121");
  // The second one's two, and the first one's first.
  await expect
    .poll(types)
    .toEqual(expect.arrayContaining(["interaction.accepted", "interaction.accepted", "interaction.ended"]));
  expect(
    received()
      .filter((request) => eventOf(request).data.interaction_id === refused)
      .map(idOf),
  ).toEqual(expect.not.arrayContaining([`${refused}-ended`]));
  answer = () => ({});
  await owner.query("update patchcord_clock set shift = shift + interval '1 hour'");
  await expect.poll(() => received().map(idOf)).toContain(`${refused}-ended`);
  const { rows } = await owner.query("select distinct status, answer from webhook_try where status = 500");
  expect(rows).toEqual([{ status: 500, answer: "not now" }]);
});

test("one that hangs delays no other, and its own are sent in the end", async () => {
  const hanging = await listen("hangs", ["interaction.ended"]);
  const other = await listen("other", ["interaction.ended"]);
  answer = ({ path }) => (path === "/hangs" ? PENDING : {});
  for (let calls = 0; calls < 3; calls += 1) await call("+12025550121");
  await expect.poll(other.types).toHaveLength(3);
  expect(hanging.types().length).toBeGreaterThan(0);
  const { rows } = await owner.query("select count(*)::int as n from webhook_try where endpoint_id = $1", [hanging.id]);
  expect(rows).toEqual([{ n: 0 }]);
});

test("a note that no event can be made of holds up no other", async () => {
  const { types, received } = await listen("unreadable", ["interaction.accepted"]);
  const note =
    "insert into webhook_outbox (account_id, interaction_id, at, what, about) values ($1, $2, now(), $3, $4)";
  const id = await call("+12025550121");
  await expect.poll(types).toHaveLength(1);
  await owner.query(note, [world.account, id, "ringing", "null"]);
  await call("+12025550121");
  await expect.poll(types).toHaveLength(2);
  const left = "select count(*)::int as n from webhook_outbox where interaction_id = $1";
  await expect.poll(async () => (await owner.query(left, [id])).rows).toEqual([{ n: 0 }]);
  expect(received()).toHaveLength(2);
});

test("410 switches an endpoint off; what is resumed goes on", async () => {
  const { id, types } = await listen("gone", ["interaction.accepted", "interaction.ended"]);
  answer = () => ({ status: 410 });
  await call("+12025550121");
  const state = async () =>
    (await owner.query("select status from webhook_endpoint where id = $1", [id])).rows[0].status;
  await expect.poll(state).toBe("gone");
  answer = () => ({});
  await resumeEndpoint(by, id);
  await expect.poll(types).toContain("interaction.ended");
});

test("what has failed for 72 hours is given up, the next of its stream goes, and it can be sent again", async () => {
  const { id, received } = await listen("dead", ["interaction.accepted", "interaction.ended"]);
  answer = (request) => (eventOf(request).type === "interaction.accepted" ? { status: 503 } : {});
  const interaction = await call("+12025550121");
  const tried = "select exists (select 1 from webhook_delivery where endpoint_id = $1 and tries > 0) as tried";
  await expect.poll(async () => (await owner.query(tried, [id])).rows).toEqual([{ tried: true }]);
  await owner.query("update patchcord_clock set shift = shift + interval '72 hours'");
  await expect.poll(() => received().map(idOf)).toContain(`${interaction}-ended`);
  const deliveries = async () =>
    (await owner.query("select status from webhook_delivery where endpoint_id = $1 order by position", [id])).rows;
  await expect.poll(deliveries).toEqual([{ status: "dead" }, { status: "delivered" }]);
  answer = () => ({});
  expect(await sendAgain(by, id, { event: `${interaction}-accepted` })).toEqual({ events: 1 });
  await expect.poll(deliveries).toEqual([{ status: "delivered" }, { status: "delivered" }]);
});

test("while a secret is changed, either proves a message", async () => {
  const { id, secret, received } = await listen("rotated", ["interaction.ended"]);
  const { secret: present } = await rotateSecret(by, id);
  await call("+12025550121");
  await expect.poll(received).toHaveLength(1);
  for (const one of [secret, present]) {
    const [request] = received();
    new Webhook(one).verify(request!.body, request!.headers as Record<string, string>);
  }
});

test("an account without an endpoint notes nothing", async () => {
  await call("+12025550121");
  const { rows } = await owner.query("select count(*)::int as n from webhook_outbox");
  expect(rows).toEqual([{ n: 0 }]);
});
