import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, type Point, STEP_WIDTH } from "@/components/canvas/layout/geometry";
import { type Direction, type Graph, graphOf } from "@/components/canvas/layout/graph";
import { wireId } from "@/components/canvas/layout/ids";
import { arrange } from "@/components/canvas/wires/arrange";
import type { Way, Ways } from "@/components/canvas/wires/wires-of";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import reportAProblem from "@/prisma/seed/report-a-problem.json";
import serviceDesk from "@/prisma/seed/service-desk.json";
import { largeFlow } from "./large-flow";

const DIRECTIONS: Direction[] = ["across", "down"];
/** Wires nearer than this look like one. */
const TOGETHER = 3;
/** For so long they may, in flow pixels. */
const MOST_TOGETHER = 24;

const RUN_AS_ONE = "run as one";

type Places = Record<string, [number, number]>;
type Piece = { wire: string; from: Point; to: Point };

function drawn(graph: Graph, byHand: Places, direction: Direction, before: Ways | null = null) {
  const { positions, ways } = arrange(graph, byHand, direction, before);
  const boxes = new Map<string, Box>();
  for (const [id, [x, y]] of positions) boxes.set(id, { x, y, width: STEP_WIDTH, height: graph.steps.get(id)!.height });
  const wires = [...graph.steps].flatMap(([step, { exits }]) => exits.map(({ id: exit }) => wireId({ step, exit })));
  return { boxes, wires, ways };
}

type Drawn = ReturnType<typeof drawn>;

/** Wires that run through a step, and pairs of wires that run as one. */
function faults(graph: Graph, byHand: Places, direction: Direction): string[] {
  return faultsOf(drawn(graph, byHand, direction));
}

/** Of this many random flows, one may have wires that run as one for want of room: three in 20,000 have. */
const ONE_IN = 100;

/** Draws many random flows and looks for faults. Wires may run as one only where the router, asked anew, says that there is too little room. */
function neverRunAsOne(
  runs: number,
  draw: (check: (shown: Drawn, anew?: () => Drawn) => void) => fc.IProperty<unknown>,
) {
  let [crowded, all] = [0, 0];
  const holds = draw((shown, anew = () => shown) => {
    const found = faultsOf(shown);
    all += 1;
    const isShared = found.length > 0 && anew().ways.crowded;
    if (isShared) crowded += 1;
    expect(isShared ? found.filter((fault) => !fault.endsWith(RUN_AS_ONE)) : found).toEqual([]);
  });
  fc.assert(holds, { numRuns: runs });
  expect(crowded, "for want of room").toBeLessThanOrEqual(all / ONE_IN);
}

function faultsOf({ boxes, wires, ways }: Drawn): string[] {
  const found: string[] = [];
  const level = new Map<number, Piece[]>();
  const upright = new Map<number, Piece[]>();
  for (const wire of wires) {
    const points = ways.get(wire)!.points;
    expect(points.length).toBeGreaterThan(1);
    for (const [index, to] of points.entries()) {
      const from = points[index - 1];
      if (!from) continue;
      expect(from.x === to.x || from.y === to.y, `${wire} is slanted`).toBe(true);
      for (const [id, box] of boxes) if (crosses(from, to, box)) found.push(`${wire} runs through ${id}`);
      const [lines, at] = from.y === to.y ? [level, from.y] : [upright, from.x];
      for (let near = Math.floor(at / 4) - 1; near <= Math.floor(at / 4) + 1; near++)
        for (const other of lines.get(near) ?? [])
          if (other.wire !== wire && together({ wire, from, to }, other) > MOST_TOGETHER)
            found.push(`${wire} and ${other.wire} ${RUN_AS_ONE}`);
      const own = Math.floor(at / 4);
      lines.set(own, [...(lines.get(own) ?? []), { wire, from, to }]);
    }
  }
  return found;
}

function isSameWay(a: Way, b: Way): boolean {
  return JSON.stringify(a.points) === JSON.stringify(b.points);
}

function crosses(from: Point, to: Point, { x, y, width, height }: Box): boolean {
  return (
    Math.min(from.x, to.x) < x + width &&
    Math.max(from.x, to.x) > x &&
    Math.min(from.y, to.y) < y + height &&
    Math.max(from.y, to.y) > y
  );
}

