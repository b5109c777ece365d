// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { sessionAs } from "../support/session";
import { type TestWorld, testWorld } from "../support/world";

/** A person by a phone number: all that is stored is handed over, or erased until no row of the database holds it. */
const PERSON = "+12025550120";
const OTHER = "+12025550122";
const AGENT = "+12025550130";
let world: TestWorld;
let people: Awaited<ReturnType<typeof admin>>["people"];
beforeAll(async () => {
  world = await testWorld();
  people = (await admin()).people;
});

afterEach(() => rows("delete from do_not_call"));

async function admin() {
  const { adminRouter } = await import("@/server/trpc/admin");
  return adminRouter.createCaller({ session: sessionAs(world, "admin") });
}

const rows = async (text: string, values: unknown[] = []) => (await world.database.owner.query(text, values)).rows;

async function call(contact_1: string, contact_2 = AGENT): Promise<string> {
  const response = await world.start({ contact_1, contact_2 });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  return (await world.untilOver(interaction_id)).interaction_id;
}

/** Every row of every table as a dump writes it. */
async function dump(): Promise<string> {
  const tables = await rows(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')",
  );
  const contents: string[] = [];
  for (const { name } of tables)
    for (const { line } of await rows(`select t::text as line from ${name} t`)) contents.push(`${name} ${line}`);
  return contents.join("\n");
}

async function exported(number: string) {
  const { personJson } = await import("@/server/resources/people/export");
  return JSON.parse(await new Response(await personJson(sessionAs(world, "admin"), number)).text());
}

async function erase(number: string, offList = true): Promise<void> {
  await people.erase({ number, offList });
  await world.clock.settle();
}

/** The counts of all rows that hang under interactions, and what of them is neither number nor text. */
const shape = () =>
  rows(`select i.status, i.outcome, i.call_result, i.started_at, i.finished_at,
      (select jsonb_agg(jsonb_build_array(e.seq, e.at, e.resume -> 'kind', jsonb_array_length(e.events), e.answer is null) order by e.seq)
        from interaction_event e where e.interaction_id = i.id) as events,
      (select jsonb_agg(jsonb_build_array(d.status, d.created_at, d.from_number, d.duration_seconds) order by d.id) from dial_attempt d where d.interaction_id = i.id) as dials,
      (select count(*) from leg l where l.interaction_id = i.id) as legs
    from interaction i order by i.id`);

test("an export holds all there is of a person, and nothing of another", async () => {
  const rung = await call(PERSON);
  const other = await call(OTHER);
  const asAgent = await call(PERSON.replace("0120", "0126"), PERSON);
  const { doNotCall } = await admin();
  await doNotCall.add({ numbers: [PERSON], reason: "asked on the phone" });
  await world.start({ contact_1: PERSON, contact_2: AGENT });
  const all = await exported("(202) 555-0120".replace("(", "+1 ("));
  expect(all).toMatchObject({
    number: PERSON,
    do_not_call: { reason: "asked on the phone" },
    refused_starts: [{ code: "do_not_call" }],
  });
  const byId = new Map<string, { events?: unknown[]; state?: unknown; dials: unknown[] }>(
    all.interactions.map((one: { id: string }) => [one.id, one]),
  );
  expect(byId.get(rung)).toMatchObject({ state: { variables: { contact_1: PERSON } }, dials: [{ to: PERSON }] });
  expect(byId.get(rung)?.events?.length).toBeGreaterThan(3);
  expect(byId.has(other)).toBe(false);
  expect(byId.get(asAgent), "of another contact's call only what concerns the agent").not.toHaveProperty("state");
  expect(JSON.stringify(all)).not.toContain("token");
});

