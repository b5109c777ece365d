import { beforeAll, describe, expect, it } from "vitest";
import { publishFlows } from "../calls/publish-flows";
import { SHOP_SECRET, setConnections } from "../calls/resources/connections";
import { loggedLines } from "../support/logged-lines";
import { pendingResponses } from "../support/stub-server";
import { timed } from "../support/timed";
import { type TestWorld, testWorld } from "../support/world";

const logged = loggedLines();
const TIMEOUT_SECONDS = 1;
let world: TestWorld;
let flow: string;
beforeAll(async () => {
  world = await testWorld();
  await setConnections(world, { timeoutSeconds: TIMEOUT_SECONDS });
  flow = (await publishFlows(world.account, ["execute_action"])).get("execute_action")!;
});

async function begin(order: string): Promise<string> {
  const accepted = await world.of(flow).start({ contact_1: "+12025550120", order });
  return ((await accepted.json()) as { interaction_id: string }).interaction_id;
}
const stepOf = async (id: string) =>
  (await world.of(flow).read(id)).steps.find(({ component }) => component === "execute_action");

describe("an action on a live call", () => {
  it("that hangs is given up after the action's timeout, while the caller is on hold", async () => {
    const begun = performance.now();
    const id = await begin("slow");
    while (pendingResponses() === 0) await world.clock.next(5);
    // The webhook that entered the step has been answered: the caller hears a pause and comes back.
    const documents = (await world.sandbox.log()).flatMap(({ twiml }) => (twiml ? [twiml] : []));
    expect(documents.at(-1)).toMatch(/<Pause[\s\S]*<Redirect/);
    const { awakeMs } = await timed(() => expect.poll(async () => (await stepOf(id))?.exit).toBe("timeout"));
    expect(performance.now() - begun).toBeGreaterThan(TIMEOUT_SECONDS * 1000);
    expect(awakeMs).toBeLessThan(TIMEOUT_SECONDS * 1000 + 600);
    await world.clock.advance(60);
    expect(await world.of(flow).read(id)).toMatchObject({ status: "completed", outcome: "ended" });
  });

  it("leaves its secret neither in the database nor in the log", async () => {
    for (const order of ["echo", "shipped", "broken", "away"]) {
      const id = await begin(order);
      await world.clock.advance(60);
      expect((await world.of(flow).read(id)).status).toBe("completed");
    }
    const { rows: tables } = await world.database.owner.query<{ name: string }>(
      "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'",
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const { rows } = await world.database.owner.query(`select 1 from ${name} t where t::text like $1`, [
        `%${SHOP_SECRET.slice(4)}%`,
      ]);
      expect(rows, name).toEqual([]);
    }
    expect(logged.join("\n")).not.toContain(SHOP_SECRET.slice(4));
  });
});
