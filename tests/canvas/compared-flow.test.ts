import { expect, test } from "vitest";
import { comparedFlow } from "@/components/canvas/compare/compared-flow";
import { project } from "@/components/canvas/scene/project";
import { registry } from "@/components/flow/registry";
import { semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { demo } from "./large-flow";

const compare = (before: Draft, after: Draft) =>
  comparedFlow(registry, before, after, semanticDiff(before, after, registry));

type Case = {
  what: string;
  change: (draft: Draft) => void;
  outlines: Record<string, string>;
  added?: string[];
  removed?: string[];
  gone?: string[];
};

const CASES: Case[] = [
  { what: "nothing", change: () => undefined, outlines: {} },
  {
    what: "a step that is new, and the exit that leads to it",
    change: ({ steps }) => {
      steps.bye = { component: "end_flow", name: "Bye", config: {}, exits: {} };
      steps.call_customer!.exits.busy = "bye";
    },
    outlines: { bye: "good Added", call_customer: "live Rewired" },
    added: ["call_customer.busy"],
    gone: ["call_customer.busy → end"],
  },
  {
    what: "a step that is gone, with its wires",
    change: ({ steps }) => {
      delete steps.announce;
      steps.call_customer!.exits.answered = "call_agent";
    },
    outlines: { announce: "bad Removed", call_customer: "live Rewired" },
    added: ["call_customer.answered"],
    removed: ["announce.ok"],
    gone: ["call_customer.answered → announce"],
  },
  {
    what: "settings, names and several at once",
    change: ({ steps }) => {
      steps.announce!.name = "Say it";
      steps.call_customer!.config = { ...steps.call_customer!.config, ring_seconds: 31 };
      delete steps.call_customer!.exits.busy;
    },
    outlines: { announce: "off Renamed", call_customer: "warn Changed, Rewired" },
    gone: ["call_customer.busy → end"],
  },
  {
    what: "a step with another component",
    change: ({ steps }) => {
      steps.announce = { component: "end_flow", name: "Announce", config: {}, exits: {} };
    },
    outlines: { announce: "warn Replaced" },
    gone: ["announce.ok → call_agent"],
  },
  {
    what: "where a fault leads",
    change: ({ steps }) => {
      steps.call_agent!.on_error = { do: "go_to", step: "announce" };
    },
    outlines: { call_agent: "live Rewired" },
    added: ["call_agent.on_error"],
  },
];

test.each(CASES)("$what", ({ change, outlines, added = [], removed = [], gone = [] }) => {
  const after = structuredClone(demo());
  change(after);
  const { compared, ...drawn } = compare(demo(), after);
  const told = [...drawn.outlines].map(([step, { colour, text }]) => [step, `${colour} ${text}`]);
  expect(Object.fromEntries(told)).toEqual(outlines);
  expect([...compared.added].sort()).toEqual(added.toSorted());
  expect([...compared.removed].sort()).toEqual(removed.toSorted());
  expect(compared.gone.map(({ step, exit, target }) => `${step}.${exit} → ${target}`)).toEqual(gone);
});

test("the drawing has what both have, each wire once, and the older one's wires as gone", () => {
  const after = structuredClone(demo());
  delete after.steps.announce;
  after.steps.call_customer!.exits.answered = "call_agent";
  const { draft, outlines, compared } = compare(demo(), after);
  const drawn = project(
    registry,
    {
      draft,
      selection: new Set(),
      problems: new Map(),
      path: null,
      marks: undefined,
      direction: "across",

      outlines,
      compared,
    },
    null,
  );
  expect(drawn.byId.has("announce")).toBe(true);
  const ids = drawn.wires.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const changed = drawn.wires.flatMap(({ id, data }) => (data?.change ? [`${id}: ${data.change}`] : []));
  expect(changed.sort()).toEqual([
    "announce.ok: removed",
    "call_customer.answered.gone: removed",
    "call_customer.answered: added",
  ]);
});

test("a removed step stands where it stood, unless another stands there now", () => {
  const before = { ...demo(), layout: { announce: [400, 100] as [number, number] } };
  const without = structuredClone(before);
  delete without.steps.announce;
  expect(compare(before, { ...without, layout: {} }).draft.layout.announce).toEqual([400, 100]);
  expect(compare(before, { ...without, layout: { end: [410, 110] } }).draft.layout.announce).toBeUndefined();
});
