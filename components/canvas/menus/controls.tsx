"use client";
import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvasContext, useViewValue } from "../commands/context";
import { MAX_ZOOM, MIN_ZOOM } from "../scene/view";

const STEP_MS = 120;

/** The zoom buttons, and the button that shows the whole flow. */
export function Controls({ onFit }: { onFit: () => void }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useViewValue(useCanvasContext().view, ({ zoom }) => Math.round(zoom * 100));
  const duration = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : STEP_MS);
  return (
    <div className="canvas-float controls">
      <IconButton
        label="Zoom out"
        aria-disabled={percent <= MIN_ZOOM * 100}
        onClick={() => void zoomOut({ duration: duration() })}
      >
        <Minus aria-hidden />
      </IconButton>
      <button
        type="button"
        className="controls-percent"
        aria-label={`Zoom ${percent} %, back to 100 %`}
        onClick={() => void zoomTo(1, { duration: duration() })}
      >
        {percent} %
      </button>
      <IconButton
        label="Zoom in"
        aria-disabled={percent >= MAX_ZOOM * 100}
        onClick={() => void zoomIn({ duration: duration() })}
      >
        <Plus aria-hidden />
      </IconButton>
      <IconButton label="Show the whole flow" onClick={onFit}>
        <Maximize aria-hidden />
      </IconButton>
    </div>
  );
}
