import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { Change } from "@/engine/edit/change";
import { type Caller, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
let people: Record<"anna" | "bert" | "cara", Caller["flows"]>;
beforeAll(async () => {
  world = await studioWorld();
  const as = (name: string) => world.as("builder", world.ours.account, name).flows;
  people = { anna: as("anna"), bert: as("bert"), cara: as("cara") };
});

const newFlow = async () => (await people.anna.create({ name: `Flow ${v7()}`, template: "report_a_problem" })).id;
const END = ["steps", "end", "name"];
const rename = (before: string, after: string, path = END): Change => ({ path, before, after });
type Who = keyof typeof people;

/** Each edits on top of what the one before has made; what the last is told. */
async function edits(id: string, list: [who: Who, change: Change][]) {
  let told: unknown;
  for (const [base, [who, change]] of list.entries()) {
    const edit = { id: v7(), label: "Rename", changes: [change], kind: "edit" as const, of: null };
    const answer = await people[who].edit({ id, base, edits: [edit] });
    told = answer.ok ? answer.overwritten : answer;
  }
  return told;
}
const polled = async (id: string, who: Who, revision: number) =>
  (await people[who].changesSince({ id, revision })).overwritten;

describe("who renames what another has named a moment ago is told, and so is the other", () => {
  test("a step", async () => {
    const id = await newFlow();
    const told = await edits(id, [
      ["anna", rename("End flow", "Bye")],
      ["bert", rename("Bye", "Farewell")],
    ]);
    expect(told).toEqual([{ path: END, was: "Bye", is: "Farewell", by: "anna", mine: true }]);
    expect(await polled(id, "anna", 1)).toEqual([{ path: END, was: "Bye", is: "Farewell", by: "bert", mine: false }]);
    expect(await polled(id, "cara", 1)).toEqual([]);
    expect(await polled(id, "anna", 2), "once").toEqual([]);
  });
  test("the flow", async () => {
    const id = await newFlow();
    const { name } = (await people.anna.draft({ id })).document;
    const [first, second] = [`Anna's ${v7()}`, `Bert's ${v7()}`];
    const told = await edits(id, [
      ["anna", rename(name, first, ["name"])],
      ["bert", rename(first, second, ["name"])],
    ]);
    expect(told).toEqual([{ path: ["name"], was: first, is: second, by: "anna", mine: true }]);
  });
  test("with the answer to edits of one's own that were under way", async () => {
    const id = await newFlow();
    await edits(id, [
      ["anna", rename("End flow", "Bye")],
      ["bert", rename("Bye", "Farewell")],
    ]);
    const changes = [rename("Announce agent joining call", "Say it", ["steps", "announce", "name"])];
    const answer = await people.anna.edit({
      ...{ id, base: 1 },
      edits: [{ id: v7(), label: "Rename", changes, kind: "edit", of: null }],
    });
    expect(answer).toMatchObject({ ok: true, overwritten: [{ was: "Bye", by: "bert", mine: false }] });
  });
});

describe("nobody is told", () => {
  const CASES: [why: string, list: [Who, Change][]][] = [
    [
      "of a name of one's own",
      [
        ["anna", rename("End flow", "Bye")],
        ["anna", rename("Bye", "Farewell")],
      ],
    ],
    ["of a name that nobody has given", [["anna", rename("End flow", "Bye")]]],
    [
      "a second time, of typing that goes on",
      [
        ["anna", rename("End flow", "Bye")],
        ["bert", rename("Bye", "F")],
        ["bert", rename("F", "Farewell")],
      ],
    ],
    [
      "of another step",
      [
        ["anna", rename("End flow", "Bye")],
        ["bert", rename("Announce agent joining call", "Say it", ["steps", "announce", "name"])],
      ],
    ],
    [
      "of anything but a name",
      [
        ["anna", { path: ["language"], before: "en-US", after: "de-DE" }],
        ["bert", { path: ["language"], before: "de-DE", after: "fr-FR" }],
      ],
    ],
  ];
  test.each(CASES)("%s", async (_why, list) => {
    expect(await edits(await newFlow(), list)).toEqual([]);
  });
  test("of a name that is older than a minute", async () => {
    const id = await newFlow();
    await edits(id, [["anna", rename("End flow", "Bye")]]);
    // The log is never changed: the edit is taken out and put back with an older moment.
    await world.database.owner.query(
      `with old as (delete from draft_edit where flow_id = $1 returning *)
        insert into draft_edit (account_id, flow_id, revision, edit_id, user_id, user_name, kind, of_edit, label, changes, at)
        select account_id, flow_id, revision, edit_id, user_id, user_name, kind, of_edit, label, changes, at - interval '61 seconds' from old`,
      [id],
    );
    const edit = { id: v7(), label: "Rename", changes: [rename("Bye", "Farewell")], kind: "edit" as const, of: null };
    expect(await people.bert.edit({ id, base: 1, edits: [edit] })).toMatchObject({ ok: true, overwritten: [] });
  });
});
