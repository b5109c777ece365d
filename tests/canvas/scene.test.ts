import { expect, test } from "vitest";
import { nodeAt, wireAt } from "@/components/canvas/cull";
import { project } from "@/components/canvas/project";
import { farScene, movedScene, nearScene, whereabouts } from "@/components/canvas/scene";
import { registry } from "@/components/flow/registry";
import { largeLaidOutFlow } from "../../bench/studio/thousand-steps";

const draft = largeLaidOutFlow(1000, "Large");
const NONE = new Set<string>();
const shown = (selection: ReadonlySet<string> = NONE) =>
  project(registry, { draft, selection, problems: new Map(), path: null, marks: undefined, heat: undefined }, null);
const resting = (selection?: ReadonlySet<string>) => ({ projection: shown(selection), held: null, chosen: null });
const REGION = { x: 3000, y: 2000, width: 1400, height: 1000 };
const FAR_AWAY = Object.keys(draft.steps).at(-1)!;

test("near: what is in the region is drawn, ends of its wires are known but hidden", () => {
  const { nodes, wires } = nearScene(resting(), REGION);
  const drawn = nodes.filter(({ hidden }) => !hidden);
  expect(drawn.length).toBeGreaterThan(8);
  expect(drawn.length).toBeLessThan(60);
  const known = new Set(nodes.map(({ id }) => id));
  for (const { source, target } of wires) expect([known.has(source), known.has(target)]).toEqual([true, true]);
});

test("near: steps that come into view do not change places with those that are there", () => {
  const of = resting();
  const order = new Map(of.projection.nodes.map(({ id }, index) => [id, index]));
  const places = nearScene(of, REGION).nodes.map(({ id }) => order.get(id)!);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("near: what is selected elsewhere is known, so that it moves along", () => {
  const { nodes } = nearScene(resting(new Set([FAR_AWAY])), REGION);
  expect(nodes.find(({ id }) => id === FAR_AWAY)).toMatchObject({ hidden: true, selected: true });
});

test("far: only what is dealt with is an element", () => {
  const { nodes, wires } = farScene(resting(), new Set([FAR_AWAY]));
  expect(nodes.filter(({ hidden }) => !hidden).map(({ id }) => id)).toEqual([FAR_AWAY]);
  for (const { source, target } of wires) expect([source, target]).toContain(FAR_AWAY);
});

test("a step that is dragged is the only one that changes", () => {
  const of = resting();
  const before = nearScene(of, REGION);
  const [first] = before.nodes;
  const after = movedScene(before, { ...of, held: new Map([[first!.id, { position: { x: 1, y: 2 } }]]) });
  expect(after.wires).toBe(before.wires);
  expect(after.nodes.filter((node, index) => node !== before.nodes[index])).toEqual([
    { ...first, position: { x: 1, y: 2 } },
  ]);
});

test("a point on the picture finds its step, and a point on a wire its wire", () => {
  const projection = shown();
  const step = projection.nodes.find(({ type }) => type === "step")!;
  expect(nodeAt(projection.nodes, { x: step.position.x + 5, y: step.position.y + 5 })).toBe(step);
  expect(nodeAt(projection.nodes, { x: -5000, y: -5000 })).toBeUndefined();
  const wire = projection.wires.find(({ source }) => source === step.id)!;
  const at = whereabouts(projection, null);
  const exit = { x: step.position.x + 245, y: step.position.y + wire.data!.exitY };
  expect(wireAt(projection.wires, at, exit, 4)?.source).toBe(step.id);
});
