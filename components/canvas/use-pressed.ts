import { type RefObject, useCallback, useEffect, useRef } from "react";

/** Whether a button or a finger is down on the canvas; `after` runs when what its end sets off has been dealt with. */
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
      // The drag itself ends with the mouse event that follows.
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
