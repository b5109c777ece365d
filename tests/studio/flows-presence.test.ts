import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "@/server/resources/users/role";
import { refusal, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
});

const newFlow = async () => (await world.as("builder").flows.create({ name: `Flow ${v7()}`, template: "empty" })).id;
const is = async (id: string, name: string, step?: string | null, role: Role = "builder") => {
  const people = await world.as(role, world.ours.account, name).flows.presence({ id, step });
  return people.map((one) => `${one.name} ${one.step ?? "nowhere"}`).sort();
};
const clock = (seconds: number) =>
  world.database.owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
const rowVersions = async (id: string) =>
  (await world.database.owner.query("select xmin::text from presence where flow_id = $1 order by user_id", [id])).rows;

test("who has a draft open sees who else has, and where they are", async () => {
  const id = await newFlow();
  expect(await is(id, "Ada", null)).toEqual(["Ada nowhere"]);
  expect(await is(id, "Ben", "trigger")).toEqual(["Ada nowhere", "Ben trigger"]);
  expect(await is(id, "Ada", "end")).toEqual(["Ada end", "Ben trigger"]);
  expect(await is(id, "Vera", null, "viewer"), "also who may only look").toHaveLength(3);
});

test("a window without the focus leaves its user where another window has put them", async () => {
  const id = await newFlow();
  await is(id, "Ada", "trigger");
  expect(await is(id, "Ada")).toEqual(["Ada trigger"]);
  expect(await is(id, "Ada", null)).toEqual(["Ada nowhere"]);
});

test("who says nothing for twelve seconds is gone, and comes back", async () => {
  const id = await newFlow();
  await is(id, "Ada", "trigger");
  await clock(11);
  expect(await is(id, "Ben", null)).toHaveLength(2);
  await clock(2);
  expect(await is(id, "Ben", null)).toEqual(["Ben nowhere"]);
  expect(await is(id, "Ada", "end")).toEqual(["Ada end", "Ben nowhere"]);
});

test("saying the same again within four seconds writes nothing; being seen later or elsewhere does", async () => {
  const id = await newFlow();
  await is(id, "Ada", "trigger");
  const first = await rowVersions(id);
  await is(id, "Ada", "trigger");
  expect(await rowVersions(id)).toEqual(first);
  await clock(5);
  await is(id, "Ada", "trigger");
  const second = await rowVersions(id);
  expect(second).not.toEqual(first);
  await is(id, "Ada", "end");
  expect(await rowVersions(id)).not.toEqual(second);
});

test("twelve are shown, the asker among them", async () => {
  const id = await newFlow();
  for (let n = 1; n <= 14; n += 1) await is(id, `Person ${n}`, null);
  const shown = await is(id, "Person 1", null);
  expect(shown).toHaveLength(12);
  expect(shown).toContain("Person 1 nowhere");
});

test("people of one flow, and of one account, are not shown at another", async () => {
  const [id, other] = [await newFlow(), await newFlow()];
  await is(id, "Ada", null);
  expect(await is(other, "Ben", null)).toEqual(["Ben nowhere"]);
  const stranger = world.as("admin", world.theirs.account).flows;
  expect(await refusal(stranger.presence({ id, step: null }))).toMatchObject({ code: "flow_not_found" });
  expect(await rowVersions(id)).toHaveLength(1);
});

test("it is for members only, and bounded", async () => {
  const id = await newFlow();
  const nobody = world.router.createCaller({ session: null });
  await expect(nobody.flows.presence({ id, step: null })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(is(id, "Ada", "x".repeat(129))).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a deleted flow has nobody, and the sweep takes away who has been gone for an hour", async () => {
  const id = await newFlow();
  await is(id, "Ada", null);
  await world.as("admin").flows.remove({ id, name: "" });
  expect(await refusal(is(id, "Ada", null))).toMatchObject({ code: "flow_not_found" });
  await clock(3700);
  await world.database.owner.query("select patchcord_sweep($1, 100, interval '1 hour')", [world.ours.account]);
  expect(await rowVersions(id)).toEqual([]);
});
