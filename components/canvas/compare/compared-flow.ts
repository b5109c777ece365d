import type { Registry } from "@/engine/contract";
import type { FlowChange } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { STEP_WIDTH } from "../layout/geometry";
import { placedShape } from "../layout/graph";
import { type ExitOf, wireId } from "../layout/ids";
import type { ComparedWires, Outline } from "../scene/outline";

/** Steps whose tops are nearer than this can cover each other; in flow pixels. */
const NEAR = 120;

/** Two documents as one drawing. */
export type ComparedFlow = { draft: Draft; outlines: ReadonlyMap<string, Outline>; compared: ComparedWires };

type Told = "added" | "removed" | "replaced" | "changed" | "rewired" | "renamed";

/** What is said of a step and in which colour; of several, the first gives the colour. */
const WORDS: readonly { told: Told; colour: string; word: string }[] = [
  { told: "added", colour: "good", word: "Added" },
  { told: "removed", colour: "bad", word: "Removed" },
  { told: "replaced", colour: "warn", word: "Replaced" },
  { told: "changed", colour: "warn", word: "Changed" },
  { told: "rewired", colour: "live", word: "Rewired" },
  { told: "renamed", colour: "off", word: "Renamed" },
];

/**
 * The newer document with the steps that only the older has, each change told on its step, and every wire that is new or gone.
 * `changes`: those of `semanticDiff`.
 */
export function comparedFlow(
  registry: Registry,
  before: Draft,
  after: Draft,
  changes: readonly FlowChange[],
): ComparedFlow {
  const removed = Object.keys(before.steps).filter((id) => !Object.hasOwn(after.steps, id));
  const steps = removed.map((id) => [id, before.steps[id]!] as const);
  const places = removed.flatMap((id) => {
    const place = before.layout[id];
    return place && isFree(place, after) ? [[id, place] as const] : [];
  });
  const draft = {
    ...after,
    steps: { ...after.steps, ...Object.fromEntries(steps) },
    layout: { ...after.layout, ...Object.fromEntries(places) },
  };
  return { draft, outlines: outlinesOf(changes, before, after), compared: comparedWires(registry, before, after) };
}

/** False where a step stands so near that the two would cover each other: then the layout finds another place. */
function isFree([x, y]: readonly [number, number], { layout }: Draft): boolean {
  return !Object.values(layout).some(
    ([otherX, otherY]) => Math.abs(x - otherX) < STEP_WIDTH && Math.abs(y - otherY) < NEAR,
  );
}

function outlinesOf(changes: readonly FlowChange[], before: Draft, after: Draft): ReadonlyMap<string, Outline> {
  const told = new Map<string, Set<Told>>();
  for (const { step, kind } of changes)
    if (step !== null) told.set(step, (told.get(step) ?? new Set()).add(toldOf(step, kind, before, after)));
  return new Map(
    [...told].map(([step, found]) => {
      const words = WORDS.filter((one) => found.has(one.told));
      return [step, { colour: words[0]!.colour, text: words.map(({ word }) => word).join(", ") }];
    }),
  );
}

/** A setting that is new or gone is a change of its step. */
function toldOf(step: string, kind: FlowChange["kind"], before: Draft, after: Draft): Told {
  const [old, now] = [before.steps[step], after.steps[step]];
  if (!old) return "added";
  if (!now) return "removed";
  if (old.component !== now.component) return "replaced";
  return kind === "added" || kind === "removed" ? "changed" : kind;
}

type Wires = Map<string, ExitOf & { target: string }>;

function comparedWires(registry: Registry, before: Draft, after: Draft): ComparedWires {
  const [old, now] = [wiresOf(registry, before), wiresOf(registry, after)];
  const added = [...now].filter(([id, { target }]) => old.get(id)?.target !== target);
  const gone = [...old].filter(([id, { target }]) => now.get(id)?.target !== target);
  // A removed step is drawn with its own wires; any other gone wire leaves a step that leads elsewhere now.
  const isDrawn = ({ step }: ExitOf) => !Object.hasOwn(after.steps, step);
  return {
    added: new Set(added.map(([id]) => id)),
    removed: new Set(gone.flatMap(([id, wire]) => (isDrawn(wire) ? id : []))),
    gone: gone.flatMap(([, wire]) => (isDrawn(wire) ? [] : wire)),
  };
}

function wiresOf(registry: Registry, draft: Draft): Wires {
  return new Map(
    Object.keys(draft.steps).flatMap((step) =>
      placedShape(registry, draft, step).exits.flatMap(({ id: exit, target }) => {
        if (target === null || !Object.hasOwn(draft.steps, target)) return [];
        return [[wireId({ step, exit }), { step, exit, target }] as const];
      }),
    ),
  );
}
