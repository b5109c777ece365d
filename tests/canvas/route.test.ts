import { describe, expect, it } from "vitest";
import { type Alignment, align } from "@/components/canvas/layout/align";
import { fittingView, openingView, viewOnto } from "@/components/canvas/scene/view";
import { pathOf, plainRoute, wayBetween } from "@/components/canvas/wires/route";

describe("a wire whose end is moved", () => {
  const from = { x: 240, y: 100 };
  it.each([
    ["level", { x: 400, y: 100 }, ["400,100"]],
    ["ahead and lower", { x: 400, y: 300 }, ["272,100", "272,300", "400,300"]],
    ["ahead, and near", { x: 300, y: 24 }, ["272,100", "272,24", "300,24"]],
    ["right below", { x: 0, y: 224 }, ["272,100", "272,176", "-24,176", "-24,224", "0,224"]],
    ["back", { x: -400, y: 24 }, ["272,100", "272,-24", "-424,-24", "-424,24", "-400,24"]],
  ])("turns at right angles to a step that stands %s", (_where, entry, corners) => {
    const [start, ...rest] = plainRoute(from, entry);
    expect(start).toEqual(from);
    expect(rest.map(({ x, y }) => `${x},${y}`)).toEqual(corners);
  });

  it("keeps its way while both ends stay in their places", () => {
    const way = { points: [from, { x: 300, y: 100 }], cut: false };
    expect(wayBetween(from, { x: 300, y: 100 }, way)).toBe(way.points);
    expect(wayBetween({ x: 240, y: 108 }, { x: 300, y: 100 }, way)).toEqual(
      plainRoute({ x: 240, y: 108 }, { x: 300, y: 100 }),
    );
  });

  it("rounds its corners no wider than there is room", () => {
    const path = pathOf([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 6 },
      { x: 80, y: 6 },
    ]);
    expect(path).toBe("M0 0L37 0Q40 0 40 3L40 3Q40 6 43 6L80 6");
  });
});

describe("the first view", () => {
  const room = { width: 1000, height: 600 };
  const start = { x: 0, y: 0, width: 240, height: 120 };
  it("shows a small flow whole and no larger than life", () => {
    expect(openingView({ x: 0, y: 0, width: 600, height: 200 }, start, room)).toEqual({ x: 200, y: 176, zoom: 1 });
  });
  it("shows the beginning of one that would be too small to read", () => {
    const { zoom, x } = openingView({ x: 0, y: 0, width: 90_000, height: 200 }, start, room);
    expect([zoom, x]).toEqual([0.85, 16]);
    expect(fittingView({ x: 0, y: 0, width: 90_000, height: 200 }, room).zoom).toBe(0.03);
  });
});

describe("the view onto steps", () => {
  const room = { width: 1000, height: 600 };
  const view = { x: 0, y: 0, zoom: 1 };
  const step = (x: number, y: number) => ({ x, y, width: 240, height: 120 });
  it.each([
    ["stays where they are seen whole", [step(100, 100)], view],
    ["clears the controls at the lower edge", [step(100, 440)], { x: 0, y: -24, zoom: 1 }],
    ["has the one before, too", [step(900, 100), step(600, 100)], { x: -156, y: 0, zoom: 1 }],
    ["has the first alone where both have no room", [step(3000, 100), step(0, 100)], { x: -2256, y: 0, zoom: 1 }],
  ] as const)("%s", (_what, [first, ...rest], expected) => {
    expect(viewOnto(view, [first, ...rest], room)).toEqual(expected);
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
