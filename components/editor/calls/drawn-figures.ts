import { placedShape } from "@/components/canvas/layout/graph";
import { wireId } from "@/components/canvas/layout/ids";
import { HANG_UP_EXIT } from "@/components/canvas/layout/step-shape";
import type { FlowFigures, StepFigure, WireFigure } from "@/components/canvas/scene/figures";
import { duration } from "@/components/ui/duration";
import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import type { CountedStep } from "./counted-steps";

/**
 * What was counted of a version, for a drawing of it or of the draft that has come of it. Steps are matched by their ids. A wire has a
 * figure only if the version had it: the same exit of the same step, to the same step. Where there was no call, nothing has one.
 */
export function drawnFigures(
  registry: Registry,
  drawn: Draft,
  version: Draft,
  steps: readonly CountedStep[],
): FlowFigures {
  if (steps.every(({ visits }) => visits === 0)) return NO_FIGURES;
  const numbers = new Map(
    steps.flatMap(({ exits }) => exits.flatMap((exit) => (exit.wire ? [[exit.wire, exit]] : []))),
  );
  const hungUp = steps.reduce((sum, step) => sum + step.hungUp, 0);
  const all = steps.reduce((sum, { step, visits }) => (step === version.start ? visits : sum), 0);
  const most = Math.max(1, hungUp, ...[...numbers.values()].map(({ number }) => number));
  const had = targetsOf(registry, version);
  const wireFigures = new Map<string, WireFigure>();
  for (const [wire, target] of targetsOf(registry, drawn)) {
    if (had.get(wire) !== target) continue;
    const isHangUp = wire.endsWith(`.${HANG_UP_EXIT}`);
    const { number, share } = isHangUp
      ? { number: hungUp, share: all > 0 ? hungUp / all : null }
      : (numbers.get(wire) ?? { number: 0, share: null });
    wireFigures.set(wire, { text: wireText(number, share), level: levelOf(number / most) });
  }
  const stepFigures = new Map(
    steps.flatMap((counted) => {
      const figure = Object.hasOwn(drawn.steps, counted.step) ? stepFigure(counted) : null;
      return figure ? [[counted.step, figure] as const] : [];
    }),
  );
  return { wireFigures, stepFigures };
}

const NO_FIGURES: FlowFigures = { wireFigures: new Map(), stepFigures: new Map() };

/** Where each wire of a drawing leads. */
function targetsOf(registry: Registry, draft: Draft): Map<string, string> {
  return new Map(
    Object.keys(draft.steps).flatMap((step) =>
      placedShape(registry, draft, step).exits.flatMap(({ id, target }) =>
        target !== null && Object.hasOwn(draft.steps, target) ? [[wireId({ step, exit: id }), target] as const] : [],
      ),
    ),
  );
}

function stepFigure({ visits, median, p95, hungUp }: CountedStep): StepFigure | null {
  if (visits === 0) return null;
  const parts = [
    ...(median === null || !isLong(p95) ? [] : [`median ${duration(median * 1000)}`]),
    ...(hungUp > 0 ? [`${compact(hungUp)} hung up`] : []),
  ];
  return parts.length > 0 ? { text: parts.join(" · "), heat: hungUp / visits } : null;
}

/** Less than a tenth of a second is what a machine takes, and says nothing of a step. */
export const isLong = (seconds: number | null): boolean => seconds !== null && seconds >= 0.1;

const compactly = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const compact = (number: number): string => compactly.format(number);

/** "1.2K · 48 %", or "0". */
function wireText(number: number, share: number | null): string {
  return number === 0 || share === null ? compact(number) : `${compact(number)} · ${percent(share)}`;
}

/** A share of 1 in whole percent; what is not nothing is not shown as nothing, and what is not all not as all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return "<1 %";
  if (share < 1 && share >= 0.995) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** Which parts of what went along the busiest wire make a wire thicker by one level. */
const LEVELS = [0, 0.05, 0.25, 0.6];

function levelOf(part: number): WireFigure["level"] {
  return LEVELS.filter((least) => part > least).length as WireFigure["level"];
}
