"use client";
import { ReactFlow, SelectionMode, useReactFlow, useStore, useStoreApi, useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useId, useImperativeHandle, useRef, useState, useSyncExternalStore } from "react";
import type { Registry } from "@/engine/contract";
import { CanvasContext } from "./context";
import { Controls } from "./controls";
import { Dots } from "./dots";
import { boundsOf, GRID, type Size } from "./geometry";
import { Minimap } from "./minimap";
import { NoteNode } from "./note-node";
import { fittingView, MAX_ZOOM, MIN_ZOOM, openingView } from "./opening";
import { Overlays } from "./overlays";
import type { FlowCanvasProps } from "./props";
import { SelectionBar } from "./selection-bar";
import { isFar, StepNode } from "./step-node";
import { useClipboard } from "./use-clipboard";
import { useCommands } from "./use-commands";
import { useConnecting } from "./use-connecting";
import { useDrops } from "./use-drops";
import { useKeys } from "./use-keys";
import { useLift } from "./use-lift";
import { useMoving } from "./use-moving";
import { usePointing } from "./use-pointing";
import { useProjection } from "./use-projection";
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
  const { nodes: resting, wires, positions } = useProjection(registry, props);
  const flow = useReactFlow();
  const { canvas, commands } = useCommands({ registry, props, positions, readOnly, frame });
  const moving = useMoving(resting, props, commands);
  const connecting = useConnecting(canvas, frame);
  const pointing = usePointing(canvas);
  const lift = useLift(frame, wires);
  const drops = useDrops(commands, frame, readOnly);
  const onKeyDown = useKeys(canvas, moving.nudge, flow);
  useClipboard(commands, frame, readOnly);
  const [opening] = useState(() => openingOf(resting, props.draft.start, room));

  const far = useFar();
  const all = useStore(seesMost);
  const pending = useSyncExternalStore(
    canvas.ui.subscribe,
    () => canvas.ui.get().pending?.do,
    () => undefined,
  );

  useImperativeHandle(ref, () => {
    const nodeElement = (id: string) => frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
    const show = (id: string, duration: number) => {
      const node = flow.getNode(id);
      if (!node) return Promise.resolve(false);
      const middle = { x: node.position.x + (node.width ?? 0) / 2, y: node.position.y + (node.height ?? 0) / 2 };
      return flow.setCenter(middle.x, middle.y, { zoom: Math.max(flow.getZoom(), 0.8), duration });
    };
    return {
      fit: () => showAll(flow, frame.current),
      reveal: (step) => void show(step, motion()),
      focus(step) {
        if (step === undefined) frame.current?.focus({ preventScroll: true });
        else
          void show(step, 0).then(() => requestAnimationFrame(() => nodeElement(step)?.focus({ preventScroll: true })));
      },
    };
  }, [flow]);

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
        data-tiny={all ? "" : undefined}
        data-pending={pending}
        data-read-only={readOnly ? "" : undefined}
        onKeyDown={onKeyDown}
        {...drops}
      >
        <p id={hint} className="sr-only">
          {readOnly
            ? "Tab goes from step to step."
            : "Tab goes from step to step, Enter opens one, arrow keys move it, and its menu (Shift+F10) connects its exits."}
        </p>
        <Dots />
        <ReactFlow
          nodes={moving.nodes}
          edges={wires}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          defaultViewport={opening}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          onlyRenderVisibleElements={!all}
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
          onMoveStart={() => frame.current?.toggleAttribute("data-panning", true)}
          onMoveEnd={() => frame.current?.toggleAttribute("data-panning", false)}
          {...moving.handlers}
          {...connecting}
          {...pointing}
          {...lift}
        />
        <Controls onFit={() => showAll(flow, frame.current)} />
        <Minimap />
        {readOnly ? null : <SelectionBar selection={props.selection} draft={props.draft} />}
        <Overlays />
      </section>
    </CanvasContext>
  );
}

/**
 * So far away that most of a large flow is in sight. Then all of it stays drawn, since steps that come and go cost more than
 * they save, and names, too small to be read, are left out: their letters are most of what there is to paint.
 */
const seesMost = (state: { transform: [number, number, number] }): boolean => state.transform[2] < 0.2;

/** Exits are not drawn from afar; once they are again, wires can be drawn from them. */
function useFar(): boolean {
  const far = useStore(isFar);
  const store = useStoreApi();
  const update = useUpdateNodeInternals();
  useEffect(() => {
    if (!far) update([...store.getState().nodeLookup.keys()]);
  }, [far, store, update]);
  return far;
}

function openingOf(nodes: ReturnType<typeof useProjection>["nodes"], start: string, room: Size) {
  const boxes = nodes.map(({ position, width = 0, height = 0 }) => ({ ...position, width, height }));
  const first = boxes[nodes.findIndex(({ id }) => id === start)] ?? { x: 0, y: 0, width: 0, height: 0 };
  return openingView(boundsOf(boxes), first, room);
}

function showAll(flow: ReturnType<typeof useReactFlow>, frame: HTMLElement | null): void {
  const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
  void flow.setViewport(fittingView(flow.getNodesBounds(flow.getNodes()), { width, height }), { duration: motion() });
}

/** No movement for those who asked for none. */
function motion(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOVE_MS;
}
