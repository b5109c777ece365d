"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

const EDITOR = /^\/flows\/[^/]+$/;

/**
 * The sidebar beside the page. A flow's editor has the window to itself, with the sidebar down to its icons. That is told from
 * the address, not by `:has()` of a mark in the page: then the browser would work out the styles of all that is in it anew
 * whenever an element comes or goes, 3,000 of them while the canvas moves.
 */
export function FrameGrid({ children }: { children: ReactNode }) {
  const wide = EDITOR.test(usePathname());
  return (
    <div
      data-wide={wide ? "" : undefined}
      className="group/studio min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:data-wide:grid-cols-[3.25rem_minmax(0,1fr)]"
    >
      {children}
    </div>
  );
}
