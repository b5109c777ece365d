import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import type { Draft } from "@/engine/edit/draft";
import { language, made, move, stepName, undoOf } from "./draft-edits";
import { type Caller, type StudioWorld, studioWorld } from "./studio-world";

let world: StudioWorld;
let anna: Caller["flows"];
let bert: Caller["flows"];
beforeAll(async () => {
  world = await studioWorld();
  anna = world.as("builder", world.ours.account, "anna").flows;
  bert = world.as("builder", world.ours.account, "bert").flows;
});

const newFlow = async () => (await anna.create({ name: `Flow ${v7()}`, template: "report_a_problem" })).id;
const draftOf = async (id: string): Promise<Draft> => (await anna.draft({ id })).document;

describe("a published flow without a draft", () => {
  test("is edited from its published version", async () => {
    const id = world.theirs.flow;
    const { flows } = world.as("admin", world.theirs.account);
    expect(await flows.draft({ id })).toMatchObject({
      revision: 0,
      draftEdits: false,
      publishedVersion: { number: 1 },
    });
    await flows.edit({ id, base: 0, edits: [made([language("en-US", "de-DE")])] });
    expect(await flows.draft({ id })).toMatchObject({ revision: 1, draftEdits: true, document: { language: "de-DE" } });
    await flows.discard({ id });
    expect(await flows.draft({ id })).toMatchObject({
      revision: 2,
      draftEdits: false,
      document: { language: "en-US" },
    });
    const [undone] = (await flows.draft({ id })).history.undo.slice(-1);
    const undo = undoOf(undone?.id ?? "", undone?.changes ?? []);
    await flows.edit({ id, base: 2, edits: [undo] });
    expect(await flows.draft({ id })).toMatchObject({ draftEdits: true, document: { language: "de-DE" } });
  });

  test("first edits of two at once both count", async () => {
    const { id } = await anna.importFlow(await anna.exportFlow({ id: world.ours.flow }));
    await world.as("publisher").flows.publish({ id, revision: 0 });
    await world.database.owner.query("delete from draft where flow_id = $1", [id]);
    const edits = [made([language("en-US", "de-DE")]), made([stepName("end", "End flow", "Bye")])] as const;
    const answers = await Promise.all([
      anna.edit({ id, base: 0, edits: [edits[0]] }),
      bert.edit({ id, base: 0, edits: [edits[1]] }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await draftOf(id)).toMatchObject({ language: "de-DE", steps: { end: { name: "Bye" } } });
  });
});

describe("whether there is something to publish", () => {
  const german = made([language("en-US", "de-DE")]);
  const bye = made([stepName("end", "End flow", "Bye")]);
  const note = { id: "n", text: "Hi", position: [0, 0], size: [160, 80] };
  const send = (edit: ReturnType<typeof made> | ReturnType<typeof undoOf>) => async (id: string) => {
    const { revision: base } = await anna.draft({ id });
    expect(
      await anna.edit({ id, base, edits: [{ ...edit, id: edit.kind === "undo" ? edit.id : v7() }] }),
    ).toMatchObject({
      ok: true,
    });
  };
  const undo = (edit: ReturnType<typeof made>) => (id: string) => send(undoOf(v7(), edit.changes))(id);
  const tidy = async (id: string) => {
    const at = (await draftOf(id)).layout.end as [number, number];
    await send(made([move("end", [5, 5], at)]))(id);
  };
  const restore = async (id: string) => {
    const published = (await anna.versions({ id })).find(({ current }) => current);
    await anna.restore({ id, version: published?.id ?? "" });
  };
  test.each<[string, boolean, ((id: string) => Promise<void>)[]]>([
    ["an edit", true, [send(german)]],
    ["an edit that is undone", false, [send(german), undo(german)]],
    ["two edits of which one is undone", true, [send(bye), send(german), undo(german)]],
    ["steps that were moved", false, [tidy]],
    ["steps that were moved, and an edit undone", false, [tidy, send(german), undo(german)]],
    ["an edit, and steps that were moved", true, [send(german), tidy]],
    ["a note", false, [send(made([{ path: ["notes", "n"], after: note }]))]],
    ["the published version restored", false, [send(german), restore]],
  ])("after %s: %s", async (_what, draftEdits, acts) => {
    const id = await newFlow();
    const publisher = world.as("publisher").flows;
    await publisher.publish({ id, revision: 0 });
    for (const act of acts) await act(id);
    const draft = await anna.draft({ id });
    expect(draft.draftEdits).toBe(draftEdits);
    const again = publisher.publish({ id, revision: draft.revision });
    if (draftEdits) expect(await again).toEqual({ number: 2 });
    else await expect(again).rejects.toThrow("Nothing has changed since the flow was published.");
  });
});
