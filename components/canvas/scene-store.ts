import type { Carrier } from "./carrier";
import { holds, meets, whole } from "./cull";
import type { Box, Size } from "./geometry";
import type { Projection } from "./project";
import { needed, reachAround, reachOnwards } from "./reach";
import { farScene, type Held, movedScene, nearScene, type Scene, whereabouts } from "./scene";
import { isFar, seenBy, type ViewStore } from "./view-store";

/** Times as wide as a view at rest needs, after a zoom or on a long way: then what is drawn is too much. */
const FURTHEST = 1.5;
/** So long after its last movement the view rests. */
const REST_MS = 500;
/** So long what was told is waited for; it may have come to nothing. */
const SETTLED_MS = 100;

export type SceneStore = {
  projection(): Projection;
  held(): ReadonlyMap<string, Held> | null;
  chosen(): ReadonlySet<string> | null;
  /** As far as steps are drawn. */
  region(): Box;
  /** The flow has changed, or the library has forgotten what it was given. */
  show(projection: Projection, room: Size): void;
  /** Dragged, resized or nudged now: the library hears of where it went when it is settled. */
  hold(held: ReadonlyMap<string, Held>): void;
  choose(chosen: ReadonlySet<string> | null): void;
  /** What was held and chosen has been told: it is forgotten as soon as the flow says it, and nothing jumps meanwhile. */
  settle(): void;
  /** The steps that are elements although the flow is a picture: the one pointed at, and the one with the focus. */
  point(at: string | null): void;
  stop(at: string | null): void;
  /** No step goes while this lasts: a selection drawn over the view's edge keeps what it had. */
  keepAll(keep: boolean): void;
  /** Of everything that may change how the picture looks. */
  subscribe(listener: () => void): () => void;
};

/** What is drawn, and why: handed on to the graph library whenever it changes, past React. */
export function createSceneStore(
  first: Projection,
  view: ViewStore,
  window: Size,
  give: (scene: Scene) => void,
  carrier: Carrier,
): SceneStore {
  let projection = first;
  let room = window;
  let held: ReadonlyMap<string, Held> | null = null;
  let chosen: ReadonlySet<string> | null = null;
  let pointed: string | null = null;
  let stop: string | null = null;
  let keeping = false;
  let settling: ReturnType<typeof setTimeout> | null = null;
  let resting: ReturnType<typeof setTimeout> | null = null;
  let region: Box | null = null;
  let zoom = view.get().zoom;
  let far = isFar(view.get());
  let scene: Scene = { nodes: [], wires: [] };
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const hand = (next: Scene) => {
    scene = {
      nodes: sameList(scene.nodes, next.nodes) ?? next.nodes,
      wires: sameList(scene.wires, next.wires) ?? next.wires,
    };
    give(scene);
  };
  const reach = (): Box => {
    region ??= whole(reachAround(seenBy(view.get(), room)));
    return region;
  };
  const make = () => {
    const of = { projection, held, chosen };
    if (far) return hand(farScene(of, new Set([stop ?? projection.of.start, ...(pointed === null ? [] : [pointed])])));
    const next = nearScene(of, reach());
    if (keeping) {
      const there = new Set(next.nodes.map(({ id }) => id));
      next.nodes.push(...scene.nodes.filter(({ id }) => !there.has(id) && projection.byId.has(id)));
    }
    hand(next);
  };

  const carry = () => {
    if (held) carrier.carry(scene, held, whereabouts(projection, held));
  };
  const stay = () => {
    if (settling) clearTimeout(settling);
    settling = null;
  };
  const forget = () => {
    stay();
    carrier.putDown();
    held = null;
    chosen = null;
  };

  /** What a journey has drawn too much is let go of once it is over. */
  const restLater = () => {
    if (resting) clearTimeout(resting);
    const from = view.get();
    resting = setTimeout(() => {
      if (held || view.get() !== from) return restLater();
      resting = null;
      if (far || !region || !isTooMuch(region, seenBy(from, room))) return;
      region = null;
      make();
      tell();
    }, REST_MS);
  };

  view.subscribe(() => {
    const now = view.get();
    const wasFar = far;
    far = isFar(now);
    const seen = seenBy(now, room);
    const zoomed = now.zoom !== zoom;
    zoom = now.zoom;
    const enough = region !== null && holds(region, needed(seen)) && !(zoomed && isTooMuch(region, seen));
    if (far === wasFar && enough) {
      if (!settling) carry();
      return;
    }
    const travels = region !== null && !zoomed && meets(region, seen);
    region = travels ? whole(reachOnwards(region!, seen)) : null;
    if (travels) restLater();
    if (!far || !wasFar) make();
    tell();
  });

  return {
    projection: () => projection,
    held: () => held,
    chosen: () => chosen,
    region: reach,
    show(next, size) {
      if (settling && next !== projection) forget();
      const grown = size.width !== room.width || size.height !== room.height;
      if (grown) region = null;
      projection = next;
      room = size;
      make();
      tell();
    },
    hold(next) {
      stay();
      const same = held !== null && held.size === next.size && [...next.keys()].every((id) => held!.has(id));
      const sized = [...next.values()].some(({ size }) => size !== undefined);
      held = next;
      if (!same) make();
      else if (sized) hand(movedScene(scene, { projection, held, chosen }));
      else carry();
      tell();
    },
    choose(next) {
      stay();
      chosen = next;
      make();
      tell();
    },
    settle() {
      stay();
      hand(movedScene(scene, { projection, held, chosen }));
      carrier.putDown();
      settling = setTimeout(() => {
        forget();
        make();
        tell();
      }, SETTLED_MS);
    },
    point(at) {
      if (at === pointed) return;
      pointed = at;
      if (far) make();
    },
    stop(at) {
      if (at === stop) return;
      stop = at;
      if (far) make();
    },
    keepAll(keep) {
      keeping = keep;
      if (!keep) make();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isTooMuch({ width, height }: Box, seen: Box): boolean {
  const enough = reachAround(seen);
  return width * height > enough.width * enough.height * FURTHEST;
}

function sameList<T>(before: T[], after: readonly T[]): T[] | null {
  return before.length === after.length && after.every((item, index) => item === before[index]) ? before : null;
}
