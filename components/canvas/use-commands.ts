import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Registry } from "@/engine/contract";
import { createCommands, type Now } from "./commands";
import type { Canvas } from "./context";
import type { Point } from "./geometry";
import type { FlowCanvasProps } from "./props";
import type { SceneStore } from "./scene-store";
import { createUiStore } from "./ui-state";
import { inFlow, type ViewStore } from "./view-store";

type Given = {
  registry: Registry;
  props: FlowCanvasProps;
  positions: ReadonlyMap<string, [number, number]>;
  readOnly: boolean;
  frame: RefObject<HTMLElement | null>;
  view: ViewStore;
  scene: SceneStore;
};

/** The canvas's commands: the same objects for as long as it stands, so that they never cause a step to draw again. */
export function useCommands({ registry, props, positions, readOnly, frame, view, scene }: Given) {
  const pointer = useRef<Point | null>(null);
  const now = useRef<Now | null>(null);
  const [ui] = useState(createUiStore);
  const [commands] = useState(() => createCommands(() => now.current!, ui));
  useLayoutEffect(() => {
    now.current = {
      registry,
      draft: props.draft,
      positions,
      selection: props.selection,
      onSelect: props.onSelect,
      on: props.on,
      readOnly,
      toFlow({ x, y }) {
        const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
        return inFlow(view.get(), { x: x - left, y: y - top });
      },
      focus: () => frame.current?.focus({ preventScroll: true }),
      pointer: () => pointer.current ?? middleOf(frame.current),
    };
  });
  useEffect(() => {
    const element = frame.current;
    const follow = ({ clientX, clientY }: PointerEvent) => {
      pointer.current = { x: clientX, y: clientY };
    };
    const forget = () => {
      pointer.current = null;
    };
    element?.addEventListener("pointermove", follow, { passive: true });
    element?.addEventListener("pointerleave", forget);
    return () => {
      element?.removeEventListener("pointermove", follow);
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
