import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "@/components/flow/registry";
import { applyChanges, type Change, inverse } from "@/engine/edit/change";
import * as commands from "@/engine/edit/commands";
import { type Draft, readDraft } from "@/engine/edit/draft";
import { exitsOf } from "@/engine/edit/exits";
import { collisions, rebased } from "@/engine/edit/session/rebase";
import { reportAProblem } from "./report-a-problem";

const COMPONENTS = [...registry.keys()];

/** Chooses one command by numbers, so that a run shrinks; what it chooses fits the draft as it is. */
type Dice = { kind: number; a: number; b: number; c: number };
const dice = fc.record({ kind: fc.nat(15), a: fc.nat(99), b: fc.nat(99), c: fc.nat(99) });

function roll(draft: Draft, { kind, a, b, c }: Dice): commands.Command | null {
  const steps = Object.keys(draft.steps);
  const step = at(steps, a);
  const exits = (draft.steps[step] ? exitsOf(registry, draft.steps[step]) : null) ?? [];
  const exit = exits.length ? at(exits, b).id : "ok";
  const variables = Object.keys(draft.variables);
  const position: [number, number] = [b * 7, c * 5];
  const note = draft.notes[a % Math.max(1, draft.notes.length)]?.id ?? "note";
  const clip = () => commands.copySteps(registry, draft, [step, at(steps, b)]) ?? "nothing";
  const pasted = (result: commands.Pasted) => (result.ok ? result.command : null);
  const all: (() => commands.Command | null)[] = [
    () => commands.addStep(registry, draft, { component: at(COMPONENTS, a), position }),
    () => commands.addStep(registry, draft, { component: at(COMPONENTS, c), from: { step, exit } }),
    () => commands.addStep(registry, draft, { component: at(COMPONENTS, c), into: { step, exit } }),
    () => commands.connect(draft, step, exit, c % 3 === 0 ? null : at(steps, c)),
    () => commands.removeSteps(draft, [step, at(steps, b)]),
    () => commands.renameStep(draft, step, `Named ${b}`),
    () => commands.setConfig(registry, draft, step, "answering_machine", b % 2 ? "detect" : "ignore"),
    () => commands.setOutput(draft, step, "digits", variables.length && b % 3 ? at(variables, c) : null),
    () => commands.setOnError(draft, step, b % 2 ? { do: "go_to", step: at(steps, c) } : undefined),
    () => commands.moveSteps(draft, [{ step, position }]),
    () => pasted(commands.duplicateSteps(registry, draft, [step])),
    () => pasted(commands.pasteSteps(registry, draft, clip(), position)),
    () =>
      variables.length && b % 2
        ? commands.renameVariable(registry, draft, at(variables, a), `renamed_${c}`)
        : commands.addVariable(draft, `added_${a}`),
    () => (variables.length && b % 2 ? commands.removeVariable(draft, at(variables, a)) : null),
    () =>
      [commands.addNote(draft, position, "n", `note_${a}`), commands.changeNote(draft, note, { text: `t${b}` })][
        b % 2
      ] ?? commands.removeNote(draft, note),
  ];
  return at(all, kind)();
}

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function run(from: Draft, rolls: readonly Dice[]): { draft: Draft; changes: Change[] } {
  return rolls.reduce(
    (so, dice) => {
      const command = roll(so.draft, dice);
      return command
        ? { draft: applyChanges(so.draft, command.changes), changes: [...so.changes, ...command.changes] }
        : so;
    },
    { draft: from, changes: [] as Change[] },
  );
}

/** Notes lie anywhere; their order in the list means nothing. */
const told = (draft: Draft) => ({ ...draft, notes: draft.notes.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });

const start = reportAProblem();
const rolls = fc.array(dice, { maxLength: 25 });

describe("edits of a draft", () => {
  test("any sequence of commands makes a valid draft, and its inverse restores the document", () => {
    fc.assert(
      fc.property(rolls, (sequence) => {
        const { draft, changes } = run(start, sequence);
        expect(readDraft(JSON.parse(JSON.stringify(draft))).fault).toBeNull();
        expect(told(applyChanges(draft, inverse(changes)))).toEqual(told(start));
      }),
      { numRuns: 300 },
    );
  });

  test("edits that do not collide come out the same in either order", () => {
    fc.assert(
      fc.property(fc.array(dice, { maxLength: 4 }), fc.array(dice, { maxLength: 4 }), (mine, theirs) => {
        const [a, b] = [run(start, mine), run(start, theirs)];
        fc.pre(collisions(a.changes, b.changes).length === 0 && !bothMove(a.changes, b.changes));
        const onTheirs = applyChanges(b.draft, rebased(b.draft, a.changes));
        const onMine = applyChanges(a.draft, rebased(a.draft, b.changes));
        expect(told(onTheirs)).toEqual(told(onMine));
      }),
      { numRuns: 600 },
    );
  });

  test("the last move of a step wins", () => {
    const [mine, theirs] = [1, 2].map(
      (x) => commands.moveSteps(start, [{ step: "end", position: [x, x] }])?.changes ?? [],
    );
    const after = applyChanges(start, theirs ?? []);
    expect(collisions(mine ?? [], theirs ?? [])).toEqual([]);
    expect(applyChanges(after, rebased(after, mine ?? [])).layout.end).toEqual([1, 1]);
  });

  test("removing a step conflicts with changes of its cells", () => {
    const removed = commands.removeSteps(start, ["announce"])?.changes ?? [];
    const wired = commands.connect(start, "call_customer", "busy", "announce")?.changes ?? [];
    const renamed = commands.renameStep(start, "announce", "Hello")?.changes ?? [];
    expect(collisions(wired, removed)).toEqual(wired);
    expect(collisions(renamed, removed)).toEqual(renamed);
  });
});

function bothMove(a: Change[], b: Change[]): boolean {
  const moved = new Set(a.filter(({ path }) => path[0] === "layout").map(({ path }) => path[1]));
  return b.some(({ path }) => path[0] === "layout" && moved.has(path[1] ?? ""));
}
