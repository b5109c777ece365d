"use client";
import { useEffect, useRef } from "react";

/** Calls `onFile` with a file that is dropped anywhere on the page; null ignores drops. */
export function useFileDrop(onFile: ((file: File) => void) | null): void {
  const latest = useRef(onFile);
  latest.current = onFile;
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent) => Boolean(latest.current && dataTransfer?.types.includes("Files"));
    const over = (event: DragEvent) => {
      // Otherwise the browser would open the file in place of the page.
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) latest.current?.(file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, []);
}
