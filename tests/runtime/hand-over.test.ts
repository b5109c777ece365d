import { beforeAll, expect, it } from "vitest";
import { type TestWorld, testWorld } from "../support/world";

/** A dial that is due at once goes to the worker of the process that accepted it; the queue still knows of it. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ worker: false });
});

const jobs = async () => {
  const { rows } = await world.database.owner.query(
    "select locked_by, run_at > now() as later from graphile_worker._private_jobs",
  );
  return rows;
};

async function startWith(dial: () => Promise<{ bound: boolean }>, check: (held: unknown[]) => void): Promise<void> {
  const { lendHands } = await import("@/server/jobs/hand-over");
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let finish = () => {};
  const allowed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const hands = lendHands(async () => {
    begin();
    await allowed;
    return dial();
  });
  const response = await world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
  expect(response.status).toBe(202);
  await begun;
  check(await jobs());
  finish();
  await hands.stop();
}

const later = [{ locked_by: null, later: true }];

it.each([
  ["that bound no call ends its job", async () => ({ bound: false }), []],
  [
    "that failed leaves it to the queue",
    async () => {
      throw new Error("The database went away.");
    },
    later,
  ],
])("a handed dial has a job behind it, due later, and one %s", async (_, dial, left) => {
  await startWith(dial, (held) => expect(held).toEqual(later));
  expect(await jobs()).toEqual(left);
  await world.database.owner.query("delete from graphile_worker._private_jobs");
});

it("without a worker in the process the dial waits in the queue, due at once", async () => {
  await world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });
  expect(await jobs()).toEqual([{ locked_by: null, later: false }]);
});
