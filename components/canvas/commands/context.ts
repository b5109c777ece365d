"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { SceneStore } from "../scene/scene-store";
import type { View } from "../scene/view";
import { isFar, type ViewStore } from "../scene/view-store";
import type { Commands } from "./commands";
import type { UiState, UiStore } from "./ui-state";

export type Canvas = { ui: UiStore; commands: Commands; view: ViewStore; scene: SceneStore; readOnly: boolean };

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvasContext(): Canvas {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error("a part of the canvas was rendered outside of <Board>");
  return canvas;
}

/** One value of the canvas's own state; renders again only when that value changes. */
export function useUi<T>(select: (state: UiState) => T): T {
  const { ui } = useCanvasContext();
  return useSyncExternalStore(
    ui.subscribe,
    () => select(ui.get()),
    () => select(ui.get()),
  );
}

/** A value derived from the view; renders again only when the value changes, not for each frame of a pan. */
export function useViewValue<T extends string | number | boolean>(view: ViewStore, select: (view: View) => T): T {
  return useSyncExternalStore(
    view.subscribe,
    () => select(view.get()),
    () => select(view.get()),
  );
}

/** Whether the view is so far out that the flow is painted as a picture. */
export function useFar(view: ViewStore): boolean {
  return useViewValue(view, isFar);
}
