// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { postgresBin } from "../../scripts/debian-services.mjs";
import { publishFlows } from "../calls/publish-flows";
import { emptyRingGroup, setRingGroups } from "../calls/resources/ring-groups";
import { flows, playOverTheWire, scripts } from "../calls/script";
import { metricSum } from "../support/metric-sum";
import { replayAll } from "../support/replay-all";
import { sessionAs } from "../support/session";
import { productionShape, type Shape } from "./shape";

/** Scripts whose flows ask nobody outside. What port calls do when processes come and go is tests/crash's. */
const played = scripts.filter(({ flow }) => flow === undefined || asksNobody(flows[flow] ?? ""));

function asksNobody(definition: string): boolean {
  const { steps } = JSON.parse(definition) as { steps: Record<string, { component: string; config: object }> };
  return Object.values(steps).every(
    ({ component, config }) =>
      registry.get(component)?.definition.group !== "data" && !JSON.stringify(config).includes('"calendar"'),
  );
}

let shape: Shape;
let published: ReadonlyMap<string, string>;
beforeAll(async () => {
  shape = await productionShape();
  await setRingGroups(shape);
  published = await publishFlows(
    shape.account,
    played.flatMap(({ flow }) => flow ?? []),
  );
  await emptyRingGroup(shape.owner);
});
afterAll(() => shape.close());

describe("the call scripts on two web processes and two workers", () => {
  it.each(played)("$name", (script) => {
    const visitor = script.flow === undefined ? shape : shape.of(published.get(script.flow) ?? "");
    return playOverTheWire(visitor, shape.owner, script);
  });

  it("replays every recorded interaction to the same steps", async () => {
    expect(await replayAll(shape.owner)).toEqual([]);
  });
});

describe("what only several processes can get wrong", () => {
  it("both web processes serve pages and are ready", async () => {
    for (const web of shape.webs) {
      expect((await fetch(`${web}/signin`)).status).toBe(200);
      expect((await fetch(`${web}/api/health/ready`)).status).toBe(200);
    }
  });

  it("a token of one is good at the other", async () => {
    const bearer = await shape.token();
    for (const web of shape.webs) {
      const url = `${web}/api/flows/${shape.flow}/interactions/00000000-0000-7000-8000-000000000000`;
      expect((await fetch(url, { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(404);
    }
  });

  it("a key used at both at once starts one interaction", async () => {
    const bearer = await shape.token();
    const before = await interactions();
    const answers = await Promise.all(
      [...shape.webs, ...shape.webs, ...shape.webs].map(async (web) => {
        const response = await fetch(`${web}/api/flows/${shape.flow}/interactions`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${bearer}`,
            "content-type": "application/json",
            "idempotency-key": "both-at-once",
          },
          body: JSON.stringify({ contact_1: "+12025550121", contact_2: "+12025550130" }),
        });
        return { status: response.status, ...((await response.json()) as { interaction_id: string }) };
      }),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.interaction_id)).size).toBe(1);
    expect(await interactions()).toBe(before + 1);
    await shape.untilOver(answers[0]?.interaction_id as string);
  });

  it("fifty calls at once, their webhooks at both in turn: each phone rings once, each call is joined", async () => {
    const people = Array.from({ length: 50 }, (_, index) => ({
      contact_1: `+131255501${String(index).padStart(2, "0")}`,
      contact_2: `+141555501${String(index).padStart(2, "0")}`,
    }));
    const since = (await shape.sandbox.log()).at(-1)?.seq ?? 0;
    const leaves: CalleeInput = {
      kind: "scripted",
      ring: 1,
      then: "answer",
      actions: [{ after_bridge: 5, do: "hang_up" }],
    };
    for (const { contact_2 } of people) await shape.sandbox.putCallee(contact_2, leaves);
    const before = await webhooks();

    const started = await Promise.all(people.map((numbers) => shape.start(numbers)));
    const log = async () => (await shape.sandbox.log()).filter(({ seq }) => seq > since);
    for (const accepted of started) {
      const { interaction_id } = (await accepted.json()) as { interaction_id: string };
      expect(await shape.untilOver(interaction_id)).toMatchObject({ outcome: "forwarded" });
    }

    const rang = (await log()).flatMap(({ event, to }) => (event === "ringing" && to ? [to] : []));
    expect(rang.sort()).toEqual(people.flatMap(({ contact_1, contact_2 }) => [contact_1, contact_2]).sort());
    const served = (await webhooks()).map((count, web) => count - before[web]!);
    // A call has at least six: two documents, the Dial's action, and a callback at each change of its status.
    expect(served[0]! + served[1]!).toBeGreaterThanOrEqual(6 * people.length);
    expect(Math.min(...served)).toBeGreaterThan(people.length);
  });

  it("a worker that is killed leaves its work to the other", async () => {
    shape.workers[0]?.kill("SIGKILL");
    const accepted = await shape.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
    const { interaction_id } = (await accepted.json()) as { interaction_id: string };
    expect(await shape.untilOver(interaction_id)).toMatchObject({ outcome: "forwarded" });
  });

  /** How many webhooks each web process has answered so far. */
  function webhooks(): Promise<number[]> {
    const series = "patchcord_http_request_duration_seconds_count";
    return Promise.all(shape.webs.map((web) => metricSum(web, series, 'route="/api/voice')));
  }

  async function interactions(): Promise<number> {
    const { rows } = await shape.owner.query("select count(*)::int as found from interaction where account_id = $1", [
      shape.account,
    ]);
    return rows[0].found;
  }
});

it("no dump holds the number of a person who was erased", async () => {
  const person = "+13125550177";
  const dump = () =>
    execFileSync(path.join(postgresBin(), "pg_dump"), [process.env.PRODUCTION_SUPER_URL ?? ""], {
      encoding: "utf8",
      maxBuffer: 1024 ** 3,
    });
  const holding = () =>
    dump()
      .split("\n")
      .filter((line) => line.includes(person.slice(1)));
  const accepted = await shape.start({ contact_1: person, contact_2: "+12025550130" });
  const { interaction_id } = (await accepted.json()) as { interaction_id: string };
  await shape.untilOver(interaction_id);
  expect(holding().length).toBeGreaterThan(0);

  const { adminRouter } = await import("@/server/trpc/admin");
  const { people } = adminRouter.createCaller({ session: sessionAs(shape) });
  await people.erase({ number: person, offList: true });
  await expect.poll(async () => (await people.erasures())[0]?.finishedAt).toBeInstanceOf(Date);
  expect(holding()).toEqual([]);
});
