import { afterEach, expect, test, vi } from "vitest";
import { project } from "@/components/canvas/scene/project";
import type { Scene } from "@/components/canvas/scene/scene";
import { createSceneStore } from "@/components/canvas/scene/scene-store";
import { createViewStore } from "@/components/canvas/scene/view-store";
import { registry } from "@/components/flow/registry";
import { largeLaidOutFlow } from "../../bench/studio/thousand-steps";

const draft = largeLaidOutFlow(40, "Small");
const [step] = Object.keys(draft.steps);

afterEach(() => {
  vi.useRealTimers();
});

function stage() {
  const scenes: Scene[] = [];
  const moves: unknown[] = [];
  const projection = project(
    registry,
    {
      draft,
      selection: new Set(),
      problems: new Map(),
      path: null,
      marks: undefined,
      direction: "across",
    },
    null,
  );
  const view = createViewStore({ x: 0, y: 0, zoom: 1 });
  const scene = createSceneStore(projection, view, { width: 1000, height: 800 }, (next) => scenes.push(next), {
    move: (_scene, dragged, at) => moves.push([...dragged.keys()].map(at)),
    release: () => moves.push("released"),
  });
  scene.update(projection, { width: 1000, height: 800 });
  const dragTo = (x: number) => scene.drag(new Map([[step!, { position: { x, y: 8 } }]]));
  const placed = () => scenes.at(-1)?.nodes.find(({ id }) => id === step)?.position;
  const drawn = () =>
    new Set(
      scenes
        .at(-1)
        ?.nodes.filter(({ hidden }) => !hidden)
        .map(({ id }) => id),
    );
  return { scenes, moves, view, scene, dragTo, placed, drawn };
}

test("a drag moves the page's elements, and the library gets the places at its end", () => {
  const { scenes, moves, scene, dragTo, placed } = stage();
  dragTo(8);
  const before = scenes.length;
  dragTo(16);
  dragTo(24);
  expect(scenes.length).toBe(before);
  expect(moves).toEqual([[{ x: 16, y: 8 }], [{ x: 24, y: 8 }]]);
  scene.commit();
  expect(placed()).toEqual({ x: 24, y: 8 });
  expect(moves.at(-1)).toBe("released");
});

test("dragged steps follow a view that moves meanwhile, and are drawn in their places when more steps come in", () => {
  const { scenes, moves, view, dragTo, placed } = stage();
  dragTo(8);
  dragTo(16);
  view.set({ x: -10, y: 0, zoom: 1 });
  expect(moves).toHaveLength(2);
  const before = scenes.length;
  view.set({ x: -600, y: 0, zoom: 1 });
  expect(scenes.length).toBeGreaterThan(before);
  expect(placed()).toEqual({ x: 16, y: 8 });
});

test("a panned view adds steps seldom, and removes none until it rests", () => {
  vi.useFakeTimers();
  const { scenes, view, drawn, scene } = stage();
  const seen = new Set(drawn());
  const before = scenes.length;
  for (let x = 0; x >= -1500; x -= 50) {
    view.set({ x, y: 0, zoom: 1 });
    for (const id of drawn()) seen.add(id);
    expect(scene.region().x + scene.region().width).toBeGreaterThanOrEqual(1000 - x);
  }
  expect(scenes.length - before).toBe(2);
  expect(drawn()).toEqual(seen);

  vi.runAllTimers();
  const { drawn: drawnAtOnce, view: other, scene: another } = stage();
  other.set({ x: -1500, y: 5000, zoom: 1 });
  other.set({ x: -1500, y: 0, zoom: 1 });
  expect(drawn()).toEqual(drawnAtOnce());
  expect(scene.region()).toEqual(another.region());
});

test("steps far behind a panned view are removed", () => {
  const { view, drawn } = stage();
  const first = [...drawn()];
  for (let x = 0; x >= -6000; x -= 50) view.set({ x, y: 0, zoom: 1 });
  expect(first.filter((id) => drawn().has(id))).toEqual([]);
});
