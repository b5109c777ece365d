import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Point } from "../layout/geometry";
import type { SceneStore } from "../scene/scene-store";
import { inFlow, type ViewStore } from "../scene/view-store";
import { type CurrentCanvas, createCommands } from "./commands";
import type { Canvas } from "./context";
import { createUiStore } from "./ui-state";
import { focusStep } from "./use-tab-stops";

type Input = Omit<CurrentCanvas, "toFlow" | "pointer" | "focus"> & {
  frame: RefObject<HTMLElement | null>;
  view: ViewStore;
  scene: SceneStore;
};

/** The canvas's commands. They stay the same objects for as long as the canvas is mounted, so that no step renders for them. */
export function useCommands({ frame, view, scene, ...current }: Input) {
  const pointer = useRef<Point | null>(null);
  const now = useRef<CurrentCanvas | null>(null);
  const [ui] = useState(createUiStore);
  const [commands] = useState(() => createCommands(() => now.current!, ui));
  const { readOnly } = current;
  useLayoutEffect(() => {
    now.current = {
      ...current,
      toFlow({ x, y }) {
        const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
        return inFlow(view.get(), { x: x - left, y: y - top });
      },
      focus(step) {
        frame.current?.focus({ preventScroll: true });
        if (step === null) return;
        scene.focus(step);
        focusStep(frame, step);
      },
      pointer: () => pointer.current ?? middleOf(frame.current),
    };
  });
  useEffect(() => {
    const element = frame.current;
    const track = ({ clientX, clientY }: PointerEvent) => {
      pointer.current = { x: clientX, y: clientY };
    };
    const forget = () => {
      pointer.current = null;
    };
    element?.addEventListener("pointermove", track, { passive: true });
    element?.addEventListener("pointerleave", forget);
    return () => {
      element?.removeEventListener("pointermove", track);
      element?.removeEventListener("pointerleave", forget);
    };
  }, [frame]);
  const canvas = useMemo<Canvas>(
    () => ({ ui, commands, view, scene, readOnly }),
    [ui, commands, view, scene, readOnly],
  );
  return { canvas, commands };
}

function middleOf(element: HTMLElement | null): Point {
  const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
  return { x: left + width / 2, y: top + height / 2 };
}
