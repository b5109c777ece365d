"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Commands } from "./commands";
import type { View } from "./opening";
import type { SceneStore } from "./scene-store";
import type { UiState, UiStore } from "./ui-state";
import { isFar, type ViewStore } from "./view-store";

export type Canvas = { ui: UiStore; commands: Commands; view: ViewStore; scene: SceneStore; readOnly: boolean };

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

/** Something told from where the view stands; draws again only when that changes, never for each frame of a movement. */
export function useSeen<T extends string | number | boolean>(view: ViewStore, tell: (view: View) => T): T {
  return useSyncExternalStore(
    view.subscribe,
    () => tell(view.get()),
    () => tell(view.get()),
  );
}

/** Whether the flow is a picture. */
export function useFar(view: ViewStore): boolean {
  return useSeen(view, isFar);
}
