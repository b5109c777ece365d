import type { Whereabouts } from "./cull";
import { createGlide, type Glide } from "./glide";
import { type LooseWires, loosenWires } from "./loose-wires";
import type { Held, Scene } from "./scene";
import type { ViewStore } from "./view-store";

/** More steps than this are painted where they are: each one that glides is a layer of its own. */
const GLIDING = 8;

/** Moves what is dragged, and the wires that hang on it, on the page itself: neither React nor the graph library hears of it. */
export type Carrier = {
  carry(scene: Scene, held: ReadonlyMap<string, Held>, at: Whereabouts): void;
  /** What was carried stays where it is, and is the library's again. */
  putDown(): void;
};

export function createCarrier(board: () => Element | null, view: ViewStore): Carrier {
  let taken: { of: Scene; steps: Map<string, Glide>; wires: LooseWires } | null = null;

  const putDown = () => {
    if (!taken) return;
    for (const step of taken.steps.values()) step.end();
    taken.wires.end();
    taken = null;
  };
  const takeUp = (on: Element, scene: Scene, held: ReadonlyMap<string, Held>) => {
    putDown();
    const take = held.size > GLIDING ? painted : createGlide;
    const steps = new Map<string, Glide>();
    for (const id of held.keys()) {
      const element = on.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      if (element) steps.set(id, take(element));
    }
    const hung = scene.wires.filter(({ source, target }) => held.has(source) || held.has(target));
    return { of: scene, steps, wires: loosenWires(on, hung) };
  };

  return {
    carry(scene, held, at) {
      const on = board();
      if (!on) return;
      if (scene !== taken?.of) taken = takeUp(on, scene, held);
      for (const [id, step] of taken.steps) {
        const to = at(id);
        if (to) step.to(`translate(${to.x}px,${to.y}px)`);
      }
      taken.wires.draw(view.get(), at);
    },
    putDown,
  };
}

function painted(element: HTMLElement): Glide {
  return {
    to(transform) {
      element.style.transform = transform;
    },
    end: () => {},
  };
}
