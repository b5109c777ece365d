import { type RefObject, useEffect } from "react";
import type { Commands } from "./commands";

/** Copies, cuts and pastes on the browser's clipboard events, so that its menu works as well as its keys. */
export function useClipboard(commands: Commands, frame: RefObject<HTMLElement | null>, readOnly: boolean): void {
  useEffect(() => {
    /** False while text is edited or selected: the clipboard is the text's then. */
    const isCanvasFocused = () => {
      const active = document.activeElement;
      if (!active || !frame.current?.contains(active) || active.closest("input, textarea, [contenteditable]"))
        return false;
      return document.getSelection()?.isCollapsed !== false;
    };
    const copy = (event: ClipboardEvent) => {
      if (!isCanvasFocused() || (readOnly && event.type === "cut")) return;
      const text = commands.copy(event.type === "cut");
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain");
      if (!text || readOnly || !isCanvasFocused()) return;
      event.preventDefault();
      commands.paste(text);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [commands, frame, readOnly]);
}