/** For how long two parallel pieces are so near that they look like one. */
function together(a: Piece, b: Piece): number {
  const [along, beside] = a.from.y === a.to.y ? (["x", "y"] as const) : (["y", "x"] as const);
  if (Math.abs(a.from[beside] - b.from[beside]) >= TOGETHER) return 0;
  const [aFrom, aTo] = [Math.min(a.from[along], a.to[along]), Math.max(a.from[along], a.to[along])];
  const [bFrom, bTo] = [Math.min(b.from[along], b.to[along]), Math.max(b.from[along], b.to[along])];
  return Math.min(aTo, bTo) - Math.max(aFrom, bFrom);
}

/** Any steps with up to nine exits, which lead to any steps; the start is the first. */
const randomGraph = fc
  .array(
    fc.record({
      lines: fc.integer({ min: 0, max: 2 }),
      targets: fc.array(fc.nat(29), { maxLength: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps): Graph => {
    const ids = steps.map((_, index) => `s${index}`);
    return {
      start: "s0",
      steps: new Map(
        steps.map(({ lines, targets }, index) => [
          ids[index]!,
          {
            width: STEP_WIDTH,
            height: 48 + (lines ? lines * 16 + 8 : 0) + (targets.length ? targets.length * 24 + 8 : 0),
            exits: targets.map((target, row) => {
              const y = 48 + (lines ? lines * 16 + 8 : 0) + 4 + 12 + row * 24;
              return { id: `e${row}`, y, level: row ? y : 24, target: ids[target % ids.length]! };
            }),
          },
        ]),
      ),
    };
  });

/** Places by hand, in no order; steps stand at least 80 px apart. */
const randomPlaces = fc
  .array(fc.record({ cell: fc.nat(999), x: fc.nat(20), y: fc.nat(20) }), { minLength: 30, maxLength: 30 })
  .map((places): Places => {
    const free = Array.from({ length: 36 }, (_, cell) => cell);
    const placed = places.map(({ cell, x, y }, index): [string, [number, number]] => {
      const [at = 0] = free.splice(cell % free.length, 1);
      return [`s${index}`, [(at % 6) * 480 + x * 8, Math.floor(at / 6) * 560 + y * 8]];
    });
    return Object.fromEntries(placed);
  });

const FLOWS: [string, Draft][] = [
  ["Report a problem", reportAProblem as unknown as Draft],
  ["Service desk", serviceDesk as unknown as Draft],
  ["a thousand steps", largeFlow(1000)],
];

describe("wires", () => {
  it("between steps that were placed by hand cross no step and never run as one", () => {
    neverRunAsOne(300, (check) =>
      fc.property(randomGraph, randomPlaces, (graph, places) => check(drawn(graph, places, "across"))),
    );
  });

  it("cross no step and never run as one after steps are put elsewhere, one after the other, and most stay as they were", () => {
    const moves = fc.array(fc.nat(29), { minLength: 1, maxLength: 6 });
    let [stayed, all] = [0, 0];
    neverRunAsOne(200, (check) =>
      fc.property(randomGraph, randomPlaces, randomPlaces, moves, (graph, places, others, moved) => {
        const byHand = { ...places };
        let shown = drawn(graph, byHand, "across");
        for (const at of moved) {
          const step = `s${at}`;
          // Into the other half of the canvas, where nothing stands yet.
          byHand[step] = [others[step]![0] + 6 * 480, others[step]![1]];
          const next = drawn(graph, byHand, "across", shown.ways);
          check(next, () => drawn(graph, byHand, "across"));
          const unmoved = shown.wires.filter((wire) => {
            const [before, after] = [shown.ways.get(wire)!.points, next.ways.get(wire)!.points];
            return before[0]!.x === after[0]!.x && before[0]!.y === after[0]!.y;
          });
          all += unmoved.length;
          stayed += unmoved.filter((wire) => isSameWay(shown.ways.get(wire)!, next.ways.get(wire)!)).length;
          shown = next;
        }
      }),
    );
    expect(stayed / all).toBeGreaterThan(0.6);
  });

  for (const direction of DIRECTIONS) {
    it.each(FLOWS)(`of %s, laid out ${direction}, cross no step and never run as one`, (_name, draft) => {
      expect(faults(graphOf(registry, draft), {}, direction)).toEqual([]);
    });

    it(`of any flow, laid out ${direction}, cross no step and never run as one`, () => {
      neverRunAsOne(300, (check) => fc.property(randomGraph, (graph) => check(drawn(graph, {}, direction))));
    });
  }
});
