"use client";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { lazyOnIdle } from "@/components/ui/lazy-on-idle";
import type { Standing } from "../places/places";
import { type GoTo, GoToContext } from "./go-to-context";

/** The list is loaded when the page is idle: whoever presses the keys and types must not wait for it. */
const list = lazyOnIdle(() => import("./studio-list"));

/** Ctrl+K on every page of the studio: a list of pages, flows, interactions and actions to choose from by typing. */
export function GoToProvider({ standing, children }: { standing: Standing; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const own = useRef<(() => void) | null>(null);
  const { admin, builds } = standing;
  const goTo = useMemo<GoTo>(
    () => ({
      standing: { admin, builds },
      show() {
        list.load();
        if (own.current) own.current();
        else setOpen(true);
      },
      instead(show) {
        own.current = show;
        return () => {
          own.current = null;
        };
      },
    }),
    [admin, builds],
  );
  const part = list.use();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      if (!(event.ctrlKey || event.metaKey) || document.querySelector("[role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      goTo.show();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [goTo]);
  return (
    <GoToContext value={goTo}>
      {children}
      {open && part ? <part.StudioList close={() => setOpen(false)} /> : null}
    </GoToContext>
  );
}
