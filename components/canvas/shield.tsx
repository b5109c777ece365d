"use client";
import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/**
 * While the view moves, the pointer is over this and nothing else: without it the browser looks through all steps and wires
 * for what is under the pointer, twice a frame. It has to lie in the library's own plane, or wheels would not reach that.
 */
export function Shield() {
  const store = useStoreApi();
  useEffect(() => {
    const shield = document.createElement("div");
    shield.className = "shield";
    store.getState().domNode?.querySelector(".react-flow__pane")?.append(shield);
    return () => shield.remove();
  }, [store]);
  return null;
}
