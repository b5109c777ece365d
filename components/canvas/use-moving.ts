import type { NodeChange, ReactFlowProps } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Commands } from "./commands";
import { GRID, onGrid, type Point } from "./geometry";
import { type Move, noteOf } from "./intents";
import type { NoteNode, StepNode } from "./project";
import type { Held } from "./scene";
import type { SceneStore } from "./scene-store";
import { usePressed } from "./use-pressed";

type Shown = StepNode | NoteNode;
type Handlers = Pick<
  ReactFlowProps<Shown>,
  "onNodesChange" | "onNodeDragStart" | "onNodeDragStop" | "onSelectionDragStop"
>;

/** Keys held down repeat: one edit when they have come to rest. */
const REST_MS = 350;

/**
 * What is being moved or resized stands where the pointer has it until it is let go; only then it is an edit. What a press
 * selects is told when it ends, too: the settings of a step are not made while it is dragged.
 */
export function useMoving(scene: SceneStore, commands: Commands, frame: RefObject<HTMLElement | null>) {
  const nudged = useRef<{ by: Point; keys: string[]; timer: number } | null>(null);
  const isPressed = usePressed(frame, () => {
    frame.current?.removeAttribute("data-dragging");
    if (tellChosen(scene, commands)) scene.settle();
  });

  const { handlers, nudge, settleNudge } = useMemo(() => {
    const hold = (changed: ReadonlyMap<string, Held>) => {
      const next = new Map(scene.held());
      for (const [id, change] of changed) next.set(id, { ...next.get(id), ...change });
      scene.hold(next);
    };
    const waiting = new Map<string, Held>();
    let asked = 0;
    /** Once a frame: a mouse reports several times as often, and each report asks anew what is under the pointer. */
    const drag = (moved: ReadonlyMap<string, Held>) => {
      for (const [id, change] of moved) waiting.set(id, { ...waiting.get(id), ...change });
      asked ||= window.requestAnimationFrame(catchUp);
    };
    const catchUp = () => {
      window.cancelAnimationFrame(asked);
      asked = 0;
      if (waiting.size) hold(waiting);
      waiting.clear();
    };
    const keep = (moved: ReadonlyMap<string, Held>) => {
      const { on, positions, draft } = commands.now();
      const moves: Move[] = [];
      for (const [id, { position, size }] of moved) {
        const note = noteOf(id);
        if (note !== null) {
          const before = draft.notes.find((one) => one.id === note);
          const patch = {
            ...(position ? { position: onGrid(position) } : {}),
            ...(size ? { size: onGrid({ x: size.width, y: size.height }) } : {}),
          };
          if (before && JSON.stringify({ ...before, ...patch }) !== JSON.stringify(before))
            on?.note.change(note, patch);
        } else if (position) {
          const [x, y] = onGrid(position);
          const [wasX, wasY] = positions.get(id) ?? [Number.NaN, Number.NaN];
          if (x !== wasX || y !== wasY) moves.push({ step: id, position: [x, y] });
        }
      }
      if (moves.length) on?.move(moves);
    };
    const finish = () => {
      catchUp();
      const held = scene.held();
      if (!held) return;
      // With the edit, so that the editor is rendered once for both.
      tellChosen(scene, commands);
      keep(held);
      scene.settle();
    };
    const settleNudge = () => {
      if (!nudged.current) return;
      window.clearTimeout(nudged.current.timer);
      nudged.current = null;
      finish();
    };
    const handlers: Handlers = {
      onNodesChange(changes) {
        const selected = selectionAfter(scene.chosen() ?? commands.now().selection, changes);
        if (selected) {
          if (isPressed()) scene.choose(selected);
          else commands.now().onSelect([...selected]);
        }
        const moved = heldBy(changes);
        if (moved.size) drag(moved);
        if (changes.some((change) => change.type === "dimensions" && change.resizing === false)) finish();
      },
      onNodeDragStart() {
        settleNudge();
        frame.current?.setAttribute("data-dragging", "");
      },
      onNodeDragStop: finish,
      onSelectionDragStop: finish,
    };
    /** Moves the selection by whole grid steps, as arrow keys do. */
    const nudge = (x: number, y: number) => {
      const { selection, positions, draft } = commands.now();
      const before = nudged.current?.by ?? { x: 0, y: 0 };
      const by = { x: before.x + x * GRID, y: before.y + y * GRID };
      if (nudged.current) window.clearTimeout(nudged.current.timer);
      const keys = [...selection];
      nudged.current = { by, keys, timer: window.setTimeout(settleNudge, REST_MS) };
      const at = (key: string) => positions.get(key) ?? draft.notes.find(({ id }) => id === noteOf(key))?.position;
      hold(
        new Map(
          keys.flatMap((key): [string, Held][] => {
            const from = at(key);
            return from ? [[key, { position: { x: from[0] + by.x, y: from[1] + by.y } }]] : [];
          }),
        ),
      );
      commands.say(`Moved by ${by.x} across, ${by.y} down.`);
    };
    return { handlers, nudge, settleNudge };
  }, [scene, commands, isPressed, frame]);

  // Nothing that was moved is lost when the canvas goes.
  useEffect(() => settleNudge, [settleNudge]);
  return { handlers, nudge };
}

/** Tells what a press has selected, if it has selected something else. */
function tellChosen(scene: SceneStore, commands: Commands): boolean {
  const chosen = scene.chosen();
  if (!chosen) return false;
  const { selection, onSelect } = commands.now();
  if (!sameSet(chosen, selection)) onSelect([...chosen]);
  return true;
}

function heldBy(changes: NodeChange<Shown>[]): Map<string, Held> {
  const moved = new Map<string, Held>();
  for (const change of changes) {
    if (change.type === "position" && change.position)
      moved.set(change.id, { ...moved.get(change.id), position: change.position });
    if (change.type === "dimensions" && change.resizing && change.dimensions)
      moved.set(change.id, { ...moved.get(change.id), size: change.dimensions });
  }
  return moved;
}

function selectionAfter(before: ReadonlySet<string>, changes: NodeChange<Shown>[]): Set<string> | null {
  const after = new Set(before);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) after.add(change.id);
    else after.delete(change.id);
  }
  return sameSet(after, before) ? null : after;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
