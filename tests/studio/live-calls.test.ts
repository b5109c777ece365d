import { v7 } from "uuid";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import type { AccountId } from "@/server/ports/ids";
import { MOST_LIVE, readLiveCalls } from "@/server/reports/live-calls/data";
import { liveCallStream } from "@/server/reports/live-calls/stream";
import { sessionAs } from "../support/session";
import { stoppedClock } from "../support/stopped-clock";
import { type TestWorld, testWorld } from "../support/world";

/** Where a version's calls are now, as it is told to a page that stays open. */
let world: TestWorld;
let version: string;
beforeAll(async () => {
  world = await testWorld();
  version = world.flowVersion;
});
const clock = stoppedClock();
const source = () => ({ flow: world.flow, version });

type Told = { event: string; at: Record<string, string>; over: string[] };

/** Opens a stream; `next` gives what it tells next, null where it has ended. */
async function watch(session = sessionAs(world, "viewer")) {
  const page = new AbortController();
  onTestFinished(() => page.abort());
  const reader = (await liveCallStream(session, source(), page.signal)).getReader();
  const next = async (): Promise<Told | null> => {
    const { done, value } = await reader.read();
    if (done) return null;
    const [, event, data = ""] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(new TextDecoder().decode(value)) ?? [];
    // It says now and then that it is there.
    return event === "here" ? next() : { event, ...JSON.parse(data) };
  };
  return { next, close: () => page.abort() };
}

test("a call is told of as it begins, moves from step to step and ends", async () => {
  const { next } = await watch();
  expect(await next()).toEqual({ event: "calls", at: {}, over: [], isMore: false });
  const started = await world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
  const { interaction_id: id } = (await started.json()) as { interaction_id: string };
  expect((await next())?.at).toEqual({ [id]: "call_customer" });
  let step: string | null = "call_customer";
  const way: (string | null)[] = [step];
  while (step !== null) {
    await world.clock.next(60);
    const { status, steps } = await world.read(id);
    const now: string | null = status === "running" ? (steps.at(-1)?.step ?? null) : null;
    if (now === step) continue;
    const told = await next();
    expect(told).toMatchObject(now === null ? { event: "moved", over: [id] } : { event: "moved", at: { [id]: now } });
    step = now;
    way.push(step);
  }
  expect(way).toEqual(["call_customer", "announce", "call_agent", null]);
});

test("who opens the page later is told of all that run", async () => {
  const started = await world.start({ contact_1: "+12025550122", contact_2: "+12025550130" });
  const { interaction_id: id } = (await started.json()) as { interaction_id: string };
  const { next } = await watch();
  expect(await next()).toMatchObject({ event: "calls", at: { [id]: "call_customer" } });
  await world.untilOver(id);
});

describe("it ends", () => {
  async function signedIn() {
    const { openSession } = await import("@/server/resources/sessions/data");
    const { rows } = await world.database.owner.query<{ id: string }>(
      "select user_id as id from membership where account_id = $1 limit 1",
      [world.account],
    );
    const session = { ...sessionAs(world, "viewer"), id: v7() };
    await openSession(session.id, rows[0]!.id, world.account, new Date(Date.now() + 86_400_000));
    return session;
  }

  test("for somebody who is signed out meanwhile, and for nobody else", async () => {
    const [gone, stays] = [await signedIn(), await signedIn()];
    const [first, second] = [await watch(gone), await watch(stays)];
    expect([(await first.next())?.event, (await second.next())?.event]).toEqual(["calls", "calls"]);
    const { revokeSession } = await import("@/server/resources/sessions/data");
    await revokeSession(gone.id);
    clock.pass(16_000);
    expect(await first.next()).toBeNull();
    const started = await world.start({ contact_1: "+12025550121", contact_2: "+12025550130" });
    expect(started.status).toBe(202);
    expect((await second.next())?.event).toBe("moved");
  });

  test("when the page is closed", async () => {
    const { next, close } = await watch();
    await next();
    close();
    expect(await next()).toBeNull();
  });
});

test("an account has as many streams as a process gives it, and another one when a page is closed", async () => {
  const open: Awaited<ReturnType<typeof watch>>[] = [];
  await expect(
    (async () => {
      for (;;) open.push(await watch());
    })(),
  ).rejects.toMatchObject({ code: "unavailable" });
  expect(open.length).toBe(20);
  open[0]!.close();
  await expect(watch()).resolves.toBeDefined();
});

describe("nobody is told", () => {
  test("of another account's flow, or of a version that is another flow's", async () => {
    const sandboxUrl = "http://127.0.0.1:1";
    const theirs = await seedWorld(world.database.owner, { sandboxUrl, email: "theirs@example.com" });
    const asked = (session: ReturnType<typeof sessionAs>, of: { flow: string; version: string }) =>
      liveCallStream(session, of, AbortSignal.abort());
    await expect(asked(sessionAs(theirs, "admin"), source())).rejects.toMatchObject({ code: "flow_not_found" });
    await expect(asked(sessionAs(world), { ...source(), version: v7() })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("of more calls than can be drawn, the latest are told of", async () => {
  const { owner } = world.database;
  await owner.query(
    `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, state, expires_at, started_at)
    select $1, (left(patchcord_first_id($5)::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid, $2, $3, 'many', 1, 'running',
      '{"cursor": {"step": "announce", "visit": 2, "memory": null}}', now() + interval '1 day', now()
    from generate_series(1, $4::int)`,
    // Later than those of the tests before, by the clock of which they were made.
    [world.account, world.flow, version, MOST_LIVE + 20, new Date(Date.now() + 1000)],
  );
  const { at, isMore } = await readLiveCalls(world.account as AccountId, source());
  expect([at.size, isMore]).toEqual([MOST_LIVE, true]);
  expect(new Set(at.values())).toEqual(new Set(["announce"]));
});
