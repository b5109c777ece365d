import type { ReactFlowInstance } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { type Box, FIRST_TURN } from "../layout/geometry";
import { boxOf } from "./cull";
import type { Projection } from "./project";
import type { SceneStore } from "./scene-store";
import { type View, viewOnto } from "./view";
import type { ViewStore } from "./view-store";

type Input = {
  frame: RefObject<HTMLElement | null>;
  view: ViewStore;
  scene: SceneStore;
  flow: Pick<ReactFlowInstance, "setViewport">;
  projection: Projection;
  /** Duration of an animated movement, in ms. */
  motion: () => number;
};

/** Brings steps into view, with the "+" of their open exits: those that are asked for, and the one that runs. */
export function useFollow({ frame, view, scene, flow, projection, motion }: Input) {
  const awaited = useRef<readonly string[] | null>(null);
  const shown = useRef<{ ids: readonly string[]; view: View } | null>(null);
  const show = useCallback(
    async (ids: readonly string[], duration = motion()): Promise<void> => {
      const [first, ...rest] = ids.flatMap((id): Box[] => {
        const node = scene.projection().byId.get(id);
        if (!node) return [];
        const box = boxOf(node);
        return [{ ...box, width: box.width + FIRST_TURN }];
      });
      if (!first || !frame.current) return;
      const { width, height } = frame.current.getBoundingClientRect();
      await flow.setViewport(viewOnto(view.get(), [first, ...rest], { width, height }), { duration });
      shown.current = { ids, view: view.get() };
    },
    [frame, view, scene, flow, motion],
  );
  /** Steps of which the flow does not have one yet are shown as soon as it does. */
  const reveal = useCallback(
    (step: string, beside?: string) => {
      const steps = beside === undefined ? [step] : [step, beside];
      const areThere = steps.every((id) => scene.projection().byId.has(id));
      awaited.current = areThere ? null : steps;
      if (areThere) void show(steps);
    },
    [scene, show],
  );
  useEffect(() => {
    const steps = awaited.current;
    if (!steps?.every((id) => projection.byId.has(id))) return;
    awaited.current = null;
    void show(steps);
  }, [projection, show]);

  // What was shown stays in view when a panel opens beside it, unless the view has been moved since.
  useEffect(() => {
    const watch = new ResizeObserver(() => {
      if (shown.current?.view === view.get()) void show(shown.current.ids, 0);
    });
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame, view, show]);

  const [running] = projection.live.size === 1 ? projection.live : [];
  useEffect(() => {
    if (running !== undefined) void show([running]);
  }, [running, show]);
  return { show, reveal };
}
