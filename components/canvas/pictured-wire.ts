import type { Canvas } from "./context";
import { wireAt } from "./cull";
import type { Point } from "./geometry";
import { type ExitOf, exitOfWire } from "./intents";
import { whereabouts } from "./scene";
import { isFar } from "./view-store";

/** How far beside a wire a hand may be, in pixels of the screen. */
const REACH = 5;

/** The exit whose wire passes a point of the flow, where wires are a picture; elsewhere they are elements. */
export function picturedWire({ view, scene }: Pick<Canvas, "view" | "scene">, at: Point): ExitOf | null {
  const seen = view.get();
  if (!isFar(seen)) return null;
  const projection = scene.projection();
  const wire = wireAt(projection.wires, whereabouts(projection, scene.held()), at, REACH / seen.zoom);
  return wire ? exitOfWire(wire.id) : null;
}
