"use client";
import { ReactFlowProvider } from "@xyflow/react";
import { startTransition, useLayoutEffect, useRef, useState } from "react";
import { registry } from "@/components/flow/registry";
import { Board } from "./board";
import type { Size } from "./layout/geometry";
import type { FlowCanvasProps } from "./props";
import "@xyflow/react/dist/base.css";
import "./canvas.css";

export type { CanvasIntents } from "./commands/intents";
export { comparedFlow } from "./compare/compared-flow";
export type { CanvasHandle } from "./props";

/** The flow as a graph. The canvas changes nothing itself: it reports through `on` what the user wants done. */
export function FlowCanvas(props: FlowCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  // The first view depends on the canvas's size: drawing starts once it is known, so that nothing jumps. The transition lets
  // React render in slices, between which the page answers input.
  useLayoutEffect(() => {
    const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    startTransition(() => setSize({ width, height }));
  }, []);
  return (
    <div ref={frame} className="canvas">
      {size ? (
        <ReactFlowProvider>
          <Board {...props} registry={registry} room={size} />
        </ReactFlowProvider>
      ) : null}
    </div>
  );
}
