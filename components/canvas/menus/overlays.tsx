"use client";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useCanvasContext, useUi } from "../commands/context";

// Loaded when first opened: the first paint of a flow does not need it.
const ContextMenu = lazy(() => import("./context-menu"));

/** What floats over the flow: the menu, the prompt of a pending action, and the announcements to screen readers. */
export function Overlays() {
  const { commands } = useCanvasContext();
  const menu = useUi((state) => state.menu);
  const pending = useUi((state) => state.pending);
  const said = useUi((state) => state.announcement);
  return (
    <>
      {pending ? (
        <div className="canvas-float pending nokey">
          <span>{pending.prompt}</span>
          <Button size="small" look="ghost" onClick={() => commands.cancelPending()}>
            Cancel
          </Button>
        </div>
      ) : null}
      <Suspense>{menu ? <ContextMenu {...menu} /> : null}</Suspense>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}
