import { beforeAll, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { type TestWorld, testWorld } from "../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ worker: false });
});

it("the 201 and the callbacks that name the same call at the same moment bind it once, and never take it for a second", async () => {
  const { postgresStore: store } = await import("@/server/storage/store");
  const account = world.account as AccountId;
  for (let round = 0; round < 30; round++) {
    const response = await world.start({ contact_1: `+1202555${4000 + round}`, contact_2: "+12025550130" });
    const { interaction_id } = (await response.json()) as { interaction_id: string };
    const { rows } = await world.database.owner.query("select id, token from dial_attempt where interaction_id = $1", [
      interaction_id,
    ]);
    const { id, token } = rows[0];
    await store.claimDial(account, id, 15);
    const callId = `CA${String(round).padStart(32, "0")}`;
    const progress = (status: "initiated" | "ringing", sequence: number) =>
      store.callProgress(account, world.carrier, token, { callId, status, sequence, answeredBy: null });
    const [bound, ...noted] = await Promise.all([
      store.bindCall(account, { id, token }, callId, 60),
      progress("initiated", 0),
      progress("ringing", 1),
    ]);
    expect(["bound", "bound_now"]).toContain(bound.result);
    expect(noted.map(({ endIt }) => endIt)).toEqual([null, null]);
  }
});
