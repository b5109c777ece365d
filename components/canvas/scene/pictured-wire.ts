import type { Point } from "../layout/geometry";
import { type ExitOf, exitOfWire } from "../layout/ids";
import { wireAt } from "./cull";
import { positionLookup } from "./scene";
import type { SceneStore } from "./scene-store";
import { isFar, type ViewStore } from "./view-store";

/** The pointer may miss a wire by this many pixels of the screen. */
const TOLERANCE = 5;

/** From afar wires are painted and have no elements: finds the exit whose wire runs through a point of the flow. */
export function picturedWire({ view, scene }: { view: ViewStore; scene: SceneStore }, at: Point): ExitOf | null {
  const seen = view.get();
  if (!isFar(seen)) return null;
  const projection = scene.projection();
  const wire = wireAt(projection.wires, positionLookup(projection, scene.dragged()), at, TOLERANCE / seen.zoom);
  return wire ? exitOfWire(wire.id) : null;
}
