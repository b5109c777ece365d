"use client";
import { ReactFlowProvider } from "@xyflow/react";
import { startTransition, useLayoutEffect, useRef, useState } from "react";
import { registry } from "@/components/flow/registry";
import { Board } from "./board";
import type { Size } from "./geometry";
import type { FlowCanvasProps } from "./props";
import "@xyflow/react/dist/base.css";
import "./canvas.css";

export type { AddRequest, CanvasIntents } from "./intents";
export { noteKey, noteOf } from "./intents";
export type { CanvasHandle, FlowCanvasProps } from "./props";
export { tidy } from "./tidy";

/** The flow as a graph. It changes nothing by itself: what an admin means to do goes out by `on`. */
export function FlowCanvas(props: FlowCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  // The first view depends on the room there is: nothing is drawn before it is known, and so nothing jumps. What is then
  // drawn is made in pieces, between which the page answers.
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
