import { graphOf, placedShape, readingOrder } from "@/components/canvas/layout/graph";
import { type ExitOf, wireId } from "@/components/canvas/layout/ids";
import { FAULT_EXIT, HANG_UP_EXIT } from "@/components/canvas/layout/step-shape";
import { CONTACT_HUNG_UP, type Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { exitLabel } from "@/engine/edit/exits";

/** What was counted of a version's calls: exits by their ids, "" where the flow ended in the step or the call is still there; seconds. */
export type Counted = {
  started: number;
  exits: readonly { step: string; exit: string; number: number }[];
  times: readonly { step: string; median: number | null; p95: number | null }[];
};

/** How often a step was left one way. `wire`: the exit's wire on the canvas, if it has one. */
export type CountedExit = ExitOf & {
  label: string;
  leadsTo: string | null;
  number: number;
  /** Of the step's visits; null where it was never entered. */
  share: number | null;
  wire: string | null;
};

export type CountedStep = {
  step: string;
  name: string;
  visits: number;
  hungUp: number;
  median: number | null;
  p95: number | null;
  exits: CountedExit[];
};

/** What the engine calls an exit that the canvas shows as a row of its own, and the other way round. */
const ROW_OF_EXIT: Readonly<Record<string, string>> = { error: FAULT_EXIT };

/** The steps of a version in reading order, with what was counted of each; exits that nobody took are there where the canvas has them. */
export function countedSteps(registry: Registry, version: Draft, counted: Counted): CountedStep[] {
  const byStep = Map.groupBy(counted.exits, ({ step }) => step);
  const times = new Map(counted.times.map((time) => [time.step, time]));
  return readingOrder(graphOf(registry, version)).map((step) => {
    const taken = new Map((byStep.get(step) ?? []).map(({ exit, number }) => [exit, number]));
    const visits = [...taken.values()].reduce((sum, number) => sum + number, 0);
    const rows = placedShape(registry, version, step).exits.filter(({ id }) => id !== HANG_UP_EXIT);
    const shown = new Set(rows.map(({ id }) => id));
    const exitOf = (exit: string, label: string, target: string | null): CountedExit => {
      const number = taken.get(exit) ?? 0;
      return {
        ...{ step, exit, label, number },
        leadsTo: target === null ? null : (version.steps[target]?.name ?? null),
        share: visits > 0 ? number / visits : null,
        wire: target === null ? null : wireId({ step, exit: rowOf(exit) }),
      };
    };
    const own = rows.map(({ id, label, target }) => exitOf(id === FAULT_EXIT ? "error" : id, label, target));
    const others = [...taken.keys()].filter((exit) => !shown.has(rowOf(exit)));
    const { name } = version.steps[step]!;
    const { median = null, p95 = null } = times.get(step) ?? {};
    return {
      ...{ step, name, visits, median, p95, hungUp: taken.get(CONTACT_HUNG_UP.id) ?? 0 },
      exits: [...own, ...others.map((exit) => exitOf(exit, labelOf(registry, version, step, exit), null))],
    };
  });
}

/** The exit whose interactions a wire stands for: its own, or of the wire of all hang-ups that of the step where most hung up. */
export function exitBehind(steps: readonly CountedStep[], pressed: ExitOf): CountedExit | null {
  if (pressed.exit !== HANG_UP_EXIT)
    return steps.flatMap(({ exits }) => exits).find(({ wire }) => wire === wireId(pressed)) ?? null;
  const [most] = steps.toSorted((a, b) => b.hungUp - a.hungUp);
  return most?.exits.find(({ exit }) => exit === CONTACT_HUNG_UP.id) ?? null;
}

const rowOf = (exit: string): string => ROW_OF_EXIT[exit] ?? exit;

function labelOf(registry: Registry, version: Draft, step: string, exit: string): string {
  return exit === "" ? "Ended or still here" : exitLabel(registry, version.steps[step], exit);
}
