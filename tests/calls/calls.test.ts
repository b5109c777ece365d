import { beforeAll, describe, expect, it } from "vitest";
import { replayAll } from "../support/replay-all";
import { type TestWorld, testWorld } from "../support/world";
import { play, scripts } from "./script";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

describe("call scripts", () => {
  it.each(scripts)("$name", (script) => play(world, world.database.owner, script));

  it("replays every recorded interaction to the same steps", async () => {
    expect(await replayAll(world.database.owner)).toEqual([]);
  });
});
