import type { EngineEvent } from "../run/state";

/** One visit of a step. `exit` null: the interaction was in it when it was last heard of; "": a step without exits. */
export type Visit = { step: string; component: string; exit: string | null };

/** The visits that events tell of, in order. One that was entered before them is told by its exit alone, as the step "". */
export function visitsOf(events: readonly EngineEvent[]): Visit[] {
  const visits = new Map<number, Visit>();
  for (const event of events) {
    if (event.event === "step_entered") {
      const { step, component } = event;
      visits.set(event.visit, { step, component, exit: null });
    }
    if (event.event !== "step_left") continue;
    const visit = visits.get(event.visit) ?? { step: "", component: "", exit: null };
    visits.set(event.visit, { ...visit, exit: event.exit });
  }
  return [...visits.values()];
}

/** The number of the first visit in which two paths are not the same; null where they are. A visit that is not over yet differs in its exit from none. */
export function firstDifference(recorded: readonly Visit[], taken: readonly Visit[], isOver: boolean): number | null {
  const length = isOver ? Math.max(recorded.length, taken.length) : taken.length;
  for (let at = 0; at < length; at += 1) {
    const [before, now] = [recorded[at], taken[at]];
    if (!before || !now) return at;
    if (before.step !== now.step || before.component !== now.component) return at;
    if (before.exit !== now.exit && (isOver || now.exit !== null)) return at;
  }
  return null;
}
