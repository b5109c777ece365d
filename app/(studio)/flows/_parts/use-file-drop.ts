"use client";
import { useEffect, useRef } from "react";

/** A file dropped anywhere on the page goes to `take`; without it the page leaves files alone. */
export function useFileDrop(take: ((file: File) => void) | null): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent) => Boolean(latest.current && dataTransfer?.types.includes("Files"));
    const over = (event: DragEvent) => {
      // Without this the browser would leave the page to show the file.
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
