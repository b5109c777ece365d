"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Head } from "@/components/ui/table";
import type { Sort, UsedFlowFilters } from "./use-flow-filters";

type Key = Exclude<Sort, `-${string}`>;
type SortHeadProps = {
  by: Key;
  /** Numbers and times are most asked for from the top. */
  downFirst?: boolean;
  used: UsedFlowFilters;
  className?: string;
  children: string;
};

/** A column's name that orders the table by it; a second click turns the order round. */
export function SortHead({ by, downFirst, used: { sort, sortBy }, className, children }: SortHeadProps) {
  const down = sort === `-${by}`;
  const here = sort === by || down;
  const next: Sort = here ? (down ? by : `-${by}`) : downFirst ? `-${by}` : by;
  const Icon = here ? (down ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <Head aria-sort={here ? (down ? "descending" : "ascending") : undefined} className={className}>
      <button
        type="button"
        onClick={() => sortBy(next)}
        className={classNames("-mx-1 inline-flex h-6 items-center gap-1 rounded-tag px-1", here && "text-ink")}
      >
        {children} <Icon aria-hidden className={classNames("size-3", here ? "" : "opacity-55")} />
      </button>
    </Head>
  );
}
