import fc from "fast-check";
import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { type Change, inverse } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import { exit, language, made, move, stepName } from "./draft-edits";
import { type Caller, refusal, type StudioWorld, studioWorld } from "./studio-world";

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

const END = { component: "end_flow", name: "End flow", config: {}, exits: {} };

describe("two who edit at once", () => {
  /** Both began at revision 0; Anna's edits came first. */
  const CASES: [name: string, annas: Change[], berts: Change[], both: boolean][] = [
    ["other fields", [language("en-US", "de-DE")], [stepName("end", "End flow", "Bye")], true],
    [
      "other steps",
      [stepName("announce", "Announce agent joining call", "Say it")],
      [stepName("end", "End flow", "Bye")],
      true,
    ],
    [
      "other exits of a step",
      [exit("call_customer", "busy", "end", "announce")],
      [exit("call_customer", "no_answer", "end", "announce")],
      true,
    ],
    [
      "a step and one of its exits",
      [stepName("call_customer", "Call the customer", "Ring")],
      [exit("call_customer", "busy", "end", "announce")],
      true,
    ],
    ["the same position: the last move wins", [move("end", [1, 1])], [move("end", [2, 2])], true],
    ["the same field", [language("en-US", "de-DE")], [language("en-US", "fr-FR")], false],
    ["the same step", [stepName("end", "End flow", "A")], [stepName("end", "End flow", "B")], false],
    [
      "the same exit",
      [exit("call_customer", "busy", "end", "announce")],
      [exit("call_customer", "busy", "end", "call_agent")],
      false,
    ],
    ["a step that is gone", [{ path: ["steps", "end"], before: END }], [stepName("end", "End flow", "Bye")], false],
    [
      "an exit to a step that is gone",
      [{ path: ["steps", "end"], before: END }],
      [exit("announce", "ok", "call_agent", "end")],
      false,
    ],
    [
      "a step of the same id",
      [{ path: ["steps", "more"], after: END }],
      [{ path: ["steps", "more"], after: { ...END, name: "Other" } }],
      false,
    ],
  ];
  test.each(CASES)("%s", async (_name, annas, berts, both) => {
    const id = await newFlow();
    await anna.edit({ id, base: 0, edits: [made(annas)] });
    const after = await draftOf(id);
    const answer = await bert.edit({ id, base: 0, edits: [made(berts)] });
    expect(answer).toMatchObject({
      ok: both,
      revision: both ? 2 : 1,
      others: [{ by: "anna", edit: { changes: annas } }],
      ...(both ? {} : { document: after }),
    });
    const document = await draftOf(id);
    if (!both) expect(document).toEqual(after);
    else for (const { path, after: value } of berts) expect(at(document, path)).toEqual(value);
    if (both && annas[0]?.path[0] !== "layout") expect(at(document, annas[0]?.path ?? [])).toEqual(annas[0]?.after);
  });

  test("a move of a step that is gone leaves nothing to do", async () => {
    const id = await newFlow();
    await anna.edit({ id, base: 0, edits: [made([{ path: ["steps", "end"], before: END }])] });
    expect(await bert.edit({ id, base: 0, edits: [made([move("end", [5, 5])])] })).toMatchObject({
      ok: true,
      revision: 1,
    });
  });

  test("writers in parallel lose nothing, whatever they write", async () => {
    const steps = ["trigger", "call_customer", "announce", "call_agent", "end"];
    const writes = fc.array(fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 0, max: 999 })), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(writes, writes, async (annas, berts) => {
        const id = await newFlow();
        const write = async (who: Caller["flows"], list: [string, number][]) => {
          let base = 0;
          for (const [step, x] of list) {
            const edits = [
              made(
                [{ path: ["notes", `n${v7().replaceAll("-", "_")}`.slice(0, 40)], after: noteOf(step, x) }].map(sameId),
              ),
            ];
            const answer = await who.edit({ id, base, edits });
            if (!answer.ok) throw new Error("Notes of one's own collide with nobody's.");
            base = answer.revision;
          }
        };
        await Promise.all([write(anna, annas), write(bert, berts)]);
        const { revision, document } = await anna.draft({ id });
        expect(revision).toBe(annas.length + berts.length);
        expect(document.notes.map(({ text }) => text).toSorted()).toEqual(
          [...annas, ...berts].map(([step, x]) => `${step} ${x}`).toSorted(),
        );
        const { edits } = await anna.changesSince({ id, revision: 0 });
        expect(edits.map(({ edit }) => edit.changes.length)).toEqual(Array(revision).fill(1));
      }),
      { numRuns: 8 },
    );
  });

  test("a race for the same cell has one winner", async () => {
    const id = await newFlow();
    const tries = ["de-DE", "fr-FR", "es-ES", "it-IT"].map((to, n) =>
      (n % 2 ? anna : bert).edit({ id, base: 0, edits: [made([language("en-US", to)])] }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await anna.draft({ id })).revision).toBe(1);
  });
});

