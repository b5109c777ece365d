"use client";
import { ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { wayTo } from "@/components/editor/outline/way-to";
import type { Draft } from "@/engine/edit/draft";

type TrailProps = { draft: Draft; step: string; onReveal: (step: string, field?: string[]) => void };

/** Steps shown of a long way, the nearest. */
const NEAREST = 3;

/** The way that leads to a step; each step of it leads back to the exit that was taken there. */
export function Trail({ draft, step, onReveal }: TrailProps) {
  const way = wayTo(draft, step);
  if (way.length === 0) return null;
  return (
    <nav aria-label="Way to this step" className="flex min-w-0 items-center gap-0.5 text-label text-quiet">
      {way.length > NEAREST ? <span aria-hidden>… </span> : null}
      {way.slice(-NEAREST).map(({ step: before, exit }) => (
        <Fragment key={before}>
          <button
            type="button"
            onClick={() => onReveal(before, ["exits", exit])}
            className="min-w-0 truncate rounded-tag px-1 py-0.5 hover:bg-hover hover:text-ink"
          >
            {draft.steps[before]?.name ?? before}
          </button>
          <ChevronRight aria-hidden className="size-3 shrink-0" />
        </Fragment>
      ))}
    </nav>
  );
}
