"use client";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useCanvasContext, useUi } from "./context";

// What a first look at a flow does not need comes when it is asked for.
const ContextMenu = lazy(() => import("./context-menu"));
const Picker = lazy(() => import("./picker"));

/** What floats over the flow: menus, the list to choose from, what is waited for, and what is read aloud. */
export function Overlays() {
  const { commands } = useCanvasContext();
  const menu = useUi((state) => state.menu);
  const picker = useUi((state) => state.picker);
  const pending = useUi((state) => state.pending);
  const said = useUi((state) => state.said);
  return (
    <>
      {pending ? (
        <div className="canvas-float pending nokey">
          <span>{pending.said}</span>
          <Button size="small" look="ghost" onClick={() => commands.giveUp()}>
            Cancel
          </Button>
        </div>
      ) : null}
      <Suspense>
        {menu ? <ContextMenu {...menu} /> : null}
        {picker ? <Picker key={picker.title} {...picker} /> : null}
      </Suspense>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}
