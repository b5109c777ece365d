import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { autoLayout } from "@/components/canvas/layout/auto-layout";
import { ENTRY_Y, GRID } from "@/components/canvas/layout/geometry";
import { graphOf } from "@/components/canvas/layout/graph";
import { positionsOf } from "@/components/canvas/layout/positions";
import { elkGraph, placesOf } from "@/components/canvas/layout/tidy-graph";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { demo, largeFlow } from "./large-flow";

const unreached = (): Draft => {
  const draft = demo();
  draft.steps.loose = { ...draft.steps.announce!, exits: { ok: "call_agent" } };
  draft.steps.looser = { ...draft.steps.end! };
  return draft;
};

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

describe("automatic layout", () => {
  it.each(FLOWS)("places every step of %s on the grid, none on another", (_name, draft) => {
    const positions = autoLayout(graphOf(registry, draft));
    expect([...positions.keys()].sort()).toEqual(Object.keys(draft.steps).sort());
    expect(overlaps(draft, positions)).toEqual([]);
    expect([...positions.values()].flat().filter((value) => value % GRID !== 0 || Object.is(value, -0))).toEqual([]);
    expect(positions.get(draft.start)).toEqual([0, 0]);
  });

  it("runs the main path along one line, and the wires to the end below it", () => {
    const draft = demo();
    const positions = autoLayout(graphOf(registry, draft));
    const main = ["trigger", "call_customer", "announce", "call_agent"].map((id) => positions.get(id)!);
    expect(new Set(main.map(([, y]) => y))).toEqual(new Set([0]));
    expect(main.map(([x]) => x)).toEqual(main.map(([x]) => x).toSorted((a, b) => a - b));
    const deepest = Math.max(
      ...[...graphOf(registry, draft).steps].map(([id, { height }]) => (id === "end" ? 0 : height)),
    );
    expect(positions.get("end")![1] + ENTRY_Y).toBeGreaterThan(deepest);
  });
});

describe("positions", () => {
  it("keeps what the layout says and places the rest around it", () => {
    const draft = demo();
    draft.layout = { trigger: [0, 0], call_customer: [0, 160] };
    const { positions } = positionsOf(registry, draft);
    expect(positions.get("call_customer")).toEqual([0, 160]);
    expect(positions.size).toBe(5);
    expect(overlaps(draft, positions)).toEqual([]);
  });

  it("moves nothing else when a step is moved, added, or put back", () => {
    const before = positionsOf(registry, demo());
    const moved = { ...demo(), layout: { announce: [8, 800] as [number, number] } };
    moved.steps.more = { ...moved.steps.end! };
    const after = positionsOf(registry, moved, before.automatic);
    expect(after.positions.get("announce")).toEqual([8, 800]);
    for (const id of ["trigger", "call_customer", "call_agent", "end"])
      expect(after.positions.get(id)).toEqual(before.positions.get(id));
    expect(positionsOf(registry, demo(), after.automatic).positions.get("announce")).toEqual(
      before.positions.get("announce"),
    );
  });
});

describe("tidy", () => {
  it.each(FLOWS.slice(0, 2))("places every step of %s on the grid, none on another", async (_name, draft) => {
    const graph = graphOf(registry, draft);
    const places = placesOf(graph, await new Elk().layout(elkGraph(graph)));
    expect([...places.keys()].sort()).toEqual(Object.keys(draft.steps).sort());
    expect(overlaps(draft, places)).toEqual([]);
    expect([...places.values()].flat().filter((value) => value % GRID !== 0)).toEqual([]);
    expect(places.get(draft.start)).toEqual([0, 0]);
  });
});
