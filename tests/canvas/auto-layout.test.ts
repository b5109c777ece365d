import { describe, expect, it } from "vitest";
import { autoLayout } from "@/components/canvas/layout/auto-layout";
import { type Box, boundsOf, GRID } from "@/components/canvas/layout/geometry";
import { type Direction, graphOf } from "@/components/canvas/layout/graph";
import { arrange } from "@/components/canvas/wires/arrange";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { demo, largeFlow } from "./large-flow";

const unreached = (): Draft => {
  const draft = demo();
  draft.steps.loose = { ...draft.steps.announce!, exits: { ok: "call_agent" } };
  draft.steps.looser = { ...draft.steps.end! };
  return draft;
};

const DIRECTIONS: Direction[] = ["across", "down"];

const FLOWS: [string, Draft][] = [
  ["the demo", demo()],
  ["a flow with steps that nothing leads to", unreached()],
  ["a flow of 1,000 steps", largeFlow(1000)],
];

function overlaps(draft: Draft, positions: ReadonlyMap<string, readonly [number, number]>): string[] {
  const { steps } = graphOf(registry, draft);
  const boxes = [...positions].map(([id, [x, y]]) => ({ id, x, y, ...steps.get(id)! })).sort((a, b) => a.x - b.x);
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} and ${b.id}`),
  );
}

function boxesOf(draft: Draft, direction: Direction): Box[] {
  const graph = graphOf(registry, draft);
  return [...autoLayout(graph, direction)].map(([id, [x, y]]) => ({ x, y, ...graph.steps.get(id)! }));
}

describe("automatic layout", () => {
  it.each(DIRECTIONS.flatMap((direction) => FLOWS.map(([name, draft]) => [name, direction, draft] as const)))(
    "places every step of %s on the grid, %s, none on another",
    (_name, direction, draft) => {
      const positions = autoLayout(graphOf(registry, draft), direction);
      expect([...positions.keys()].sort()).toEqual(Object.keys(draft.steps).sort());
      expect(overlaps(draft, positions)).toEqual([]);
      expect([...positions.values()].flat().filter((value) => value % GRID !== 0 || Object.is(value, -0))).toEqual([]);
      expect(positions.get(draft.start)).toEqual([0, 0]);
    },
  );

  it("runs the main path along one line, with the end below it", () => {
    const draft = demo();
    const positions = autoLayout(graphOf(registry, draft), "across");
    const main = ["trigger", "call_customer", "announce", "call_agent"].map((id) => positions.get(id)!);
    expect(new Set(main.map(([, y]) => y))).toEqual(new Set([0]));
    expect(main.map(([x]) => x)).toEqual(main.map(([x]) => x).toSorted((a, b) => a - b));
    expect(positions.get("end")![0]).toBe(main.at(-1)![0]);
    expect(positions.get("end")![1]).toBeGreaterThan(0);
  });

  it("runs the main path down one column", () => {
    const positions = autoLayout(graphOf(registry, demo()), "down");
    const main = ["trigger", "call_customer", "announce", "call_agent"].map((id) => positions.get(id)!);
    expect(new Set(main.map(([x]) => x))).toEqual(new Set([0]));
    expect(main.map(([, y]) => y)).toEqual(main.map(([, y]) => y).toSorted((a, b) => a - b));
  });

  it.each(DIRECTIONS)("wraps a long flow %s, so that it is about as wide as it is high", (direction) => {
    const { width, height } = boundsOf(boxesOf(largeFlow(1000), direction));
    expect(width / height).toBeGreaterThan(0.7);
    expect(width / height).toBeLessThan(2.5);
  });
});

describe("positions", () => {
  const placed = (draft: Draft) => arrange(graphOf(registry, draft), draft.layout, "across").positions;

  it("keeps what the layout says and places the rest around it", () => {
    const draft = demo();
    draft.layout = { trigger: [0, 0], call_customer: [0, 160] };
    expect(placed(draft).get("call_customer")).toEqual([0, 160]);
    expect(placed(draft).size).toBe(5);
    expect(overlaps(draft, placed(draft))).toEqual([]);
  });

  it("moves nothing else when a step is moved by hand", () => {
    const before = placed(demo());
    const after = placed({ ...demo(), layout: { announce: [8, 800] } });
    expect(after.get("announce")).toEqual([8, 800]);
    for (const id of ["trigger", "call_customer", "end"]) expect(after.get(id)).toEqual(before.get(id));
  });

  it("lets a step that is moved by hand take along what follows it", () => {
    const after = placed({ ...demo(), layout: { announce: [8, 800] } });
    expect(after.get("call_agent")![1]).toBe(800);
  });
});
