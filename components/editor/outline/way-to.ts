import type { Draft } from "@/engine/edit/draft";

/** A shortest way of exits from the trigger to a step, without the step itself; empty where none leads there. */
export function wayTo({ start, steps }: Draft, step: string): { step: string; exit: string }[] {
  const from = new Map<string, { step: string; exit: string } | null>([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    if (id === step) break;
    for (const [exit, target] of Object.entries(steps[id]?.exits ?? {})) {
      if (target === null || from.has(target)) continue;
      from.set(target, { step: id, exit });
      queue.push(target);
    }
  }
  const way: { step: string; exit: string }[] = [];
  for (let last = from.get(step); last; last = from.get(last.step)) way.unshift(last);
  return way;
}
