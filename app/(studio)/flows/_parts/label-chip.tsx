import type { ReactNode } from "react";

/** A label on a flow. */
export function LabelChip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 max-w-40 items-center gap-1 rounded-tag border border-line bg-well px-1.5 text-label text-quiet">
      {children}
    </span>
  );
}
