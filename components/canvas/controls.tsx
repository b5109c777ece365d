"use client";
import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvasContext, useSeen } from "./context";
import { MAX_ZOOM, MIN_ZOOM } from "./opening";

const STEP_MS = 120;

/** Zoom, and the way back to seeing everything. */
export function Controls({ onFit }: { onFit: () => void }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow();
  const percent = useSeen(useCanvasContext().view, ({ zoom }) => Math.round(zoom * 100));
  const still = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : STEP_MS);
  return (
    <div className="canvas-float controls">
      <IconButton
        label="Zoom out"
        aria-disabled={percent <= MIN_ZOOM * 100}
        onClick={() => void zoomOut({ duration: still() })}
      >
        <Minus aria-hidden />
      </IconButton>
      <button
        type="button"
        className="controls-percent"
        aria-label={`Zoom ${percent} %, back to 100 %`}
        onClick={() => void zoomTo(1, { duration: still() })}
      >
        {percent} %
      </button>
      <IconButton
        label="Zoom in"
        aria-disabled={percent >= MAX_ZOOM * 100}
        onClick={() => void zoomIn({ duration: still() })}
      >
        <Plus aria-hidden />
      </IconButton>
      <IconButton label="Show the whole flow" onClick={onFit}>
        <Maximize aria-hidden />
      </IconButton>
    </div>
  );
}
