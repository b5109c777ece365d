import { beforeAll, describe, expect, test } from "vitest";
import type { Resume } from "@/engine/contract";
import { momentAt, offsetsOf } from "@/engine/playback/moment";
import type { AccountId } from "@/server/ports/ids";
import { whoHungUp } from "@/server/reports/who-hung-up";
import { recordCalls } from "../support/recorded-calls";
import { refusal, type StudioWorld, studioWorld } from "./studio-world";

describe("who hung up", () => {
  const at = "2026-01-01T12:00:00.000Z";
  const answered: Resume = { at, kind: "call_answered", answered_by: "human" };
  const talked = (contact_live: boolean): Resume => ({ at, kind: "forward_ended", result: "answered", contact_live });
  const over = { status: "completed", call: { phase: "ended" } } as Parameters<typeof whoHungUp>[1];
  const live = { status: "running", call: { phase: "live" } } as Parameters<typeof whoHungUp>[1];
  test.each<[string, Resume[], typeof over, ReturnType<typeof whoHungUp>]>([
    ["nobody, who was not answered", [{ at, kind: "dial_ended", result: "busy" }], over, null],
    ["nobody yet", [answered], live, null],
    ["the contact, during a message", [answered, { at, kind: "hung_up", joined: false }], over, "contact"],
    ["the contact, who talked with the agent", [answered, talked(false)], over, "contact"],
    ["the agent", [answered, talked(true)], over, "agent"],
    ["nobody yet: the agent left, and the flow goes on with the contact", [answered, talked(true)], live, null],
    ["the flow", [answered, { at, kind: "prompt_finished" }], over, "flow"],
    [
      "the carrier",
      [answered, { at, kind: "carrier_failed", error: { code: "carrier_silent", message: "" } }],
      over,
      "carrier",
    ],
  ])("%s", (_who, resumes, state, expected) => {
    expect(whoHungUp(resumes, state)).toBe(expected);
  });
});

describe("an interaction moment by moment", () => {
  let world: StudioWorld;
  beforeAll(async () => {
    world = await studioWorld();
    const { account, flow, flowVersion: version, clientId: client, carrier } = world.ours;
    await recordCalls(world.database.owner, { account, flow, version, client, carrier }, 10, 1);
  });

  async function playbackOf(outcome: string) {
    const { rows } = await world.database.owner.query<{ id: string }>(
      "select id from interaction where outcome = $1 order by id limit 1",
      [outcome],
    );
    return { id: rows[0]!.id, ...(await world.as("viewer").interactions.playback({ id: rows[0]!.id })) };
  }

  test("has the log and the carrier's reports in order, with what was heard", async () => {
    const { frames, hears } = await playbackOf("forwarded");
    expect(hears).toBe(true);
    expect(frames.map(({ from, words }) => `${from}: ${words}`)).toEqual([
      "log: Started by the API",
      "carrier: The carrier was asked to call the contact",
      "carrier: The contact's phone rings",
      "log: The contact answered",
      "carrier: The contact's phone was answered",
      "log: The message was heard to its end",
      "carrier: The agent's phone was answered",
      "log: The call with the agent ended",
      "carrier: The call to the contact is over: completed",
      "carrier: The call to the agent is over",
    ]);
    expect(offsetsOf(frames)[0]).toBe(0);
    const rings = momentAt(frames, 2);
    expect([rings.step, rings.heard]).toEqual(["call_customer", null]);
    const speaks = momentAt(frames, 4);
    expect(speaks.step).toBe("announce");
    expect(JSON.stringify(speaks.heard)).toContain("Thank you for reaching out to us.");
    const end = momentAt(frames, frames.length - 1);
    expect(end.step).toBeNull();
    expect(end.path.map(({ step, exit }) => `${step}.${exit}`).join(" ")).toBe(
      "trigger.ok call_customer.answered announce.ok call_agent.ok",
    );
  });

  test("of a person who was erased tells the way, and nothing that was heard", async () => {
    const { id, frames } = await playbackOf("contact_hung_up");
    const { owner } = world.database;
    await owner.query("begin");
    await owner.query("select set_config('patchcord.account', $1, true)", [world.ours.account]);
    await owner.query(
      "select patchcord_erase((select state -> 'call' ->> 'to' from interaction where id = $1), array[$1]::uuid[], '{}')",
      [id],
    );
    await owner.query("commit");
    const erased = await world.as("viewer").interactions.playback({ id });
    expect(erased.hears).toBe(false);
    expect(erased.frames).toHaveLength(frames.length);
    expect(erased.frames.every(({ heard }) => heard === null)).toBe(true);
  });

  test("is its account's", async () => {
    const { id } = await playbackOf("forwarded");
    const theirs = world.as("admin", world.theirs.account as AccountId);
    expect(await refusal(theirs.interactions.playback({ id }))).toMatchObject({ code: "interaction_not_found" });
  });
});
