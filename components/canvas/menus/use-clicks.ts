import type { ReactFlowProps } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, useEffect, useMemo, useRef } from "react";
import type { Canvas } from "../commands/context";
import type { MenuSubject } from "../commands/ui-state";
import type { Point } from "../layout/geometry";
import { type ExitOf, exitOfWire, noteOf } from "../layout/ids";
import { picturedWire, wirePressed } from "../scene/wires-near";

type Handlers = Pick<
  ReactFlowProps,
  | "onNodeClick"
  | "onNodeDoubleClick"
  | "onEdgeClick"
  | "onPaneClick"
  | "onNodeContextMenu"
  | "onEdgeContextMenu"
  | "onPaneContextMenu"
  | "onSelectionContextMenu"
>;

/** What clicks do: complete a pending action, open a step, edit a note, open a menu, tell of a wire. */
export function useClicks({ ui, commands, view, scene, readOnly }: Canvas, onWire?: (exit: ExitOf) => void): Handlers {
  const told = useRef(onWire);
  useEffect(() => {
    told.current = onWire;
  });
  return useMemo(() => {
    const menu = (event: MouseEvent | ReactMouseEvent, subject: MenuSubject) => {
      if (readOnly) return;
      event.preventDefault();
      ui.set({ menu: { at: { x: event.clientX, y: event.clientY }, subject } });
    };
    const pressWire = (at: Point) => {
      const wire = told.current && wirePressed({ view, scene }, commands.now().toFlow(at));
      if (wire) told.current?.(wire);
    };
    return {
      onNodeClick({ clientX, clientY }, { id }) {
        const { pending } = ui.get();
        if (pending?.do === "connect" && noteOf(id) === null) commands.connect(pending.from, id);
        else if (pending?.do === "move") commands.completePending({ x: clientX, y: clientY });
      },
      onEdgeClick({ clientX, clientY }) {
        pressWire({ x: clientX, y: clientY });
        if (!readOnly) commands.completePending({ x: clientX, y: clientY });
      },
      onNodeDoubleClick(_event, { id }) {
        const note = noteOf(id);
        if (note === null) commands.open(id);
        else if (!readOnly) ui.set({ editedNote: note });
      },
      onPaneClick(event) {
        commands.now().focus(null);
        const at = { x: event.clientX, y: event.clientY };
        pressWire(at);
        if (!readOnly) commands.completePending(at);
      },
      onNodeContextMenu(event, { id }) {
        const { selection, onSelect } = commands.now();
        const exit = (event.target as Element).closest<HTMLElement>(".exit")?.dataset.exit;
        if (!selection.has(id)) onSelect([id]);
        const note = noteOf(id);
        if (note !== null) menu(event, { on: "note", note });
        else if (exit !== undefined && commands.canRewire({ step: id, exit }))
          menu(event, { on: "exit", exit: { step: id, exit } });
        else menu(event, { on: "step", step: id });
      },
      onEdgeContextMenu(event, { id }) {
        const exit = exitOfWire(id);
        if (commands.canRewire(exit)) menu(event, { on: "wire", exit });
      },
      onPaneContextMenu(event) {
        const wire = picturedWire({ view, scene }, commands.now().toFlow({ x: event.clientX, y: event.clientY }));
        menu(event, wire && commands.canRewire(wire) ? { on: "wire", exit: wire } : { on: "pane" });
      },
      onSelectionContextMenu: (event, [first]) => {
        if (first) menu(event, { on: "step", step: first.id });
      },
    };
  }, [ui, commands, view, scene, readOnly]);
}