describe("an answer that was lost", () => {
  test("a batch sent again is not made again, also when others went on", async () => {
    const id = await newFlow();
    const batch = { id, base: 0, edits: [made([language("en-US", "de-DE")]), made([language("de-DE", "fr-FR")])] };
    const first = await anna.edit(batch);
    await bert.edit({ id, base: 2, edits: [made([stepName("end", "End flow", "Bye")])] });
    const again = await anna.edit(batch);
    expect(first).toMatchObject({ ok: true, revision: 2, others: [] });
    expect(again).toMatchObject({ ok: true, revision: 3, others: [{ by: "bert" }] });
    expect((await draftOf(id)).language).toBe("fr-FR");
  });
  test("a batch of which half is known makes the other half", async () => {
    const id = await newFlow();
    const [one, two] = [made([language("en-US", "de-DE")]), made([stepName("end", "End flow", "Bye")])];
    await anna.edit({ id, base: 0, edits: [one] });
    expect(await anna.edit({ id, base: 0, edits: [one, two] })).toMatchObject({ ok: true, revision: 2, others: [] });
  });
  test("the same batch twice at once is made once", async () => {
    const id = await newFlow();
    const batch = { id, base: 0, edits: [made([language("en-US", "de-DE")])] };
    const answers = await Promise.all([anna.edit(batch), anna.edit(batch), anna.edit(batch)]);
    expect(answers).toEqual(Array(3).fill({ ok: true, revision: 1, draftEdits: true, others: [], overwritten: [] }));
  });
});

describe("what is no edit", () => {
  const CASES: [name: string, changes: Change[], field: string][] = [
    ["an unknown key", [{ path: ["colour"], after: "red" }], "$"],
    ["a wrong type", [language("en-US", 5 as never)], "$.language"],
    ["no start", [{ path: ["start"], before: "trigger" }], "$.start"],
    ["a step that is none", [{ path: ["steps", "x"], after: { component: "end_flow" } }], "$.steps.x.name"],
    ["a step id that is none", [{ path: ["steps", "Not An Id"], after: END }], "$.steps.Not An Id"],
    ["NUL", [stepName("end", "End flow", "a\0b")], "$"],
    ["half a character", [stepName("end", "End flow", "\ud800")], "$"],
    ["too large", [{ path: ["steps", "end", "config", "x"], after: "x".repeat(1024 * 1024) }], "$"],
  ];
  test.each(CASES)("%s", async (_name, changes, field) => {
    const id = await newFlow();
    const before = await anna.draft({ id });
    const { code, fields } = await refusal(
      anna.edit({
        id,
        base: 0,
        edits: [made([language("en-US", "en-GB")]), made([{ ...language("en-GB", "en-US") }]), made(changes)],
      }),
    );
    expect([code, fields]).toEqual(["invalid_request", [field]]);
    expect(await anna.draft({ id })).toEqual(before);
  });
  test("a prototype", async () => {
    const id = await newFlow();
    const call = anna.edit({ id, base: 0, edits: [made([{ path: ["steps", "__proto__"], after: END }])] });
    await expect(call).rejects.toThrow("must not reach a prototype");
  });
  test("1,001 steps", async () => {
    const id = await newFlow();
    const more = Array.from({ length: 1000 }, (_, n): Change => ({ path: ["steps", `more_${n}`], after: END }));
    expect(await refusal(anna.edit({ id, base: 0, edits: [made(more)] }))).toMatchObject({ fields: ["$.steps"] });
  });
  test("a backslash that somebody typed is text like any other", async () => {
    const id = await newFlow();
    await anna.edit({ id, base: 0, edits: [made([stepName("end", "End flow", "a\\u0000b")])] });
    expect((await draftOf(id)).steps.end?.name).toBe("a\\u0000b");
  });
  test("a cell that is not what the editor thought: nothing is applied", async () => {
    const id = await newFlow();
    expect(await anna.edit({ id, base: 0, edits: [made([language("nl-NL", "de-DE")])] })).toMatchObject({
      ...{ ok: false, revision: 0, others: [] },
      document: { language: "en-US" },
    });
  });
  test.each([-1, 7, 1.5])("a base of %s", async (base) => {
    const id = await newFlow();
    const answer = await anna
      .edit({ id, base, edits: [made([language("en-US", "de-DE")])] })
      .catch(() => ({ ok: false }));
    expect(answer.ok).toBe(false);
    expect((await draftOf(id)).language).toBe("en-US");
  });
  test("an archived flow", async () => {
    const id = await newFlow();
    await anna.archive({ id });
    expect(await refusal(anna.edit({ id, base: 0, edits: [made([language("en-US", "de-DE")])] }))).toMatchObject({
      code: "conflict",
    });
  });
});

