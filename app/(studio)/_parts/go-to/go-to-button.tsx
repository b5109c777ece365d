"use client";
import { Search } from "lucide-react";
import { useGoTo } from "./go-to-context";

/** Shows the list, and says by which keys. */
export function GoToButton() {
  const { show } = useGoTo();
  return (
    <button
      type="button"
      onClick={show}
      aria-keyshortcuts="Control+K Meta+K"
      title="Go to or do (Ctrl K)"
      className="ml-auto flex h-8 items-center gap-2 rounded-control border border-line px-2 text-quiet transition-colors hover:bg-hover hover:text-ink md:ml-0 md:group-data-wide/studio:border-transparent"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="max-md:sr-only md:group-data-wide/studio:sr-only">Go to…</span>
      <kbd aria-hidden className="ml-auto hidden font-mono text-label md:inline md:group-data-wide/studio:hidden">
        Ctrl K
      </kbd>
    </button>
  );
}
