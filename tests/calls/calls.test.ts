import { beforeAll, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { replayAll } from "../support/replay-all";
import { type TestWorld, testWorld } from "../support/world";
import { backtestRecorded } from "./backtest-recorded";
import { takenComponentExits, takenExits, unreachable, wantedComponentExits, wantedExits } from "./coverage";
import { publishFlows } from "./publish-flows";
import { loseCalendar, setCalendars } from "./resources/calendars";
import { setConnections } from "./resources/connections";
import { loseFunction, setFunctions } from "./resources/functions";
import { emptyRingGroup, setRingGroups } from "./resources/ring-groups";
import { setSalesforce } from "./resources/salesforce";
import { playOverTheWire, scripts } from "./script";
import { simulateRecorded } from "./simulate-recorded";
import { playTogether, variations } from "./variations";

let world: TestWorld;
let flows: ReadonlyMap<string, string>;
beforeAll(async () => {
  world = await testWorld({ ownApi: true });
  // What the flows name is there before they are published.
  await setSalesforce(world);
  await setConnections(world);
  await setCalendars(world);
  await setRingGroups(world);
  await setFunctions(world);
  flows = await publishFlows(world.account);
  await loseCalendar(world.database.owner);
  await loseFunction(world.database.owner);
  await emptyRingGroup(world.database.owner);
});

describe("call scripts", () => {
  it.each(scripts)("$name", (script) => {
    const id = script.flow === undefined ? world.flow : flows.get(script.flow);
    if (!id) throw new Error(`There is no flow ${script.flow}.`);
    return playOverTheWire(world.of(id), world.database.owner, script);
  });

  it("goes another way where one thing is otherwise: all the exits that differ by it alone", async () => {
    const idOf = (flow: string | undefined) => (flow === undefined ? world.flow : flows.get(flow)!);
    expect(await playTogether(world, world.database.owner, variations, idOf)).toEqual([]);
  });

  it("takes every exit of every flow but those that nothing leads to", async () => {
    const names = new Map([...flows].map(([name, id]) => [id, name]));
    const taken = await takenExits(world.database.owner, (id) => names.get(id));
    const lacking = wantedExits().filter((exit) => !taken.has(exit));
    expect(lacking).toEqual(unreachable());
  });

  it("reaches every exit of every component", async () => {
    const taken = await takenComponentExits(world.database.owner);
    expect(wantedComponentExits().filter((exit) => !taken.has(exit))).toEqual([]);
  });

  it("is simulated as it went over the wire: given the same choices, the same steps, exits and documents", async () => {
    const { runtime } = await import("@/server/wiring");
    const adapter = await runtime().carriers.adapter(world.account as AccountId, world.carrier);
    const compared = await simulateRecorded(world.database.owner, await world.sandbox.log(), adapter);
    expect(compared).toHaveLength(scripts.length + variations.length);
    expect(compared.map(({ simulated }) => simulated)).toEqual(compared.map(({ wire }) => wire));
  });

  it("replays every recorded interaction to the same steps", async () => {
    expect(await replayAll(world.database.owner)).toEqual([]);
  });

  it("goes through its own version, tried as a draft, without a difference", async () => {
    const differences = await backtestRecorded(world.account as AccountId);
    expect(differences).toEqual([]);
  });
});