describe("the history", () => {
  test("is one's own, and is there after a reload", async () => {
    const id = await newFlow();
    const one = made([language("en-US", "de-DE")], "One");
    const two = made([stepName("end", "End flow", "Bye")], "Two");
    await anna.edit({ id, base: 0, edits: [one] });
    await bert.edit({ id, base: 1, edits: [two] });
    expect((await anna.draft({ id })).history).toMatchObject({ undo: [{ id: one.id }], redo: [] });
    const undo = { id: v7(), label: "Undo One", changes: inverse(one.changes), kind: "undo" as const, of: one.id };
    expect(await anna.edit({ id, base: 2, edits: [undo] })).toMatchObject({ ok: true });
    const { history, document } = await anna.draft({ id });
    expect(history).toMatchObject({ undo: [], redo: [{ id: one.id, label: "One" }] });
    expect([document.language, document.steps.end?.name]).toEqual(["en-US", "Bye"]);
    const redo = { ...one, id: v7(), kind: "redo" as const, of: one.id };
    await anna.edit({ id, base: 3, edits: [redo] });
    expect((await anna.draft({ id })).history).toMatchObject({ undo: [{ id: one.id }], redo: [] });
  });
  test("keeps the last 1,000 edits; who is further behind gets the document", async () => {
    const id = await newFlow();
    for (let base = 0; base < 1200; base += 200) {
      const edits = Array.from({ length: 200 }, (_, n) =>
        made([move("end", [base + n + 1, 0], base + n ? [base + n, 0] : undefined)]),
      );
      await anna.edit({ id, base, edits });
    }
    const { rows } = await world.database.owner.query(
      "select min(revision) as first, count(*)::int as kept from draft_edit where flow_id = $1",
      [id],
    );
    expect(rows).toEqual([{ first: 201, kept: 1000 }]);
    expect(await bert.changesSince({ id, revision: 100 })).toMatchObject({
      ...{ revision: 1200, edits: [] },
      document: { layout: { end: [1200, 0] } },
    });
    expect((await bert.changesSince({ id, revision: 200 })).edits).toHaveLength(1000);
    expect(await bert.edit({ id, base: 100, edits: [made([language("en-US", "de-DE")])] })).toMatchObject({
      ok: false,
    });
  });
  test("tells others, and oneself elsewhere, what came since", async () => {
    const id = await newFlow();
    await anna.edit({ id, base: 0, edits: [made([language("en-US", "de-DE")], "One")] });
    await bert.edit({ id, base: 1, edits: [made([stepName("end", "End flow", "Bye")], "Two")] });
    const { edits } = await anna.changesSince({ id, revision: 0 });
    expect(edits.map(({ edit, by, mine }) => [edit.label, by, mine])).toEqual([
      ["One", "anna", true],
      ["Two", "bert", false],
    ]);
    expect((await anna.changesSince({ id, revision: 2 })).edits).toEqual([]);
  });
});

describe("a name", () => {
  test("changed in the editor is the flow's at once, and nothing to publish", async () => {
    const id = await newFlow();
    await world.as("publisher").flows.publish({ id, revision: 0 });
    const { document } = await anna.draft({ id });
    const name = `Named ${v7()}`;
    const answer = await anna.edit({
      id,
      base: 0,
      edits: [made([{ path: ["name"], before: document.name, after: name }])],
    });
    expect(answer).toMatchObject({ ok: true, draftEdits: false });
    expect((await anna.list({ search: name })).rows).toMatchObject([
      { id, name, draftEdits: false, changedBy: "anna" },
    ]);
  });
  test("changed in the list reaches open editors", async () => {
    const id = await newFlow();
    const name = `Named ${v7()}`;
    await bert.rename({ id, name, description: "New" });
    expect(await anna.changesSince({ id, revision: 0 })).toMatchObject({
      edits: [{ by: "bert", edit: { label: "Rename the flow" } }],
    });
    expect(await anna.draft({ id })).toMatchObject({
      flow: { name, description: "New" },
      document: { name, description: "New" },
    });
  });
  test.each(["edit", "rename", "create"] as const)("that is taken is refused: %s", async (how) => {
    const id = await newFlow();
    const { name } = await draftOf(await newFlow());
    const before = (await draftOf(id)).name;
    const taken = {
      edit: () => anna.edit({ id, base: 0, edits: [made([{ path: ["name"], before, after: name }])] }),
      rename: () => anna.rename({ id, name, description: "" }),
      create: () => anna.create({ name, template: "empty" }),
    }[how];
    expect(await refusal(taken())).toMatchObject({ code: "conflict", fields: ["name"] });
    expect(await anna.draft({ id })).toMatchObject({ revision: 0, document: { name: before } });
  });
});

function at(document: Draft, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

function noteOf(step: string, x: number) {
  return { id: "", text: `${step} ${x}`, position: [x, 0] };
}

/** A note says its own id. */
function sameId(change: { path: string[]; after: { id: string; text: string; position: number[] } }): Change {
  return { ...change, after: { ...change.after, id: change.path[1] ?? "" } };
}
