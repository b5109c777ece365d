/** What is written on a wire, and how much went along it: the thicker the higher, from 0 (nothing) to 4. */
export type WireFigure = { text: string; level: 0 | 1 | 2 | 3 | 4 };

/** What is written below a step, and how strongly it is coloured, from 0 to 1. */
export type StepFigure = { text: string; heat: number };

/** What is written on a drawing: on wires by `wireId`, at steps by their ids. */
export type FlowFigures = {
  wireFigures: ReadonlyMap<string, WireFigure>;
  stepFigures: ReadonlyMap<string, StepFigure>;
};

export function sameWireFigure(a: WireFigure | undefined, b: WireFigure | undefined): boolean {
  return a?.text === b?.text && a?.level === b?.level;
}

export function sameStepFigure(a: StepFigure | undefined, b: StepFigure | undefined): boolean {
  return a?.text === b?.text && a?.heat === b?.heat;
}
