import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { type Alignment, align } from "../layout/align";
import { ENTRY_Y, onGrid, type Point, STEP_WIDTH } from "../layout/geometry";
import { placedShape } from "../layout/graph";
import { type ExitOf, noteKey, noteOf } from "../layout/ids";
import { FAULT_EXIT, HANG_UP_EXIT } from "../layout/step-shape";
import type { AddRequest, CanvasIntents } from "./intents";
import type { UiStore } from "./ui-state";

/** What a command needs to know of the canvas at the moment it runs. */
export type CurrentCanvas = {
  registry: Registry;
  draft: Draft;
  positions: ReadonlyMap<string, [number, number]>;
  selection: ReadonlySet<string>;
  onSelect: (keys: string[]) => void;
  on: CanvasIntents | undefined;
  readOnly: boolean;
  /** Converts page pixels to flow pixels. */
  toFlow: (at: Point) => Point;
  /** Where the pointer was last over the canvas, or its middle. */
  pointer: () => Point;
  /** Moves the focus to a step, or to the canvas, when the element that has it is about to go. */
  focus: (step: string | null) => void;
};

export type Commands = ReturnType<typeof createCommands>;

/** A step that leads to one of those that go, and stays: where one looks once they are gone. */
function stepBefore({ steps }: Draft, gone: readonly string[]): string | null {
  const leads = ({ exits }: Draft["steps"][string]) => Object.values(exits).some((to) => to && gone.includes(to));
  return Object.keys(steps).find((id) => !gone.includes(id) && steps[id] && leads(steps[id])) ?? null;
}

