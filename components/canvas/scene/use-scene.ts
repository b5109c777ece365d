import { type ReactFlowState, useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useState } from "react";
import type { Size } from "../layout/geometry";
import type { Projection } from "./project";
import { createSceneStore, type DragLayer, type SceneStore } from "./scene-store";
import type { ViewStore } from "./view-store";

type CreateDragLayer = (board: () => Element | null, view: ViewStore) => DragLayer;

/** The scene store of this canvas: keeps the graph library's nodes and edges up to the flow and to the part of it in view. */
export function useScene(
  projection: Projection,
  view: ViewStore,
  first: Size,
  createDragLayer: CreateDragLayer,
): SceneStore {
  const store = useStoreApi();
  const [scene] = useState(() =>
    createSceneStore(
      projection,
      view,
      first,
      ({ nodes, wires }) => {
        const { nodes: nodesBefore, edges, setNodes, setEdges } = store.getState();
        if (nodesBefore !== nodes) setNodes(nodes);
        if (edges !== wires) setEdges(wires);
      },
      createDragLayer(() => store.getState().domNode, view),
    ),
  );
  useLayoutEffect(() => {
    scene.update(projection, sizeOf(store.getState(), first));
  }, [scene, projection, store, first]);
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.width !== before.width || state.height !== before.height)
          scene.update(scene.projection(), sizeOf(state, first));
        if (state.userSelectionActive !== before.userSelectionActive) scene.keepDrawn(state.userSelectionActive);
      }),
    [scene, store, first],
  );
  return scene;
}

/** The graph library knows its size only after its first drawing. */
const sizeOf = ({ width, height }: ReactFlowState, first: Size): Size => (width ? { width, height } : first);
