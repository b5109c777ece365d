"use client";
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/**
 * A transparent element that covers the flow while the view moves: without it the browser searches all steps and wires for
 * the one under the pointer, twice a frame. It is a child of the library's pane, so that wheel events still reach the pane.
 */
export function PointerShield() {
  const store = useStoreApi();
  useEffect(() => {
    const shield = document.createElement("div");
    shield.className = "shield";
    store.getState().domNode?.querySelector(".react-flow__pane")?.append(shield);
    return () => shield.remove();
  }, [store]);
  return null;
}
