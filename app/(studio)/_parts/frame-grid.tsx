"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

const EDITOR = /^\/flows\/[^/]+$/;

/**
 * The grid of sidebar and page. For the editor the sidebar shrinks to its icons; on a phone the editor fills what is left below the bar. The path decides that, not CSS `:has()`: with
 * `:has()` the browser would recompute the styles of the page whenever an element is added or removed, 3,000 of them while the
 * canvas moves.
 */
export function FrameGrid({ children }: { children: ReactNode }) {
  const isEditor = EDITOR.test(usePathname());
  return (
    <div
      data-wide={isEditor ? "" : undefined}
      className="group/studio min-h-dvh max-md:data-wide:flex max-md:data-wide:h-dvh max-md:data-wide:flex-col md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] md:data-wide:grid-cols-[3.25rem_minmax(0,1fr)]"
    >
      {children}
    </div>
  );
}
