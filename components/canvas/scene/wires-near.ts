import type { Point } from "../layout/geometry";
import { type ExitOf, exitOfWire } from "../layout/ids";
import { wiresAt } from "./cull";
import { positionLookup } from "./scene";
import type { SceneStore } from "./scene-store";
import { isFar, type ViewStore } from "./view-store";

/** The pointer may miss a wire by this many pixels of the screen. */
const TOLERANCE = 6;
/** A wire takes the pointer this far beside its line, in flow pixels; half of the width in canvas.css. */
const REACH = 9;

/** The exits whose wires run through a point of the flow, or so near to it that the pointer may mean them. */
export function exitsNear({ view, scene }: { view: ViewStore; scene: SceneStore }, at: Point): ExitOf[] {
  const projection = scene.projection();
  const positionOf = positionLookup(projection, scene.dragged());
  return wiresAt(projection.wires, positionOf, at, Math.max(REACH, TOLERANCE / view.get().zoom)).map(({ id }) =>
    exitOfWire(id),
  );
}

/** From afar wires are painted and have no elements: finds the exit whose wire runs through a point of the flow. */
export function picturedWire(canvas: { view: ViewStore; scene: SceneStore }, at: Point): ExitOf | null {
  return isFar(canvas.view.get()) ? (exitsNear(canvas, at)[0] ?? null) : null;
}
