"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Head } from "@/components/ui/table";

type SortHeadProps<Key extends string> = {
  by: Key;
  /** The first click sorts downwards, as is usual for numbers and times. */
  downFirst?: boolean;
  /** The current order: a column's key, with a minus in front if it goes down. */
  sort: string;
  setSort: (sort: Key | `-${Key}`) => void;
  className?: string;
  children: string;
};

/** A column's head that sorts the table by the column; a second click reverses the order. */
export function SortHead<Key extends string>({
  by,
  downFirst,
  sort,
  setSort,
  className,
  children,
}: SortHeadProps<Key>) {
  const down = sort === `-${by}`;
  const active = sort === by || down;
  const next: Key | `-${Key}` = active ? (down ? by : `-${by}`) : downFirst ? `-${by}` : by;
  const Icon = active ? (down ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <Head aria-sort={active ? (down ? "descending" : "ascending") : undefined} className={className}>
      <button
        type="button"
        onClick={() => setSort(next)}
        className={classNames("-mx-1 inline-flex h-6 items-center gap-1 rounded-tag px-1", active && "text-ink")}
      >
        {children} <Icon aria-hidden className={classNames("size-3", active ? "" : "opacity-55")} />
      </button>
    </Head>
  );
}
