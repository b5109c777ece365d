import type { ReactNode } from "react";
import { classNames } from "./class-names";

const COLUMNS = {
  short: "grid-cols-[repeat(auto-fill,minmax(8rem,1fr))]",
  long: "grid-cols-[repeat(auto-fit,minmax(min(100%,18.5rem),1fr))]",
} as const;

/** A grid of names and values. `long` makes the columns wide enough for ids. */
export function Facts({ values = "short", children }: { values?: keyof typeof COLUMNS; children: ReactNode }) {
  return <dl className={classNames("grid gap-x-6 gap-y-3", COLUMNS[values])}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-quiet">{name}</dt>
      <dd className="wrap-anywhere mt-0.5 flex min-h-6 items-center gap-1">{children}</dd>
    </div>
  );
}
