import type { ElkNode } from "elkjs/lib/elk-api";
import { COLUMN_GAP, ROW_GAP } from "./auto-layout";
import { clearLanes } from "./clear-lanes";
import { ENTRY_Y, onGrid } from "./geometry";
import type { Graph } from "./graph";

/** With more steps than this, ELK's best quality takes too long, and its quick options are used. */
const MANY = 300;
const QUICK = {
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.layering.strategy": "MAX_PATH",
  "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
  "elk.layered.thoroughness": "2",
};

/** The flow as ELK's input: every exit is a port at its own height. */
export function elkGraph({ start, steps }: Graph): ElkNode {
  return {
    id: "flow",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.spacing.nodeNode": String(ROW_GAP),
      "elk.layered.spacing.nodeNodeBetweenLayers": String(COLUMN_GAP),
      ...(steps.size > MANY ? QUICK : { "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX" }),
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    },
    children: [...steps].map(([id, { width, height, exits }]) => ({
      id,
      width,
      height,
      layoutOptions: {
        "elk.portConstraints": "FIXED_POS",
        ...(id === start ? { "elk.layered.layering.layerConstraint": "FIRST" } : {}),
      },
      ports: [
        { id: `${id}.in`, x: 0, y: ENTRY_Y, width: 0, height: 0, layoutOptions: { "elk.port.side": "WEST" } },
        ...exits.map(({ y }, index) => ({
          id: `${id}.out.${index}`,
          x: width,
          y,
          width: 0,
          height: 0,
          layoutOptions: { "elk.port.side": "EAST" },
        })),
      ],
    })),
    edges: [...steps].flatMap(([id, { exits }]) =>
      exits.map(({ target }, index) => ({
        id: `${id}.wire.${index}`,
        sources: [`${id}.out.${index}`],
        targets: [`${target}.in`],
      })),
    ),
  };
}

/** The places from ELK's output: on the grid, the start at the origin, and steps moved out of the way of passing wires. */
export function placesOf(graph: Graph, laidOut: ElkNode): Map<string, [number, number]> {
  const places = new Map<string, [number, number]>();
  for (const { id, x = 0, y = 0 } of laidOut.children ?? []) places.set(id, [x, y]);
  clearLanes(graph, places);
  const [left, top] = places.get(graph.start) ?? [0, 0];
  return new Map([...places].map(([id, [x, y]]) => [id, onGrid({ x: x - left, y: y - top })]));
}
