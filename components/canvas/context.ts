"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Commands } from "./commands";
import type { UiState, UiStore } from "./ui-state";

export type Canvas = { ui: UiStore; commands: Commands; readOnly: boolean };

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvasContext(): Canvas {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error("a part of the canvas stands outside of it");
  return canvas;
}

/** One value of the canvas's own state; draws again only when that value changes. */
export function useUi<T>(select: (state: UiState) => T): T {
  const { ui } = useCanvasContext();
  return useSyncExternalStore(
    ui.subscribe,
    () => select(ui.get()),
    () => select(ui.get()),
  );
}
