import { type RefObject, useCallback, useEffect, useRef } from "react";

/** Whether a button or a finger is down on the canvas. `after` runs once the handlers of its release have run. */
export function usePressed(frame: RefObject<HTMLElement | null>, after: () => void): () => boolean {
  const pressed = useRef(false);
  const latest = useRef(after);
  latest.current = after;
  useEffect(() => {
    const element = frame.current;
    const press = () => {
      pressed.current = true;
    };
    const release = () => {
      if (!pressed.current) return;
      pressed.current = false;
      // The graph library ends its drag with the mouse event that follows this pointer event.
      window.setTimeout(() => latest.current());
    };
    element?.addEventListener("pointerdown", press, true);
    window.addEventListener("pointerup", release, true);
    window.addEventListener("pointercancel", release, true);
    return () => {
      element?.removeEventListener("pointerdown", press, true);
      window.removeEventListener("pointerup", release, true);
      window.removeEventListener("pointercancel", release, true);
    };
  }, [frame]);
  return useCallback(() => pressed.current, []);
}
