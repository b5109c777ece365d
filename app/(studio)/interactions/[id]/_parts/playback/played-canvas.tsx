"use client";
import { memo, useEffect, useRef, useState } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { FlowCanvas } from "@/components/canvas/lazy-canvas";
import type { Draft } from "@/engine/edit/draft";
import type { Moment } from "@/engine/playback/moment";

const NO_PROBLEMS = new Map();

type Props = { document: unknown; moment: Moment; follows: boolean };

/** The version's flow with the way up to a moment. Drawn anew when the moment is another one, not with each frame of the clock. */
export const PlayedCanvas = memo(function PlayedCanvas({ document, moment, follows }: Props) {
  const canvas = useRef<CanvasHandle>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const { step, path, marks } = moment;
  useEffect(() => {
    if (follows && step !== null) canvas.current?.reveal(step);
  }, [follows, step]);
  return (
    <FlowCanvas
      ref={canvas}
      draft={document as Draft}
      selection={selection}
      onSelect={(ids) => setSelection(new Set(ids))}
      problems={NO_PROBLEMS}
      path={path}
      marks={marks}
      readOnly
    />
  );
});
