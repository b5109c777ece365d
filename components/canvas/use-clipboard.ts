import { type RefObject, useEffect } from "react";
import type { Commands } from "./commands";

/** Copy, cut and paste by the browser's own events, so that its menu works as its keys do. */
export function useClipboard(commands: Commands, frame: RefObject<HTMLElement | null>, readOnly: boolean): void {
  useEffect(() => {
    /** Text being written or selected keeps its own clipboard. */
    const ours = () => {
      const active = document.activeElement;
      if (!active || !frame.current?.contains(active) || active.closest("input, textarea, [contenteditable]"))
        return false;
      return document.getSelection()?.isCollapsed !== false;
    };
    const take = (event: ClipboardEvent) => {
      if (!ours() || (readOnly && event.type === "cut")) return;
      const text = commands.copy(event.type === "cut");
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain");
      if (!text || readOnly || !ours()) return;
      event.preventDefault();
      commands.paste(text);
    };
    document.addEventListener("copy", take);
    document.addEventListener("cut", take);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", take);
      document.removeEventListener("cut", take);
      document.removeEventListener("paste", paste);
    };
  }, [commands, frame, readOnly]);
}