/** Everything that keys, menus, clicks and drags can do. Each command announces to screen readers what it did. */
export function createCommands(now: () => CurrentCanvas, ui: UiStore) {
  const say = (announcement: string) => ui.set({ announcement });
  const nameOf = (step: string) => now().draft.steps[step]?.name ?? step;
  const labelOf = ({ step, exit }: ExitOf) => shapeOf(step)?.exits.find(({ id }) => id === exit)?.label ?? exit;
  const shapeOf = (step: string) => {
    const { registry, draft } = now();
    return Object.hasOwn(draft.steps, step) ? placedShape(registry, draft, step) : null;
  };
  const boxOf = (step: string) => {
    const [x, y] = now().positions.get(step) ?? [0, 0];
    return { x, y, width: STEP_WIDTH, height: shapeOf(step)?.height ?? 0 };
  };
  const steps = () => [...now().selection].filter((key) => Object.hasOwn(now().draft.steps, key));
  const notes = () => [...now().selection].flatMap((key) => noteOf(key) ?? []);
  const count = (number: number, thing = "step") => `${number} ${thing}${number === 1 ? "" : "s"}`;

  /** The receiver asks which component. */
  function add(request: Omit<AddRequest, "component">) {
    ui.set({ menu: null });
    now().on?.add(request);
  }

  function connect(from: ExitOf, target: string | null) {
    ui.set({ pending: null });
    now().on?.connect(from.step, from.exit, target);
    const exit = `${labelOf(from)} of ${nameOf(from.step)}`;
    say(target === null ? `${exit} leads nowhere now.` : `${exit} leads to ${nameOf(target)}.`);
  }

  function move(keys: readonly string[], by: Point) {
    const { draft, positions, on } = now();
    const moves = keys.flatMap((step) => {
      const at = positions.get(step);
      return at ? [{ step, position: onGrid({ x: at[0] + by.x, y: at[1] + by.y }) }] : [];
    });
    if (moves.length) on?.move(moves);
    for (const id of keys.flatMap((key) => noteOf(key) ?? [])) {
      const note = draft.notes.find((one) => one.id === id);
      if (note) on?.note.change(id, { position: onGrid({ x: note.position[0] + by.x, y: note.position[1] + by.y }) });
    }
  }

  return {
    say,
    nameOf,
    shapeOf,
    connect,
    move,
    add,
    /** False for the wires of faults and hang-ups: those are set in the step's or the flow's settings. */
    canRewire: ({ exit }: ExitOf) => exit !== FAULT_EXIT && exit !== HANG_UP_EXIT,
    labelOf,
    targetOf: ({ step, exit }: ExitOf) => shapeOf(step)?.exits.find(({ id }) => id === exit)?.target ?? null,
    addAfter: (from: ExitOf) => add({ from }),
    insert: (into: ExitOf) => add({ into }),
    addAt(at: Point) {
      add({ position: onGrid(now().toFlow(at)) });
    },
    addNote(at: Point) {
      now().on?.note.add(onGrid(now().toFlow(at)));
      say("Note added.");
    },
    /** Starts connecting: the next click on a step makes the exit lead there. */
    beginConnect(from: ExitOf) {
      const prompt = `Choose the step that follows ${labelOf(from)}.`;
      ui.set({ menu: null, pending: { do: "connect", from, prompt }, announcement: prompt });
    },
    /** Starts moving: the next click is the selection's new place. */
    beginMove(keys: string[]) {
      const prompt = "Click where it is to go.";
      ui.set({ menu: null, pending: { do: "move", keys, prompt }, announcement: prompt });
    },
    /** Ends a pending connection or move with a click on empty canvas. False if nothing is pending. */
    completePending(at: Point): boolean {
      const { pending } = ui.get();
      if (!pending) return false;
      ui.set({ pending: null });
      const to = now().toFlow(at);
      if (pending.do === "connect") {
        add({ from: pending.from, position: onGrid({ x: to.x, y: to.y - ENTRY_Y }) });
        return true;
      }
      const first = pending.keys[0] ?? "";
      const note = now().draft.notes.find(({ id }) => noteKey(id) === first);
      const [x, y] = note?.position ?? now().positions.get(first) ?? [to.x, to.y];
      move(pending.keys, { x: to.x - x, y: to.y - y });
      say("Moved.");
      return true;
    },
    cancelPending(): boolean {
      const { pending } = ui.get();
      if (pending) ui.set({ pending: null, announcement: "Cancelled." });
      return pending !== null;
    },
    selectAll() {
      const { draft, onSelect } = now();
      const keys = [...Object.keys(draft.steps), ...draft.notes.map(({ id }) => noteKey(id))];
      onSelect(keys);
      say(`${count(Object.keys(draft.steps).length)} selected.`);
    },
    remove() {
      const { on } = now();
      const [goneSteps, goneNotes] = [steps(), notes()];
      if (goneSteps.length + goneNotes.length === 0) return;
      now().focus(stepBefore(now().draft, goneSteps));
      if (goneSteps.length) on?.remove(goneSteps);
      for (const id of goneNotes) on?.note.remove(id);
      const parts = [goneSteps.length && count(goneSteps.length), goneNotes.length && count(goneNotes.length, "note")];
      say(`${parts.filter(Boolean).join(" and ")} deleted.`);
    },
    duplicate() {
      const copied = steps();
      if (!copied.length) return;
      now().on?.duplicate(copied);
      say(`${count(copied.length)} duplicated.`);
    },
    copy(cut: boolean): string | null {
      const copied = steps();
      if (!copied.length) return null;
      const places = Object.fromEntries(now().positions);
      const text = (cut ? now().on?.cut(copied, places) : now().on?.copy(copied, places)) ?? null;
      if (text !== null) say(`${count(copied.length)} ${cut ? "cut" : "copied"}.`);
      return text;
    },
    paste(text: string) {
      const { on, pointer, toFlow } = now();
      on?.paste(text, onGrid(toFlow(pointer())));
    },
    align(how: Alignment) {
      const moves = align(
        steps().map((id) => ({ id, ...boxOf(id) })),
        how,
      );
      if (moves.length) now().on?.move(moves);
      say(`${count(steps().length)} aligned.`);
    },
    open(step: string) {
      now().onSelect([step]);
      now().on?.open(step);
    },
    now,
  };
}
