import type { NodeChange, ReactFlowProps } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Commands } from "../commands/commands";
import { GRID, onGrid, type Point } from "../layout/geometry";
import { noteOf } from "../layout/ids";
import type { Move } from "../layout/positions";
import type { NoteNode, StepNode } from "../scene/project";
import type { Dragged } from "../scene/scene";
import type { SceneStore } from "../scene/scene-store";
import { usePressed } from "./use-pressed";

type CanvasNode = StepNode | NoteNode;
type Handlers = Pick<
  ReactFlowProps<CanvasNode>,
  "onNodesChange" | "onNodeDragStart" | "onNodeDragStop" | "onSelectionDragStop"
>;

/** Arrow keys held down repeat: this long after the last one, their moves become one edit. */
const REST_MS = 350;

/**
 * Moves and resizes nodes. Until the pointer is released only the scene knows of it; the release makes one edit. What a press
 * selects is reported on release, too: the editor then does not render a step's settings during a drag.
 */
export function useMoving(scene: SceneStore, commands: Commands, frame: RefObject<HTMLElement | null>) {
  const nudged = useRef<{ by: Point; keys: string[]; timer: number } | null>(null);
  const isPressed = usePressed(frame, () => {
    frame.current?.removeAttribute("data-dragging");
    if (reportSelection(scene, commands)) scene.commit();
  });

  const { handlers, nudge, finishNudge } = useMemo(() => {
    const dragNow = (changed: ReadonlyMap<string, Dragged>) => {
      const next = new Map(scene.dragged());
      for (const [id, change] of changed) next.set(id, { ...next.get(id), ...change });
      scene.drag(next);
    };
    const reported = new Map<string, Dragged>();
    let frameRequest = 0;
    /** Collects the mouse's reports and applies them once a frame: a mouse reports several times as often. */
    const dragInNextFrame = (moved: ReadonlyMap<string, Dragged>) => {
      for (const [id, change] of moved) reported.set(id, { ...reported.get(id), ...change });
      frameRequest ||= window.requestAnimationFrame(applyReported);
    };
    const applyReported = () => {
      window.cancelAnimationFrame(frameRequest);
      frameRequest = 0;
      if (reported.size) dragNow(reported);
      reported.clear();
    };
    const saveMoves = (moved: ReadonlyMap<string, Dragged>) => {
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
      applyReported();
      const dragged = scene.dragged();
      if (!dragged) return;
      // In the same task as the edit, so that the editor renders once for both.
      reportSelection(scene, commands);
      saveMoves(dragged);
      scene.commit();
    };
    const finishNudge = () => {
      if (!nudged.current) return;
      window.clearTimeout(nudged.current.timer);
      nudged.current = null;
      finish();
    };
    const handlers: Handlers = {
      onNodesChange(changes) {
        const selected = selectionAfter(scene.pendingSelection() ?? commands.now().selection, changes);
        if (selected) {
          if (isPressed()) scene.select(selected);
          else commands.now().onSelect([...selected]);
        }
        const moved = draggedBy(changes);
        if (moved.size) dragInNextFrame(moved);
        if (changes.some((change) => change.type === "dimensions" && change.resizing === false)) finish();
      },
      onNodeDragStart() {
        finishNudge();
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
      nudged.current = { by, keys, timer: window.setTimeout(finishNudge, REST_MS) };
      const at = (key: string) => positions.get(key) ?? draft.notes.find(({ id }) => id === noteOf(key))?.position;
      dragNow(
        new Map(
          keys.flatMap((key): [string, Dragged][] => {
            const from = at(key);
            return from ? [[key, { position: { x: from[0] + by.x, y: from[1] + by.y } }]] : [];
          }),
        ),
      );
      commands.say(`Moved by ${by.x} across, ${by.y} down.`);
    };
    return { handlers, nudge, finishNudge };
  }, [scene, commands, isPressed, frame]);

  // A nudge that still waits for its rest is saved when the canvas unmounts.
  useEffect(() => finishNudge, [finishNudge]);
  return { handlers, nudge };
}

/** Reports what a press has selected, if that differs from the selection. False if no press selected anything. */
function reportSelection(scene: SceneStore, commands: Commands): boolean {
  const pending = scene.pendingSelection();
  if (!pending) return false;
  const { selection, onSelect } = commands.now();
  if (!sameSet(pending, selection)) onSelect([...pending]);
  return true;
}

function draggedBy(changes: NodeChange<CanvasNode>[]): Map<string, Dragged> {
  const moved = new Map<string, Dragged>();
  for (const change of changes) {
    if (change.type === "position" && change.position)
      moved.set(change.id, { ...moved.get(change.id), position: change.position });
    if (change.type === "dimensions" && change.resizing && change.dimensions)
      moved.set(change.id, { ...moved.get(change.id), size: change.dimensions });
  }
  return moved;
}

function selectionAfter(before: ReadonlySet<string>, changes: NodeChange<CanvasNode>[]): Set<string> | null {
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
