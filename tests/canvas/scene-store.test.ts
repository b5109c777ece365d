import { afterEach, expect, test, vi } from "vitest";
import { project } from "@/components/canvas/project";
import type { Scene } from "@/components/canvas/scene";
import { createSceneStore } from "@/components/canvas/scene-store";
import { createViewStore } from "@/components/canvas/view-store";
import { registry } from "@/components/flow/registry";
import { largeLaidOutFlow } from "../../bench/studio/thousand-steps";

const draft = largeLaidOutFlow(40, "Small");
const [step] = Object.keys(draft.steps);

afterEach(() => {
  vi.useRealTimers();
});

function stage() {
  const given: Scene[] = [];
  const carried: unknown[] = [];
  const projection = project(
    registry,
    { draft, selection: new Set(), problems: new Map(), path: null, marks: undefined, heat: undefined },
    null,
  );
  const view = createViewStore({ x: 0, y: 0, zoom: 1 });
  const scene = createSceneStore(projection, view, { width: 1000, height: 800 }, (next) => given.push(next), {
    carry: (_scene, held, at) => carried.push([...held.keys()].map(at)),
    putDown: () => carried.push("put down"),
  });
  scene.show(projection, { width: 1000, height: 800 });
  const dragTo = (x: number) => scene.hold(new Map([[step!, { position: { x, y: 8 } }]]));
  const placed = () => given.at(-1)?.nodes.find(({ id }) => id === step)?.position;
  const drawn = () =>
    new Set(
      given
        .at(-1)
        ?.nodes.filter(({ hidden }) => !hidden)
        .map(({ id }) => id),
    );
  return { given, carried, view, scene, dragTo, placed, drawn };
}

test("what is dragged goes on past the library, which hears of it at the end", () => {
  const { given, carried, scene, dragTo, placed } = stage();
  dragTo(8);
  const heard = given.length;
  dragTo(16);
  dragTo(24);
  expect(given.length).toBe(heard);
  expect(carried).toEqual([[{ x: 16, y: 8 }], [{ x: 24, y: 8 }]]);
  scene.settle();
  expect(placed()).toEqual({ x: 24, y: 8 });
  expect(carried.at(-1)).toBe("put down");
});

test("what is carried follows a view that moves meanwhile, and is drawn where it is when more steps are", () => {
  const { given, carried, view, dragTo, placed } = stage();
  dragTo(8);
  dragTo(16);
  view.set({ x: -10, y: 0, zoom: 1 });
  expect(carried).toHaveLength(2);
  const heard = given.length;
  view.set({ x: -600, y: 0, zoom: 1 });
  expect(given.length).toBeGreaterThan(heard);
  expect(placed()).toEqual({ x: 16, y: 8 });
});

test("a view that travels takes up steps seldom, and lets go of none until it rests", () => {
  vi.useFakeTimers();
  const { given, view, drawn, scene } = stage();
  const seen = new Set(drawn());
  const heard = given.length;
  for (let x = 0; x >= -1500; x -= 50) {
    view.set({ x, y: 0, zoom: 1 });
    for (const id of drawn()) seen.add(id);
    expect(scene.region().x + scene.region().width).toBeGreaterThanOrEqual(1000 - x);
  }
  expect(given.length - heard).toBe(2);
  expect(drawn()).toEqual(seen);

  vi.runAllTimers();
  const { drawn: drawnAtOnce, view: other, scene: another } = stage();
  other.set({ x: -1500, y: 5000, zoom: 1 });
  other.set({ x: -1500, y: 0, zoom: 1 });
  expect(drawn()).toEqual(drawnAtOnce());
  expect(scene.region()).toEqual(another.region());
});

test("what is behind a long way goes", () => {
  const { view, drawn } = stage();
  const first = [...drawn()];
  for (let x = 0; x >= -6000; x -= 50) view.set({ x, y: 0, zoom: 1 });
  expect(first.filter((id) => drawn().has(id))).toEqual([]);
});
