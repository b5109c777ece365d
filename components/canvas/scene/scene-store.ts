import { contains, meets, onWholePixels } from "../layout/boxes";
import type { Box, Size } from "../layout/geometry";
import type { PositionOf } from "./cull";
import type { Projection } from "./project";
import { regionAround, regionNeeded, regionOnwards } from "./region";
import { type Dragged, farScene, movedScene, nearScene, positionLookup, type Scene } from "./scene";
import { isFar, seenBy, type ViewStore } from "./view-store";

/** A region with more than this multiple of the area that a view at rest needs is too much: a zoom or a long pan left it. */
const MAX_AREA = 1.5;
/** The view counts as at rest this long after its last movement. */
const REST_MS = 500;
/** A committed drag stays on the screen this long while the editor's draft does not contain it; the edit may have changed nothing. */
const COMMIT_MS = 100;

/** Moves the elements of dragged nodes on the page, without React and without the graph library. */
export type DragLayer = {
  move(scene: Scene, dragged: ReadonlyMap<string, Dragged>, positionOf: PositionOf): void;
  /** Leaves the elements where they are and gives them back to the graph library. */
  release(): void;
};

export type SceneStore = {
  projection(): Projection;
  dragged(): ReadonlyMap<string, Dragged> | null;
  pendingSelection(): ReadonlySet<string> | null;
  /** Steps are drawn inside this box, in flow pixels. */
  region(): Box;
  /** Call it when the flow or the window has changed, or the graph library has lost its nodes. */
  update(projection: Projection, size: Size): void;
  /** Nodes that are dragged, resized or nudged now; the graph library gets their places with `commit`. */
  drag(dragged: ReadonlyMap<string, Dragged>): void;
  select(pendingSelection: ReadonlySet<string> | null): void;
  /** The editor has been given the drag and the selection: show them until its draft contains them, so that nothing jumps. */
  commit(): void;
  /** From afar, only the step under the pointer and the step with the focus are elements: these two calls name them. */
  hover(id: string | null): void;
  focus(id: string | null): void;
  /** While it is on, every drawn step stays drawn: a selection box that scrolls the view keeps what it holds. */
  keepDrawn(on: boolean): void;
  /** Calls the listener after anything changed that the picture may depend on. */
  subscribe(listener: () => void): () => void;
};

/** Decides which nodes and wires are drawn, and gives them to the graph library by `apply` whenever they change. */
export function createSceneStore(
  first: Projection,
  view: ViewStore,
  window: Size,
  apply: (scene: Scene) => void,
  dragLayer: DragLayer,
): SceneStore {
  let projection = first;
  let size = window;
  let dragged: ReadonlyMap<string, Dragged> | null = null;
  let pendingSelection: ReadonlySet<string> | null = null;
  let hovered: string | null = null;
  let focused: string | null = null;
  let keepsDrawn = false;
  let commitTimer: ReturnType<typeof setTimeout> | null = null;
  let restTimer: ReturnType<typeof setTimeout> | null = null;
  let region: Box | null = null;
  let zoom = view.get().zoom;
  let far = isFar(view.get());
  let scene: Scene = { nodes: [], wires: [] };
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  const draw = (next: Scene) => {
    scene = {
      nodes: sameList(scene.nodes, next.nodes) ?? next.nodes,
      wires: sameList(scene.wires, next.wires) ?? next.wires,
    };
    apply(scene);
  };
  const currentRegion = (): Box => {
    region ??= onWholePixels(regionAround(seenBy(view.get(), size)));
    return region;
  };
  const rebuild = () => {
    const input = { projection, dragged, pendingSelection };
    if (far) {
      const busy = new Set([focused ?? projection.of.start, ...(hovered === null ? [] : [hovered])]);
      return draw(farScene(input, busy));
    }
    const next = nearScene(input, currentRegion());
    if (keepsDrawn) {
      const drawn = new Set(next.nodes.map(({ id }) => id));
      next.nodes.push(...scene.nodes.filter(({ id }) => !drawn.has(id) && projection.byId.has(id)));
    }
    draw(next);
  };

  const moveDragged = () => {
    if (dragged) dragLayer.move(scene, dragged, positionLookup(projection, dragged));
  };
  const stopCommit = () => {
    if (commitTimer) clearTimeout(commitTimer);
    commitTimer = null;
  };
  const endDrag = () => {
    stopCommit();
    dragLayer.release();
    dragged = null;
    pendingSelection = null;
  };

  /** A long pan draws more than a view at rest needs: once the view rests, the surplus goes. */
  const shrinkAtRest = () => {
    if (restTimer) clearTimeout(restTimer);
    const from = view.get();
    restTimer = setTimeout(() => {
      if (dragged || view.get() !== from) return shrinkAtRest();
      restTimer = null;
      if (far || !region || !isTooMuch(region, seenBy(from, size))) return;
      region = null;
      rebuild();
      notify();
    }, REST_MS);
  };

  view.subscribe(() => {
    const now = view.get();
    const wasFar = far;
    far = isFar(now);
    const seen = seenBy(now, size);
    const zoomed = now.zoom !== zoom;
    zoom = now.zoom;
    const enough = region !== null && contains(region, regionNeeded(seen)) && !(zoomed && isTooMuch(region, seen));
    if (far === wasFar && enough) {
      if (!commitTimer) moveDragged();
      return;
    }
    const pans = region !== null && !zoomed && meets(region, seen);
    region = pans ? onWholePixels(regionOnwards(region!, seen)) : null;
    if (pans) shrinkAtRest();
    if (!far || !wasFar) rebuild();
    notify();
  });

  return {
    projection: () => projection,
    dragged: () => dragged,
    pendingSelection: () => pendingSelection,
    region: currentRegion,
    update(next, nextSize) {
      if (commitTimer && next !== projection) endDrag();
      if (nextSize.width !== size.width || nextSize.height !== size.height) region = null;
      projection = next;
      size = nextSize;
      rebuild();
      notify();
    },
    drag(next) {
      stopCommit();
      const same = dragged !== null && dragged.size === next.size && [...next.keys()].every((id) => dragged!.has(id));
      const resized = [...next.values()].some((node) => node.size !== undefined);
      dragged = next;
      if (!same) rebuild();
      else if (resized) draw(movedScene(scene, { projection, dragged, pendingSelection }));
      else moveDragged();
      notify();
    },
    select(next) {
      stopCommit();
      pendingSelection = next;
      rebuild();
      notify();
    },
    commit() {
      stopCommit();
      draw(movedScene(scene, { projection, dragged, pendingSelection }));
      dragLayer.release();
      commitTimer = setTimeout(() => {
        endDrag();
        rebuild();
        notify();
      }, COMMIT_MS);
    },
    hover(id) {
      if (id === hovered) return;
      hovered = id;
      if (far) rebuild();
    },
    focus(id) {
      if (id === focused) return;
      focused = id;
      if (far) rebuild();
    },
    keepDrawn(on) {
      keepsDrawn = on;
      if (!on) rebuild();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isTooMuch({ width, height }: Box, seen: Box): boolean {
  const enough = regionAround(seen);
  return width * height > enough.width * enough.height * MAX_AREA;
}

function sameList<T>(before: T[], after: readonly T[]): T[] | null {
  return before.length === after.length && after.every((item, index) => item === before[index]) ? before : null;
}
