"use client";
import { useMemo, useRef, useState } from "react";
import { type CanvasHandle, comparedFlow, FlowCanvas } from "@/components/canvas/flow-canvas";
import { registry } from "@/components/flow/registry";
import type { FlowChange } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { ChangeList } from "../publish/change-list";

const NO_PROBLEMS = new Map();

type Props = { title: string; before: Draft; after: Draft; changes: readonly FlowChange[] };

/** The differences on one drawing, and as a list that leads to each. */
export function ComparedVersions({ title, before, after, changes }: Props) {
  const canvas = useRef<CanvasHandle>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const { draft, outlines, compared } = useMemo(
    () => comparedFlow(registry, before, after, changes),
    [before, after, changes],
  );
  return (
    <div className="grid h-full min-h-0 grid-rows-[minmax(0,1fr)_minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-1">
      <div className="relative min-h-0 min-w-0">
        <FlowCanvas
          ref={canvas}
          draft={draft}
          selection={selection}
          onSelect={(ids) => setSelection(new Set(ids))}
          problems={NO_PROBLEMS}
          outlines={outlines}
          compared={compared}
          readOnly
        />
      </div>
      <section
        aria-label="Changes"
        className="min-h-0 overflow-y-auto border-line border-t bg-panel p-3 lg:border-t-0 lg:border-l"
      >
        <h4 className="mb-1 font-semibold">{title}</h4>
        <p className="mb-2 text-label text-quiet">
          A green wire is new; a red, dashed one is gone. A name shows its step.
        </p>
        <ChangeList
          changes={changes}
          nameOf={(step) => draft.steps[step]?.name ?? step}
          onShow={(step) => {
            setSelection(new Set([step]));
            canvas.current?.reveal(step);
          }}
        />
      </section>
    </div>
  );
}
