import { beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../scripts/postgres.mjs";
import { setEnvironment } from "../support/environment";
import { loadBalancer } from "../support/load-balancer";
import { replayAll } from "../support/replay-all";
import { PENDING, type StubServer, stubServer } from "../support/stub-server";
import { type Harness, inHarness, type Product } from "./harness";
import { bundleProduct } from "./program";
import { type Scenario, scenarios } from "./scenarios";
import { letTimePass } from "./time";
import { callsByAttempt } from "./witness";

/**
 * A deploy: the process that works on an interaction is told to end (SIGTERM) in the middle of a dial, of a POST to a web
 * service, of a burst, while another process is there already. Nothing is lost, nothing is done twice, and the interaction
 * ends as if nothing had happened. DEPLOY_TIMES: how often each is tried.
 */
const TIMES = Number(process.env.DEPLOY_TIMES ?? 1);
/** The web service takes so long that the process has begun to end before it answers. */
const ANSWERS_AFTER_MS = 300;
const IN_THE_MIDDLE = /(before|after) (start|commit|createCall|bindCall|call)$/;
const WAYS = ["accept → dial → answered → forward → end", "a port call on a live call"];

let programs: string;
let foreign: StubServer;
beforeAll(async () => {
  foreign = await stubServer((_request, again) => {
    if (again) return { body: "{}" };
    setTimeout(() => foreign.release(), ANSWERS_AFTER_MS);
    return PENDING;
  });
  setEnvironment({ DATABASE_URL: "postgresql://each/has-its-own", PUBLIC_URL: "http://127.0.0.1:1" });
  programs = await bundleProduct();
});

type Run = { ends: object; points: string[]; exitCode: number | null; wrong: string[] };

/** One deploy after another: the process that is there, the one that takes over, and what stands before both. */
type Ground = { made: Harness; old: Placed; next: Placed; flow: string; interactions: number };
type Placed = { product: Product; port: number };

async function place(made: Harness): Promise<Placed> {
  const port = await freePort();
  return { product: await made.startProduct({ PORT: String(port), CRASH_SIGNAL: "SIGTERM" }), port };
}

/** Does `work` where two processes are up, and ends them. */
async function onGround<T>(scenario: Scenario, work: (ground: Ground) => Promise<T>): Promise<T> {
  return inHarness(programs, async (made) => {
    const old = await place(made);
    const flow = scenario.prepare ? await old.product.prepare(scenario.prepare(foreign.url)) : made.world.flow;
    const ground: Ground = { made, old, next: await place(made), flow, interactions: 0 };
    const front = await loadBalancer(made.port, () => [ground.old.port, ground.next.port]);
    try {
      return await work(ground);
    } finally {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    }
  });
}

/** One interaction; the process that accepts it is told to end at point `at`, or never (null). */
async function run(ground: Ground, scenario: Scenario, at: string | null): Promise<Run> {
  const { made, flow } = ground;
  const { product } = ground.old;
  // A new one each time: a token lasts ten minutes, and many SIGTERMs take longer.
  const bearer = await made.token();
  await product.arm(at);
  const response = await fetch(`${made.baseUrl}/api/flows/${flow}/interactions`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    body: JSON.stringify(scenario.arguments),
  });
  expect(response.status).toBe(202);
  ground.interactions += 1;
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  const { status, outcome } = await letTimePass(made, interaction_id);
  const wrong: string[] = [];
  const calls = [...callsByAttempt(await made.sandbox.log()).values()];
  if (calls.length !== ground.interactions) wrong.push(`${calls.length} dials of ${ground.interactions} interactions`);
  for (const { rang, created } of calls)
    if (rang !== 1 || created !== 1) wrong.push(`dialled ${created} times, rang ${rang}`);
  const asked = foreign.received.filter(({ headers }) => `${headers["idempotency-key"]}`.startsWith(interaction_id));
  if (scenario.prepare && asked.length !== 1) wrong.push(`asked ${asked.length} times`);
  if ((await replayAll(made.database.owner)).length > 0) wrong.push("does not replay");
  const passed = await Promise.race([product.points(), product.dead.then(() => null)]);
  const isTold = at !== null && (passed === null || passed.includes(at));
  if (isTold) {
    await product.dead;
    ground.old = ground.next;
    ground.next = await place(made);
  }
  return { ends: { status, outcome }, points: passed ?? [], exitCode: product.process.exitCode, wrong };
}

describe("SIGTERM in the middle of a dial, a POST and a burst", () => {
  const ways = scenarios.filter(({ name }) => WAYS.includes(name));
  it("is tried on both ways", () => expect(ways.map(({ name }) => name)).toEqual(WAYS));

  it.each(ways)("$name: nothing lost, nothing twice", { timeout: 600_000 + TIMES * 120_000 }, async (scenario) => {
    const alive = await onGround(scenario, (ground) => run(ground, scenario, null));
    expect(alive).toMatchObject({ ends: scenario.ends, wrong: [] });
    // The first of each kind.
    const kinds = new Set(alive.points.flatMap((at) => IN_THE_MIDDLE.exec(at)?.[0] ?? []));
    const middles = [...kinds].map((point) => ({ point, at: alive.points.find((at) => at.endsWith(point)) as string }));
    expect(middles.length, alive.points.join(", ")).toBeGreaterThanOrEqual(6);

    const tries = Array.from({ length: TIMES }, () => middles).flat();
    const wrong: string[] = [];
    let ended = 0;
    const worker = async (ground: Ground) => {
      for (let next = tries.shift(); next; next = tries.shift()) {
        const { ends, exitCode, wrong: found } = await run(ground, scenario, next.at);
        const say = (what: string) => wrong.push(`${next?.at} ${next?.point}: ${what}`);
        found.forEach(say);
        if (JSON.stringify(ends) !== JSON.stringify(scenario.ends)) say(`ended as ${JSON.stringify(ends)}`);
        if (exitCode === 0) ended += 1;
        else if (exitCode !== null) say(`exited with ${exitCode}`);
      }
    };
    const all = tries.length;
    await Promise.all([onGround(scenario, worker), onGround(scenario, worker)]);
    console.log(
      `${scenario.name}: told to end ${ended} of ${all} times, in the middle of ${middles.map(({ point }) => point).join(", ")}`,
    );
    expect(wrong).toEqual([]);
    expect(ended, "the other process took a job first").toBeGreaterThanOrEqual(all / 2);
  });
});