test("an erasure leaves shape and counts, and no row with the number or a text", async () => {
  const WRITTEN = "+1 (202) 555-0120";
  await call(WRITTEN);
  await call(PERSON.replace("0120", "0126"), PERSON);
  await (await admin()).doNotCall.add({ numbers: [PERSON], reason: "asked" });
  const before = await shape();
  expect(await dump()).toContain(PERSON.slice(1));
  expect(await dump()).toContain(WRITTEN);
  await erase(PERSON);
  expect(await shape()).toEqual(before);
  const after = await dump();
  expect(after.split("\n").filter((line) => line.includes(PERSON.slice(1)))).toEqual([]);
  expect(after, "a text of the person's").not.toContain(WRITTEN);
  expect(after, "another person").toContain(OTHER);
  expect(await exported(PERSON)).toMatchObject({ do_not_call: null, refused_starts: [], interactions: [] });
  const [erasure] = await people.erasures();
  expect(erasure).toMatchObject({ looked: before.length, total: before.length, finishedAt: expect.any(Date) });
  expect(erasure!.erased).toBeGreaterThan(1);
  const [audit] = await rows("select action, subject from audit_log where action = 'person.erase' order by id desc");
  expect(audit).toEqual({ action: "person.erase", subject: "A person" });
});

test("the pages of what was erased still open", async () => {
  const id = await call(PERSON);
  await erase(PERSON);
  const { readStoredInteraction } = await import("@/server/reports/data");
  const { interactionDetail } = await import("@/server/reports/detail");
  const page = interactionDetail((await readStoredInteraction(world.account as never, id))!);
  expect(page.variables.map(({ value }) => value)).toEqual([null, null, null]);
  expect(page.steps.length).toBeGreaterThan(2);
  expect(page.log.every(({ words }) => words.length > 0)).toBe(true);
});

test.each([
  [
    { ok: true, value: { name: "Ada Lovelace" } },
    { ok: true, value: null },
  ],
  [
    { ok: false, code: "http_404", message: "No customer Ada Lovelace", value: "Ada Lovelace" },
    { ok: false, code: "http_404", message: "" },
  ],
])("of what a service has answered only whether it did is left: %j", async (result, left) => {
  const id = await call(PERSON);
  const answered = { kind: "port_answered", result };
  await rows(
    `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
      select account_id, interaction_id, seq + 1000, at, 'answered', $2, events, engine from interaction_event
      where interaction_id = $1 order by seq desc limit 1`,
    [id, answered],
  );
  expect(await dump()).toContain("Ada Lovelace");
  await erase(PERSON);
  expect(await dump()).not.toContain("Ada Lovelace");
  const [event] = await rows("select resume from interaction_event where interaction_id = $1 and seq >= 1000", [id]);
  expect(event.resume).toEqual({ ...answered, result: left });
});

test("an interaction that still runs is ended first", async () => {
  const response = await world.start({ contact_1: PERSON, contact_2: AGENT });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  await erase(PERSON);
  expect((await world.read(interaction_id)).status).toBe("cancelled");
  expect(await dump()).not.toContain(PERSON.slice(1));
});

test("asked for again, an erasure finds nothing; kept on the list, the number stays there alone", async () => {
  const { doNotCall } = await admin();
  await erase(PERSON);
  const before = await dump();
  await erase(PERSON);
  expect((await people.erasures())[0]).toMatchObject({ erased: 0, finishedAt: expect.any(Date) });
  // The worker goes on projecting what reports are made from.
  const logs = (text: string) => text.split("\n").filter((line) => /^public\.interaction(_event)? /.test(line));
  expect(logs(before).length).toBeGreaterThan(0);
  expect(logs(await dump())).toEqual(logs(before));
  await doNotCall.add({ numbers: [PERSON], reason: "" });
  await erase(PERSON, false);
  const holding = (await dump()).split("\n").filter((line) => line.includes(PERSON.slice(1)));
  expect(holding.map((line) => line.split(" ")[0])).toEqual(["public.do_not_call"]);
});

