"use client";
import { type Ref, useMemo, useState } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { type ExitOf, exitOfWire } from "@/components/canvas/layout/ids";
import { FlowCanvas } from "@/components/canvas/lazy-canvas";
import { type CountedStep, exitBehind } from "@/components/editor/calls/counted-steps";
import { drawnFigures } from "@/components/editor/calls/drawn-figures";
import type { LiveCalls } from "@/components/editor/calls/live-calls";
import { useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";

const NO_PROBLEMS = new Map();

type Props = {
  onDraft: boolean;
  version: Draft;
  steps: readonly CountedStep[];
  live: LiveCalls;
  chosen: ExitOf | null;
  onChoose: (exit: ExitOf) => void;
  ref: Ref<CanvasHandle>;
};

/** The figures on the version's canvas, or on the draft's. A wire that is pressed has its interactions listed. */
export function CallsCanvas({ onDraft, version, steps, live, chosen, onChoose, ref }: Props) {
  const { draft } = useEditor();
  const drawn = onDraft ? draft : version;
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const figures = useMemo(() => drawnFigures(registry, drawn, version, steps), [drawn, version, steps]);
  const exits = useMemo(() => steps.flatMap((step) => step.exits), [steps]);
  const wire = exits.find(({ step, exit }) => step === chosen?.step && exit === chosen.exit)?.wire;
  const isDrawn = wire !== null && wire !== undefined && figures.wireFigures.has(wire);
  const path = useMemo(() => (isDrawn ? [exitOfWire(wire)] : null), [isDrawn, wire]);
  const choose = (pressed: ExitOf) => {
    const counted = exitBehind(steps, pressed);
    if (counted) onChoose({ step: counted.step, exit: counted.exit });
  };
  return (
    <FlowCanvas
      ref={ref}
      label="Flow with the figures of its calls"
      draft={drawn}
      selection={selection}
      onSelect={(ids) => setSelection(new Set(ids))}
      problems={NO_PROBLEMS}
      path={path}
      {...figures}
      live={live}
      onWire={choose}
      readOnly
    />
  );
}
