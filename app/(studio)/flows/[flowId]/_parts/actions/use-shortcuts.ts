"use client";
import { type RefObject, useEffect, useRef } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import type { Editor } from "@/components/editor/session/editor-context";
import { insertionPointAfter } from "@/components/editor/session/use-editor-state";
import * as commands from "@/engine/edit/commands";

type Switch = { on: boolean; set: (on: boolean) => void };
export type Switches = Record<
  "outline" | "testing" | "versions" | "calls" | "pastCalls" | "palette" | "settings",
  Switch
>;

/** The editor's shortcuts. Keys that the canvas or a field has handled are ignored. */
export function useShortcuts(editor: Editor, canvas: RefObject<CanvasHandle | null>, switches: Switches): void {
  const latest = useRef({ editor, switches });
  useEffect(() => {
    latest.current = { editor, switches };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const key = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.shiftKey ? "Shift+" : "") + nameOf(event);
      const { editor, switches } = latest.current;
      if (!applies(key, event.target)) return;
      const act = actionOf(key, editor, canvas, switches);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [canvas]);
}

/** Shortcuts that also work while typing. */
const EVERYWHERE = new Set(["Ctrl+s", "Ctrl+Enter"]);
const TYPING = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu]";

function applies(key: string, target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=alertdialog]")) return false;
  return EVERYWHERE.has(key) || !(target instanceof Element && target.closest(TYPING));
}

const nameOf = ({ key }: KeyboardEvent) => (key.length === 1 ? key.toLowerCase() : key);

function actionOf(
  key: string,
  editor: Editor,
  canvas: RefObject<CanvasHandle | null>,
  { outline, testing, versions, calls, pastCalls, palette, settings }: Switches,
): (() => void) | null {
  const { readOnly, show, undo, redo, removeSelected, duplicateSelected, selection, select, draft } = editor;
  const viewing: Actions = [
    ["Shift+?", () => show({ is: "shortcuts" })],
    ["?", () => show({ is: "shortcuts" })],
    ["f", () => canvas.current?.fit()],
    ["o", () => outline.set(!outline.on)],
    ["v", () => versions.set(!versions.on)],
    ["c", () => calls.set(!calls.on)],
    ["b", () => pastCalls.set(!pastCalls.on)],
    ["e", () => testing.set(!testing.on)],
    ["s", () => settings.set(!settings.on)],
    ["m", () => canvas.current?.toggleMap()],
    ["Escape", () => select([])],
    ["Ctrl+a", () => select(Object.keys(draft.steps))],
  ];
  const editing: Actions = [
    ["Ctrl+z", undo],
    ["Ctrl+Shift+z", redo],
    ["Ctrl+y", redo],
    ["Ctrl+s", () => show({ is: "save" })],
    ["a", () => show({ is: "add" })],
    ["Ctrl+Enter", () => askNext(editor)],
    ["p", () => palette.set(!palette.on)],
    ["t", () => tidyUp(editor, canvas)],
  ];
  const onSelected: Actions = [
    ["Delete", () => removeSelected()],
    ["Backspace", () => removeSelected()],
    ["Ctrl+d", () => duplicateSelected()],
  ];
  const all = [...viewing, ...(readOnly ? [] : editing), ...(readOnly || selection.size === 0 ? [] : onSelected)];
  return all.find(([keys]) => keys === key)?.[1] ?? null;
}

type Actions = [string, () => void][];

/** Asks what follows the selected step, or goes into its first exit where all are connected. */
function askNext({ draft, step, show }: Editor): void {
  const place = step === null ? null : insertionPointAfter(draft, step);
  if (place?.from) show({ is: "send", exits: [place.from] });
  else show({ is: "add", ...place });
}

/** Lays out all steps automatically again. It is one edit, so one undo reverts it. */
export function tidyUp({ store, run, say }: Editor, canvas: RefObject<CanvasHandle | null>): void {
  if (run(commands.tidyUp(store.view().draft))) requestAnimationFrame(() => canvas.current?.fit());
  else say("Everything is in its place already.");
}
