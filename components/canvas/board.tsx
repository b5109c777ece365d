"use client";
import { ReactFlow, type ReactFlowInstance, SelectionMode, useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState, useSyncExternalStore } from "react";
import { useStoredSwitch } from "@/components/ui/use-stored-switch";
import type { Registry } from "@/engine/contract";
import { CanvasContext, useFar } from "./commands/context";
import { useClipboard } from "./commands/use-clipboard";
import { useCommands } from "./commands/use-commands";
import { useKeys } from "./commands/use-keys";
import { useTabStops } from "./commands/use-tab-stops";
import { createDragLayer } from "./drag/drag-layer";
import { useConnecting } from "./drag/use-connecting";
import { useDrops } from "./drag/use-drops";
import { useMoving } from "./drag/use-moving";
import { GRID, type Size } from "./layout/geometry";
import { LiveLayer } from "./live/live-layer";
import { Controls } from "./menus/controls";
import { Overlays } from "./menus/overlays";
import { SelectionBar } from "./menus/selection-bar";
import { useClicks } from "./menus/use-clicks";
import { Ground } from "./picture/ground";
import { Minimap } from "./picture/minimap";
import { NoteNode } from "./picture/note-node";
import { Picture } from "./picture/picture";
import { PointerShield } from "./picture/pointer-shield";
import { StepNode } from "./picture/step-node";
import { useHighlight } from "./picture/use-highlight";
import { usePicturePointer } from "./picture/use-picture-pointer";
import { ConnectionLine, Wire } from "./picture/wire";
import type { FlowCanvasProps } from "./props";
import { boxOf, flowBounds } from "./scene/cull";
import type { Projection } from "./scene/project";
import type { SceneStore } from "./scene/scene-store";
import { useFollow } from "./scene/use-follow";
import { useProjection } from "./scene/use-projection";
import { useScene } from "./scene/use-scene";
import { useView } from "./scene/use-view";
import { fittingView, MAX_ZOOM, MIN_ZOOM, openingView } from "./scene/view";
import { onPixels } from "./scene/view-store";

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
  useNoMeasuring();
  const [opening] = useState(() => openingOf(projection, room));
  const { view, handlers: viewing } = useView(opening, frame);
  const scene = useScene(projection, view, room, createDragLayer);
  const { positions } = projection;
  const { draft, selection, onSelect, on } = props;
  const { canvas, commands } = useCommands({
    registry,
    draft,
    positions,
    selection,
    onSelect,
    on,
    readOnly,
    frame,
    view,
    scene,
  });
  const moving = useMoving(scene, commands, frame);
  const connecting = useConnecting(canvas, frame);
  const clicks = useClicks(canvas, readOnly ? props.onWire : undefined);
  const highlight = useHighlight(frame, projection.wires);
  const drops = useDrops(canvas, frame);
  const tabStops = useTabStops({ frame, view, scene, flow });
  const { show, reveal } = useFollow({ frame, view, scene, flow, projection, motion });
  const onKeyDown = useKeys(canvas, moving.nudge, flow, tabStops.onTab);
  useClipboard(commands, frame, readOnly);
  usePicturePointer(frame, view, scene);
  const far = useFar(view);
  const pending = useSyncExternalStore(
    canvas.ui.subscribe,
    () => canvas.ui.get().pending?.do,
    () => undefined,
  );

  const [mapFolded, foldMap] = useStoredSwitch("patchcord.map-folded");
  const showWhole = useCallback(() => showAll(flow, scene, frame.current), [flow, scene]);
  // Laid out the other way, the flow is somewhere else.
  const laidOut = useRef(projection.direction);
  useEffect(() => {
    if (laidOut.current !== projection.direction) showWhole();
    laidOut.current = projection.direction;
  }, [projection.direction, showWhole]);
  useImperativeHandle(ref, () => {
    return {
      fit: showWhole,
      reveal,
      toggleMap: () => foldMap(!mapFolded),
      focus(step) {
        if (step === undefined) frame.current?.focus({ preventScroll: true });
        else void show([step], 0).then(() => tabStops.focus(step));
      },
    };
  }, [show, reveal, tabStops, showWhole, mapFolded, foldMap]);

  return (
    <CanvasContext value={canvas}>
      <section
        ref={frame}
        tabIndex={-1}
        aria-label={props.label ?? "Flow"}
        aria-describedby={hint}
        className="board"
        data-path={props.path?.length ? "" : undefined}
        data-far={far ? "" : undefined}
        data-pending={pending}
        data-read-only={readOnly ? "" : undefined}
        data-wires={readOnly && props.onWire ? "" : undefined}
        onKeyDown={onKeyDown}
        onFocus={tabStops.onFocus}
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
          connectionLineComponent={ConnectionLine}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={ADD_TO_SELECTION}
          selectionMode={SelectionMode.Partial}
          panOnScroll
          zoomOnDoubleClick={false}
          proOptions={HIDE_ATTRIBUTION}
          {...moving.handlers}
          {...connecting}
          {...clicks}
          {...highlight}
        >
          <Ground />
          <Picture view={view} scene={scene} />
          <PointerShield />
        </ReactFlow>
        {props.live ? <LiveLayer view={view} scene={scene} live={props.live} /> : null}
        <Controls
          onFit={showWhole}
          map={{ on: !mapFolded, toggle: () => foldMap(!mapFolded) }}
          direction={projection.direction}
          onTurn={props.turn}
        />
        {mapFolded ? null : <Minimap />}
        {readOnly ? null : <SelectionBar selection={props.selection} draft={props.draft} />}
        <Overlays />
      </section>
    </CanvasContext>
  );
}

/**
 * `project.ts` gives the graph library every place, exits included. If the library measured them as well, it would lay out
 * the page in the frame that draws a step and draw the step twice: this switches its measuring off.
 */
function useNoMeasuring(): void {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: () => {} }));
}

function openingOf(projection: Projection, room: Size) {
  const start = projection.byId.get(projection.of.start);
  const box = start ? boxOf(start) : { x: 0, y: 0, width: 0, height: 0 };
  return onPixels(openingView(flowBounds(projection), box, room));
}

function showAll(flow: ReactFlowInstance, scene: SceneStore, frame: HTMLElement | null): void {
  const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
  const all = flowBounds(scene.projection());
  void flow.setViewport(fittingView(all, { width, height }), { duration: motion() });
}

/** Duration of an animated movement, in ms; 0 for people who asked their system for reduced motion. */
function motion(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOVE_MS;
}
