import type { Point } from "../layout/geometry";
import { type ExitOf, exitOfWire } from "../layout/ids";
import { distanceTo, routeOf, wiresAt } from "./cull";
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

/** The exit of the wire that a press means: where several run side by side, the one that it came nearest to. */
export function wirePressed({ view, scene }: { view: ViewStore; scene: SceneStore }, at: Point): ExitOf | null {
  const projection = scene.projection();
  const positionOf = positionLookup(projection, scene.dragged());
  const near = wiresAt(projection.wires, positionOf, at, Math.max(REACH, TOLERANCE / view.get().zoom));
  const distances = new Map(near.map((wire) => [wire, distanceTo(routeOf(wire, positionOf), at)]));
  const [nearest] = near.toSorted((a, b) => distances.get(a)! - distances.get(b)!);
  return nearest ? exitOfWire(nearest.id) : null;
}

/** From afar wires are painted and have no elements: finds the exit whose wire runs through a point of the flow. */
export function picturedWire(canvas: { view: ViewStore; scene: SceneStore }, at: Point): ExitOf | null {
  return isFar(canvas.view.get()) ? (exitsNear(canvas, at)[0] ?? null) : null;
}