test("an agent's number goes however it was written, also where it was never rung", async () => {
  const WRITTEN = "+1 (202) 555.0142";
  const id = await call("+12025550121", WRITTEN);
  expect(await dump()).toContain(WRITTEN);
  await erase("+12025550142");
  expect(await dump()).not.toContain(WRITTEN);
  expect((await world.read(id)).status, "another person's call").toBe("completed");
});

describe("where a callback's agents are rung", () => {
  const AT_SWITCHBOARD = "+12025550142";
  const AGENTS = [`${AT_SWITCHBOARD};ext=7`, `${AT_SWITCHBOARD};ext=8`, "+12025550143"];
  const NAME = "Ada Lovelace";

  /** A request for a callback without a call, whose agents' phones ring in vain, all at once or in their order. */
  async function ringing(strategy: "all_at_once" | "in_order", contact: string, asker: string): Promise<string> {
    const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
    const { importFlow } = await import("@/server/flows/files/mutations");
    const { publish } = await import("@/server/flows/versions/mutations");
    const by = sessionAs(world, "admin");
    const [name, agents] = [`Desk ${strategy}`, AGENTS.map((number) => ({ number, label: "" }))];
    await addRingGroup(by, { name, strategy, ringSeconds: 20, timeZone: "UTC", hours: [], agents });
    for (const { number } of agents) await world.sandbox.putCallee(number.split(";")[0]!, picksUp);
    const [trigger, end] = [{ exits: { ok: "call_back" } }, { component: "end_flow", config: {}, exits: {} }];
    const config = { from: world.number, number_variable: "contact", ring_group: name, max_wait_minutes: 5 };
    const whisper = { source: "tts", text: "{{ name }} asks for a call." };
    const given = ["contact", "name"].map((one) => ({ name: one, variable: one }));
    const steps = {
      trigger: { ...trigger, component: "api_request", name: "Request", config: { arguments: given } },
      call_back: {
        ...{ component: "request_direct_callback", name: "Call back", config: { ...config, whisper } },
        exits: { invalid_caller_id: "end", no_match: "end", timeout: "end" },
      },
      end: { ...end, name: "End" },
    };
    const variables = { contact: { type: "string" }, name: { type: "string" } };
    const { id } = await importFlow(by, JSON.stringify({ patchcord: 1, name, variables, start: "trigger", steps }));
    await publish(by, { id, revision: 0, note: "" });
    const response = await world.of(id).start({ contact, name: asker });
    return ((await response.json()) as { interaction_id: string }).interaction_id;
  }
  /** Hears the offer, and presses nothing. */
  const picksUp = { kind: "scripted", ring: 1, then: "answer" } as const;
  const heard = async () => (await world.sandbox.log()).map(({ twiml = "" }) => twiml).join("\n");

  test("an agent behind a switchboard goes with the extension, from every column but the ring group's own", async () => {
    const id = await ringing("in_order", OTHER, "Bob");
    await world.clock.advance(120);
    const tried = () => rows("select tried from callback where interaction_id = $1", [id]);
    expect((await tried())[0].tried).toEqual(expect.arrayContaining(AGENTS.slice(0, 2)));
    const { cancelInteraction } = await import("@/server/runtime/due/end-call");
    const { runtime } = await import("@/server/wiring");
    await cancelInteraction(runtime(), world.account as never, id);
    await world.clock.settle();
    await erase(AT_SWITCHBOARD);
    const holding = (await dump()).split("\n").filter((line) => line.includes(AT_SWITCHBOARD.slice(1)));
    // What an admin has set is for an admin to change (docs/security.md).
    expect(new Set(holding.map((line) => line.split(" ")[0]))).toEqual(new Set(["public.ring_group"]));
    expect(await dump(), "nor the extension alone").not.toMatch(/^public\.(?!ring_group ).*;ext=7/m);
  });

  test("an agent whose phone rings for an erased person hears nothing of the person", async () => {
    const id = await ringing("all_at_once", PERSON, NAME);
    await world.clock.advance(8);
    expect(await heard(), "the whisper, while the person is known").toContain(NAME);
    const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
    await erase(PERSON);
    await world.clock.advance(30);
    expect(await rows("select status from interaction where id = $1", [id])).toEqual([{ status: "cancelled" }]);
    const after = (await world.sandbox.log()).filter(({ seq }) => seq > since).map(({ twiml = "" }) => twiml);
    expect(after.join()).not.toContain(NAME);
    expect(await dump()).not.toContain(NAME);
    const { answerAgent } = await import("@/server/runtime/callback/agent-document");
    const { carrierOf, runtime } = await import("@/server/wiring");
    const { adapter } = await carrierOf(world.account as never, world.carrier);
    const calls = await rows(
      "select token, call_id from dial_attempt where interaction_id = $1 and call_id is not null",
      [id],
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const { token, call_id: callId } of calls)
      for (const at of ["answer", "key", "left"] as const) {
        const message = { callId, digits: "1" } as never;
        const twiml = await answerAgent(
          runtime(),
          world.account as never,
          adapter,
          world.carrier,
          { token, at },
          message,
        );
        expect(twiml).not.toContain(NAME);
      }
  });
});

