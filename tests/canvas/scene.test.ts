import { expect, test } from "vitest";
import { nodeAt, wiresAt } from "@/components/canvas/scene/cull";
import { project } from "@/components/canvas/scene/project";
import { farScene, movedScene, nearScene, positionLookup } from "@/components/canvas/scene/scene";
import { registry } from "@/components/flow/registry";
import { largeLaidOutFlow } from "../../bench/studio/thousand-steps";

const draft = largeLaidOutFlow(1000, "Large");
const NONE = new Set<string>();
const shown = (selection: ReadonlySet<string> = NONE) =>
  project(registry, { draft, selection, problems: new Map(), path: null, marks: undefined, direction: "across" }, null);
const resting = (selection?: ReadonlySet<string>) => ({
  projection: shown(selection),
  dragged: null,
  pendingSelection: null,
});
const REGION = { x: 3000, y: 2000, width: 1400, height: 1000 };
const FAR_AWAY = Object.keys(draft.steps).at(-1)!;

test("near: nodes in the region are drawn, and the other ends of their wires are included as hidden nodes", () => {
  const { nodes, wires } = nearScene(resting(), REGION);
  const drawn = nodes.filter(({ hidden }) => !hidden);
  expect(drawn.length).toBeGreaterThan(8);
  expect(drawn.length).toBeLessThan(60);
  const known = new Set(nodes.map(({ id }) => id));
  for (const { source, target } of wires) expect([known.has(source), known.has(target)]).toEqual([true, true]);
});

test("near: steps that come into view keep the order of the steps that were drawn", () => {
  const of = resting();
  const order = new Map(of.projection.nodes.map(({ id }, index) => [id, index]));
  const places = nearScene(of, REGION).nodes.map(({ id }) => order.get(id)!);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("near: selected nodes outside of the region are included, so that they move with the others", () => {
  const { nodes } = nearScene(resting(new Set([FAR_AWAY])), REGION);
  expect(nodes.find(({ id }) => id === FAR_AWAY)).toMatchObject({ hidden: true, selected: true });
});

test("far: only busy, selected, dragged and running nodes are elements", () => {
  const { nodes, wires } = farScene(resting(), new Set([FAR_AWAY]));
  expect(nodes.filter(({ hidden }) => !hidden).map(({ id }) => id)).toEqual([FAR_AWAY]);
  for (const { source, target } of wires) expect([source, target]).toContain(FAR_AWAY);
});

test("a drag changes only the dragged node", () => {
  const of = resting();
  const before = nearScene(of, REGION);
  const [first] = before.nodes;
  const after = movedScene(before, { ...of, dragged: new Map([[first!.id, { position: { x: 1, y: 2 } }]]) });
  expect(after.wires).toBe(before.wires);
  expect(after.nodes.filter((node, index) => node !== before.nodes[index])).toEqual([
    { ...first, position: { x: 1, y: 2 } },
  ]);
});

test("a point finds the step or the wire that is painted there", () => {
  const projection = shown();
  const step = projection.nodes.find(({ type }) => type === "step")!;
  expect(nodeAt(projection.nodes, { x: step.position.x + 5, y: step.position.y + 5 })).toBe(step);
  expect(nodeAt(projection.nodes, { x: -5000, y: -5000 })).toBeUndefined();
  const wire = projection.wires.find(({ source }) => source === step.id)!;
  const at = positionLookup(projection, null);
  const exit = { x: step.position.x + 245, y: step.position.y + wire.data!.exitY };
  expect(wiresAt(projection.wires, at, exit, 4)[0]?.source).toBe(step.id);
});
