import { describe, expect, it } from "vitest";
import { type Alignment, align } from "@/components/canvas/layout/align";
import { pathOf, route } from "@/components/canvas/layout/route";
import { shapeOf } from "@/components/canvas/layout/step-shape";
import { turnsOf } from "@/components/canvas/layout/turns";
import { fittingView, openingView } from "@/components/canvas/scene/view";
import { registry } from "@/components/flow/registry";
import { demo } from "./large-flow";

describe("wires", () => {
  const from = { x: 240, y: 100 };
  it.each([
    ["level", { x: 400, y: 100 }, ["400,100"]],
    ["ahead and lower", { x: 400, y: 300 }, ["280,100", "280,300", "400,300"]],
    ["ahead, and near", { x: 300, y: 24 }, ["276,100", "276,24", "300,24"]],
    ["right below", { x: 0, y: 224 }, ["280,100", "280,176", "120,176", "120,200"]],
    ["back", { x: -400, y: 24 }, ["280,100", "280,-24", "-280,-24", "-280,0"]],
  ])("turn at right angles to a step that stands %s", (_where, entry, corners) => {
    const [start, ...rest] = route(from, entry, 40);
    expect(start).toEqual(from);
    expect(rest.map(({ x, y }) => `${x},${y}`)).toEqual(corners);
  });

  it("round their corners no wider than there is room", () => {
    const path = pathOf([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 6 },
      { x: 80, y: 6 },
    ]);
    expect(path).toBe("M0 0L37 0Q40 0 40 3L40 3Q40 6 43 6L80 6");
  });

  it("of one step turn apart, and together where they lead to the same", () => {
    const shape = shapeOf(registry, demo().steps.call_customer!);
    const below = new Map<string, [number, number]>([
      ["announce", [328, 400]],
      ["end", [656, 400]],
    ]);
    // Answered starts highest and so turns last; the three to End flow run as one.
    expect(turnsOf(shape, [0, 0], below)).toEqual([48, 40, 40, 40]);
  });
});

describe("the first view", () => {
  const room = { width: 1000, height: 600 };
  const start = { x: 0, y: 0, width: 240, height: 120 };
  it("shows a small flow whole and no larger than life", () => {
    expect(openingView({ x: 0, y: 0, width: 600, height: 200 }, start, room)).toEqual({ x: 200, y: 200, zoom: 1 });
  });
  it("shows the beginning of one that would be too small to read", () => {
    const { zoom, x } = openingView({ x: 0, y: 0, width: 90_000, height: 200 }, start, room);
    expect([zoom, x]).toEqual([0.85, 64]);
    expect(fittingView({ x: 0, y: 0, width: 90_000, height: 200 }, room).zoom).toBe(0.08);
  });
});

describe("alignment", () => {
  const boxes = [
    { id: "a", x: 0, y: 0, width: 240, height: 100 },
    { id: "b", x: 300, y: 80, width: 240, height: 60 },
    { id: "c", x: 800, y: 40, width: 240, height: 100 },
  ];
  it.each<[Alignment, string[]]>([
    ["left", ["b 0,80", "c 0,40"]],
    ["right", ["a 800,0", "b 800,80"]],
    ["top", ["b 300,0", "c 800,0"]],
    ["bottom", ["a 0,40"]],
    ["across", ["b 400,80"]],
  ])("%s moves only what has to", (how, moves) => {
    expect(align(boxes, how).map(({ step, position }) => `${step} ${position}`)).toEqual(moves);
  });
});