test("what webhooks were about to tell of the person is not written afterwards", async () => {
  const { addEndpoint, removeEndpoint } = await import("@/server/resources/webhooks/endpoints/mutations");
  const by = sessionAs(world, "admin");
  const endpoint = { name: "CRM", url: "https://crm.example/hook", types: [], flows: [], headers: [] };
  const { id: endpointId } = await addEndpoint(by, endpoint);
  const id = await call(PERSON);
  // As if a worker had read the interaction, and were to write only once the person is erased.
  const [{ id: note }] = await rows(
    "insert into webhook_outbox (account_id, interaction_id, at, what, about) values ($1, $2, now(), 'ringing', '{}') returning id",
    [world.account, id],
  );
  await erase(PERSON);
  const event = { id: `${id}-late`, type: "interaction.accepted", interaction: id, stream: id, at: new Date() };
  const late = [{ ...event, position: 1, body: PERSON, asked_for: false }];
  const [{ made }] = await rows("select patchcord_write_webhooks($1, $2, $3) as made", [
    ...[world.account, [note], JSON.stringify(late)],
  ]);
  expect(made).toBe(0);
  await removeEndpoint(by, endpointId);
  expect(await dump()).not.toContain(PERSON.slice(1));
});

describe("a number in a text", () => {
  test.each<[text: string, isFound: boolean]>([
    ['"+12025550120"', true],
    ["12025550120", true],
    ["+1 (202) 555-0120", true],
    ["+1.202.555.0120, please", true],
    ["0012025550120", true],
    ["011 1 202 555 0120", true],
    ["+1\u00a0202\u202f555\u20110120", true],
    ["+120255501201", false],
    ["912025550120", false],
    ["+1202555 and 0120", false],
    ["1,202,555,0120", false],
  ])("%j", async (text, isFound) => {
    const [row] = await rows("select $1 ~ patchcord_number_pattern('+12025550120') as found", [text]);
    expect(row.found).toBe(isFound);
  });

  test("with the zero that a country's own people dial", async () => {
    const found = "select $1 ~ patchcord_number_pattern('+442079460958') as found";
    expect(await rows(found, ["+44 (0)20 7946 0958"])).toEqual([{ found: true }]);
  });
});

test("a text that is no number is refused beside its field", async () => {
  await expect(people.erase({ number: "nobody", offList: false })).rejects.toThrow(/number/);
});

test("history stays closed to everybody else", async () => {
  await call(OTHER);
  await expect(rows("update interaction_event set events = '[]'")).rejects.toMatchObject({ code: "PC002" });
  await expect(rows("update interaction set state = '{}'")).rejects.toMatchObject({ code: "PC001" });
});
