"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { FlowCanvas } from "@/components/canvas/lazy-canvas";
import type { Mark } from "@/components/canvas/scene/project";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import type { Draft } from "@/engine/edit/draft";
import { exitLabel } from "@/engine/edit/exits";
import type { Compared } from "./backtest";

const NO_PROBLEMS = new Map();

type Props = {
  title: string;
  way: Compared["recorded"];
  /** The first visit that is not the same in both ways. */
  at: number | null;
  /** Why the way ends before its end. */
  stopped?: string | null;
};

/** One way through a flow: on its canvas, and as a list in which each step leads there. */
export function Way({ title, way, at, stopped = null }: Props) {
  const { visits } = way;
  const document = way.document as Draft;
  const canvas = useRef<CanvasHandle>(null);
  const different = at === null ? undefined : (visits[at] ?? visits.at(-1))?.step;
  const [selected, select] = useState(different);
  const [isDrawn, setDrawn] = useState(false);
  const path = useMemo(() => visits.map(({ step, exit }) => ({ step, exit: exit ?? "" })), [visits]);
  const marks = useMemo(() => marksOf(visits), [visits]);
  const selection = useMemo(() => new Set(selected === undefined ? [] : [selected]), [selected]);
  useEffect(() => {
    if (isDrawn && different !== undefined) canvas.current?.reveal(different);
  }, [isDrawn, different]);
  const show = (step: string) => {
    select(step);
    canvas.current?.reveal(step);
  };
  const nameOf = (step: string) => document.steps[step]?.name ?? step;
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-col">
      <h4 className="border-line border-b bg-panel px-4 py-1.5 font-medium">{title}</h4>
      <div className="relative min-h-48 flex-1">
        <FlowCanvas
          ref={(handle) => {
            canvas.current = handle;
            if (handle) setDrawn(true);
          }}
          label={`Flow ${title.toLowerCase()}`}
          draft={document}
          selection={selection}
          onSelect={([step]) => select(step)}
          problems={NO_PROBLEMS}
          path={path}
          marks={marks}
          readOnly
        />
      </div>
      <ol className="max-h-40 shrink-0 overflow-y-auto border-line border-t bg-panel px-2 py-1.5">
        {visits.map(({ step, exit }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is visited several times, and the list never changes.
          <li key={index}>
            <button
              type="button"
              onClick={() => show(step)}
              className={classNames(
                "flex w-full items-baseline justify-between gap-3 rounded-tag px-2 py-0.5 text-left hover:bg-hover",
                index === at && "bg-warn-wash text-warn",
              )}
            >
              <span className="min-w-0 truncate">{nameOf(step)}</span>
              <span className={classNames("shrink-0 text-label", index !== at && "text-quiet")}>
                {exit ? exitLabel(registry, document.steps[step], exit) : ""}
                {index === at ? <span className="sr-only"> (the first difference)</span> : null}
              </span>
            </button>
          </li>
        ))}
        {stopped ? <li className="px-2 py-0.5 text-quiet">It cannot be said how it goes on: {stopped}.</li> : null}
        {visits.length === 0 ? <li className="px-2 py-0.5 text-quiet">No step.</li> : null}
      </ol>
    </section>
  );
}

/** The mark of each visited step; the one in which a way stops is where the call would be. */
function marksOf(visits: Compared["recorded"]["visits"]): Map<string, Mark> {
  return new Map(visits.map(({ step, exit }) => [step, exit === null ? "live" : exit === "error" ? "failed" : "done"]));
}
