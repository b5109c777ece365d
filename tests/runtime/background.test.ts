import { expect, it } from "vitest";
import { testWorld } from "../support/world";

const world = await testWorld({ worker: false });

async function run(secret: string): Promise<Response> {
  return fetch(`${world.baseUrl}/api/background/run`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
  });
}

it("works off what is due where no worker runs, and says what it did and what is left", async () => {
  const response = await world.start({ contact_1: "+12025550121", contact_2: "+12025550130" });
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  expect((await run("wrong")).status).toBe(401);
  const done = await run(process.env.BACKGROUND_SECRET as string);
  expect(await done.json()).toEqual({ jobs: 1, deadlines: 0, left: 0 });
  // The call was placed: the carrier's own messages do the rest.
  await world.sandbox.advance(10);
  await world.clock.settle();
  expect(await world.read(interaction_id)).toMatchObject({ call_result: "busy" });
});

it("any number may run at once: each job is done once", async () => {
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  for (let at = 0; at < 5; at++) await world.start({ contact_1: `+1202555500${at}`, contact_2: "+12025550130" });
  const runs = await Promise.all([1, 2, 3].map(() => run(process.env.BACKGROUND_SECRET as string)));
  const done = (await Promise.all(runs.map((response) => response.json()))) as { jobs: number; left: number }[];
  expect(done.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(5);
  const created = (await world.sandbox.log()).filter((row) => row.seq > since && row.event === "create");
  expect(created).toHaveLength(5);
});
