import { createMotion, type Motion } from "../scene/motion";
import type { Dragged, Scene } from "../scene/scene";
import type { DragLayer } from "../scene/scene-store";
import type { ViewStore } from "../scene/view-store";
import { type DraggedWires, startDraggedWires } from "./dragged-wires";

/** With more dragged steps than this, each is repainted in place: a compositor layer for each would cost more. */
const MAX_LAYERS = 8;

type Drag = { scene: Scene; steps: Map<string, Motion>; wires: DraggedWires };

/** The drag layer of one canvas: `board` is the graph library's root element, or null before it is mounted. */
export function createDragLayer(board: () => Element | null, view: ViewStore): DragLayer {
  let current: Drag | null = null;

  const release = () => {
    if (!current) return;
    for (const step of current.steps.values()) step.end();
    current.wires.end();
    current = null;
  };
  const start = (root: Element, scene: Scene, dragged: ReadonlyMap<string, Dragged>): Drag => {
    release();
    const motionOf = dragged.size > MAX_LAYERS ? repaintedMotion : createMotion;
    const steps = new Map<string, Motion>();
    for (const id of dragged.keys()) {
      const element = root.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      if (element) steps.set(id, motionOf(element));
    }
    const wires = scene.wires.filter(({ source, target }) => dragged.has(source) || dragged.has(target));
    return { scene, steps, wires: startDraggedWires(root, wires) };
  };

  return {
    move(scene, dragged, positionOf) {
      const root = board();
      if (!root) return;
      if (scene !== current?.scene) current = start(root, scene, dragged);
      for (const [id, step] of current.steps) {
        const position = positionOf(id);
        if (position) step.moveTo(`translate(${position.x}px,${position.y}px)`);
      }
      current.wires.draw(view.get(), positionOf);
    },
    release,
  };
}

function repaintedMotion(element: HTMLElement): Motion {
  return {
    moveTo(transform) {
      element.style.transform = transform;
    },
    end: () => {},
  };
}
