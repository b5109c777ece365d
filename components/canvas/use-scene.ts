import { type ReactFlowState, useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useState } from "react";
import { createCarrier } from "./carrier";
import type { Size } from "./geometry";
import type { Projection } from "./project";
import type { Scene } from "./scene";
import { createSceneStore, type SceneStore } from "./scene-store";
import type { ViewStore } from "./view-store";

/** Keeps what the graph library draws up to what the flow says and what is seen of it. */
export function useScene(projection: Projection, view: ViewStore, first: Size): SceneStore {
  const store = useStoreApi();
  const [scene] = useState(() =>
    createSceneStore(
      projection,
      view,
      first,
      ({ nodes, wires }: Scene) => {
        const { nodes: hadNodes, edges, setNodes, setEdges } = store.getState();
        if (hadNodes !== nodes) setNodes(nodes);
        if (edges !== wires) setEdges(wires);
      },
      createCarrier(() => store.getState().domNode, view),
    ),
  );
  useLayoutEffect(() => {
    scene.show(projection, roomOf(store.getState(), first));
  }, [scene, projection, store, first]);
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.width !== before.width || state.height !== before.height)
          scene.show(scene.projection(), roomOf(state, first));
        if (state.userSelectionActive !== before.userSelectionActive) scene.keepAll(state.userSelectionActive);
      }),
    [scene, store, first],
  );
  return scene;
}

/** The library measures itself only after it has drawn. */
const roomOf = ({ width, height }: ReactFlowState, first: Size): Size => (width ? { width, height } : first);
