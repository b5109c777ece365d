import type { Outline } from "@/components/canvas/scene/outline";
import type { Person } from "./people";
import { MARKED_MS, notOlder, type RecentEdit } from "./recent-edits";

/** The outlines of the steps that others have selected, and of those they changed a moment ago. */
export function presenceOutlines(
  people: readonly Person[],
  recent: readonly RecentEdit[],
  now: number,
): ReadonlyMap<string, Outline> {
  const outlines = new Map<string, Outline>();
  for (const { by, steps } of notOlder(recent, now, MARKED_MS).toReversed()) {
    const colour = people.find(({ name }) => name === by)?.colour ?? "off";
    for (const step of steps) outlines.set(step, { colour, text: `${by} changed this` });
  }
  const at = Map.groupBy(
    people.filter(({ step }) => step !== null),
    ({ step }) => step as string,
  );
  for (const [step, here] of at)
    outlines.set(step, { colour: here[0]!.colour, text: here.map(({ name }) => name).join(", ") });
  return outlines;
}
