"use client";
import { useReactFlow } from "@xyflow/react";
import { Map as MapIcon, Maximize, Minus, MoveDown, MoveRight, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useCanvasContext, useViewValue } from "../commands/context";
import type { Direction } from "../layout/graph";
import { MAX_ZOOM, MIN_ZOOM } from "../scene/view";

const STEP_MS = 120;

type ControlsProps = {
  onFit: () => void;
  map: { on: boolean; toggle: () => void };
  direction: Direction;
  /** Lays the flow out in the other direction. */
  onTurn: (() => void) | undefined;
};

/** The zoom buttons, and what decides how the flow is seen: whole, in which direction, with or without the small map. */
export function Controls({ onFit, map, direction, onTurn }: ControlsProps) {
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
      {onTurn ? (
        <IconButton
          label={direction === "across" ? "Lay out from the top down" : "Lay out from left to right"}
          onClick={onTurn}
        >
          {direction === "across" ? <MoveDown aria-hidden /> : <MoveRight aria-hidden />}
        </IconButton>
      ) : null}
      <IconButton label="Small map (M)" aria-pressed={map.on} onClick={map.toggle}>
        <MapIcon aria-hidden />
      </IconButton>
    </div>
  );
}
