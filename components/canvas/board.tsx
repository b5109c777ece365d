"use client";
import { ReactFlow, type ReactFlowInstance, SelectionMode, useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useId, useImperativeHandle, useRef, useState, useSyncExternalStore } from "react";
import type { Registry } from "@/engine/contract";
import { CanvasContext, useFar } from "./context";
import { Controls } from "./controls";
import { boxOf } from "./cull";
import { boundsOf, GRID, type Size } from "./geometry";
import { Minimap } from "./minimap";
import { NoteNode } from "./note-node";
import { fittingView, MAX_ZOOM, MIN_ZOOM, openingView } from "./opening";
import { Overlays } from "./overlays";
import { Picture } from "./picture";
import { Plane } from "./plane";
import type { Projection } from "./project";
import type { FlowCanvasProps } from "./props";
import type { SceneStore } from "./scene-store";
import { SelectionBar } from "./selection-bar";
import { Shield } from "./shield";
import { StepNode } from "./step-node";
import { useClipboard } from "./use-clipboard";
import { useCommands } from "./use-commands";
import { useConnecting } from "./use-connecting";
import { useDrops } from "./use-drops";
import { useKeys } from "./use-keys";
import { useLift } from "./use-lift";
import { useMoving } from "./use-moving";
import { usePicture } from "./use-picture";
import { usePointing } from "./use-pointing";
import { useProjection } from "./use-projection";
import { useScene } from "./use-scene";
import { useStops } from "./use-stops";
import { useView } from "./use-view";
import { onPixels } from "./view-store";
import { LooseWire, Wire } from "./wire";

type BoardProps = FlowCanvasProps & { registry: Registry; room: Size };

const NODE_TYPES = { step: StepNode, note: NoteNode };
const EDGE_TYPES = { wire: Wire };
const SNAP: [number, number] = [GRID, GRID];
const ADD_TO_SELECTION = ["Shift", "Meta", "Control"];
const HIDE_ATTRIBUTION = { hideAttribution: true };
const MOVE_MS = 160;

export function Board({ ref, registry, room, ...props }: BoardProps) {
  const frame = useRef<HTMLDivElement>(null);
  const hint = useId();
  const readOnly = props.readOnly === true || !props.on;
  const projection = useProjection(registry, props);
  const flow = useReactFlow();
  useNothingMeasured();
  const [opening] = useState(() => openingOf(projection.nodes, props.draft.start, room));
  const { view, handlers: viewing } = useView(opening, frame);
  const scene = useScene(projection, view, room);
  const { positions } = projection;
  const { canvas, commands } = useCommands({ registry, props, positions, readOnly, frame, view, scene });
  const moving = useMoving(scene, commands, frame);
  const connecting = useConnecting(canvas, frame);
  const pointing = usePointing(canvas);
  const lift = useLift(frame, projection.wires);
  const drops = useDrops(canvas, frame);
  const stops = useStops({ frame, view, scene, flow });
  const onKeyDown = useKeys(canvas, moving.nudge, flow, stops.onTab);
  useClipboard(commands, frame, readOnly);
  usePicture(frame, view, scene);
  const far = useFar(view);
  const pending = useSyncExternalStore(
    canvas.ui.subscribe,
    () => canvas.ui.get().pending?.do,
    () => undefined,
  );

  const fit = useCallback(() => showAll(flow, scene, frame.current), [flow, scene]);
  useImperativeHandle(ref, () => {
    const show = (id: string, duration: number) => {
      const node = scene.projection().byId.get(id);
      if (!node) return Promise.resolve(false);
      const middle = { x: node.position.x + (node.width ?? 0) / 2, y: node.position.y + (node.height ?? 0) / 2 };
      return flow.setCenter(middle.x, middle.y, { zoom: Math.max(view.get().zoom, 0.8), duration });
    };
    return {
      fit,
      reveal: (step) => void show(step, motion()),
      focus(step) {
        if (step === undefined) frame.current?.focus({ preventScroll: true });
        else void show(step, 0).then(() => stops.focus(step));
      },
    };
  }, [flow, view, scene, stops, fit]);

  return (
    <CanvasContext value={canvas}>
      <section
        ref={frame}
        tabIndex={-1}
        aria-label="Flow"
        aria-describedby={hint}
        className="board"
        data-path={props.path?.length ? "" : undefined}
        data-far={far ? "" : undefined}
        data-pending={pending}
        data-read-only={readOnly ? "" : undefined}
        onKeyDown={onKeyDown}
        onFocus={stops.onFocus}
        {...drops}
      >
        <p id={hint} className="sr-only">
          {readOnly
            ? "Tab goes from step to step."
            : "Tab goes from step to step, Enter opens one, arrow keys move it, and its menu (Shift+F10) connects its exits."}
        </p>
        <ReactFlow
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          defaultViewport={opening}
          {...viewing}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          snapToGrid
          snapGrid={SNAP}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesFocusable={false}
          edgesReconnectable={!readOnly}
          elevateEdgesOnSelect={false}
          connectOnClick={false}
          connectionDragThreshold={4}
          connectionRadius={0}
          connectionLineComponent={LooseWire}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={ADD_TO_SELECTION}
          selectionMode={SelectionMode.Partial}
          panOnScroll
          zoomOnDoubleClick={false}
          proOptions={HIDE_ATTRIBUTION}
          {...moving.handlers}
          {...connecting}
          {...pointing}
          {...lift}
        >
          <Plane />
          <Picture view={view} scene={scene} />
          <Shield />
        </ReactFlow>
        <Controls onFit={fit} />
        <Minimap />
        {readOnly ? null : <SelectionBar selection={props.selection} draft={props.draft} />}
        <Overlays />
      </section>
    </CanvasContext>
  );
}

/**
 * The library is told where everything is, exits too (`project.ts`). Measuring them as well, it would lay out the page within
 * the frame that draws a step, and draw the step twice.
 */
function useNothingMeasured(): void {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: () => {} }));
}

function openingOf(nodes: Projection["nodes"], start: string, room: Size) {
  const boxes = nodes.map(boxOf);
  const first = boxes[nodes.findIndex(({ id }) => id === start)] ?? { x: 0, y: 0, width: 0, height: 0 };
  return onPixels(openingView(boundsOf(boxes), first, room));
}

function showAll(flow: ReactFlowInstance, scene: SceneStore, frame: HTMLElement | null): void {
  const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
  const all = boundsOf(scene.projection().nodes.map(boxOf));
  void flow.setViewport(fittingView(all, { width, height }), { duration: motion() });
}

/** No movement for those who asked for none. */
function motion(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOVE_MS;
}
