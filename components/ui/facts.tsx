import type { ReactNode } from "react";

/** Names and values side by side. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-3">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-quiet">{name}</dt>
      <dd className="mt-0.5 flex min-h-6 flex-wrap items-center gap-1">{children}</dd>
    </div>
  );
}
