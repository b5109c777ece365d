import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { log } from "@/server/platform/log";
import { sessionAs } from "../support/session";
import { testWorld } from "../support/world";

const world = await testWorld();
const { importFlow } = await import("@/server/flows/files/mutations");
const { publish } = await import("@/server/flows/versions/mutations");

const CUSTOMER = "+12025550190";
const AGENT = "+12025550191";

/** The call of tests/calls/prompts.json, on a version of its own; what the carrier was told to play, and its errors. */
async function call(change: (version: string) => Promise<unknown> = async () => undefined) {
  const by = sessionAs(world);
  const { id } = await importFlow(by, readFileSync("tests/calls/flows/prompts.json", "utf8"));
  await publish(by, { id, revision: 0, note: "" });
  const { owner } = world.database;
  const { rows } = await owner.query("select published_version_id as version from flow where id = $1", [id]);
  await change(rows[0].version);
  await world.sandbox.putCallee(CUSTOMER, {
    ...{ kind: "scripted", ring: 1, actions: [{ on: "gather", do: "press", digits: "1" }] },
    ["then" as const]: "answer",
  });
  await world.sandbox.putCallee(AGENT, {
    ...{ kind: "scripted", ring: 1, ["then" as const]: "answer" },
    actions: [
      { on: "whisper", do: "press", digits: "1" },
      { on: "bridge", after: 5, do: "hang_up" },
    ],
  });
  const since = (await world.sandbox.log()).at(-1)?.seq ?? 0;
  const started = await world.of(id).start({ contact_1: CUSTOMER, contact_2: AGENT });
  const { interaction_id } = (await started.json()) as { interaction_id: string };
  const over = await world.of(id).untilOver(interaction_id);
  await world.clock.advance(60);
  const rows2 = (await world.sandbox.log()).filter(({ seq }) => seq > since);
  const documents = rows2.map(({ twiml }) => twiml ?? "");
  return {
    path: over.path,
    played: documents.flatMap((twiml) => [...twiml.matchAll(/<Play>([^<]*)</g)].map(([, url]) => url)),
    errors: rows2.filter(({ event }) => event === "error").map(({ code }) => code),
  };
}

const WAY = "trigger.ok call.answered hello.ok ask.ok agent.finished end.";

test("a carrier fetches prompts wherever they are heard, at the address of what publishing bound", async () => {
  const { path, played, errors } = await call();
  expect([path, errors]).toEqual([WAY, []]);
  expect(played).toHaveLength(4);
  expect(new Set(played).size).toBe(1);
  const answer = await fetch(played[0]!);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "audio/wav"]);
});

test("a renamed prompt is the same prompt to what is published", async () => {
  const rename = (name: string) =>
    world.database.owner.query("update prompt set name = $2 where account_id = $1", [world.account, name]);
  const { path, errors, played } = await call(() => rename("Something else"));
  await rename("Greeting");
  expect([path, errors, played.length]).toEqual([WAY, [], 4]);
});

test("a prompt that is bound to nothing is a gap, and the call goes on", async () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => undefined);
  let flowVersion = "";
  const { path, errors, played } = await call(async (version) => {
    flowVersion = version;
    const { owner } = world.database;
    await owner.query("alter table flow_version disable trigger user");
    await owner.query("update flow_version set bindings = '{}' where id = $1", [version]);
    await owner.query("alter table flow_version enable trigger user");
  });
  expect([path, errors, played]).toEqual([WAY, [], []]);
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ flowVersion }), expect.any(String));
  warn.mockRestore();
});

test("a prompt that is gone is logged by the carrier, and the call goes on", async () => {
  const { path, errors } = await call(() =>
    world.database.owner.query("delete from prompt where account_id = $1", [world.account]),
  );
  expect(path).toBe(WAY);
  expect(errors).toEqual([11200, 11200, 11200, 11200]);
});
