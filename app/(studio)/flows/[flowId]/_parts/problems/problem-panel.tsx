"use client";
import { ChevronDown, ChevronUp, CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { Problem } from "@/engine/verify/problem";

type Props = { open: boolean; onToggle: () => void };

/** The draft's problems: a bar with their counts, and the list when it is open. */
export function ProblemPanel({ open, onToggle }: Props) {
  const { problems, checking, unchecked } = useEditor();
  const id = useId();
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const Arrow = open ? ChevronDown : ChevronUp;
  return (
    <section aria-label="Problems" className="border-line border-t bg-panel">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
          className="flex h-8 w-full items-center gap-3 px-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
        >
          <span className="font-medium">Problems</span>
          {errors.length > 0 ? (
            <Status tone="bad" icon={CircleX}>
              {counted(errors.length, "error")}
            </Status>
          ) : null}
          {warnings.length > 0 ? (
            <Status tone="warn" icon={TriangleAlert}>
              {counted(warnings.length, "warning")}
            </Status>
          ) : null}
          {problems.length === 0 && !checking && !unchecked ? (
            <Status tone="good" icon={CircleCheck}>
              None
            </Status>
          ) : null}
          {checking ? <span className="text-quiet">Checking…</span> : null}
          {unchecked ? (
            <span className="text-quiet">This draft could not be checked. Publishing checks it again.</span>
          ) : null}
          <Arrow aria-hidden className="ml-auto size-4 text-quiet" />
        </button>
      </h2>
      <div id={id} hidden={!open} className="max-h-44 overflow-y-auto border-line border-t">
        {problems.length === 0 ? (
          <p className="px-3 py-2 text-quiet">Nothing stands in the way of publishing.</p>
        ) : (
          <ul className="py-1">
            {[...errors, ...warnings].map((problem) => (
              <li key={keyOf(problem)}>
                <Line problem={problem} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Line({ problem }: { problem: Problem }) {
  const { draft, reveal } = useEditor();
  const error = problem.severity === "error";
  const Icon = error ? CircleX : TriangleAlert;
  const step = problem.step === null ? "Flow" : (draft.steps[problem.step]?.name ?? problem.step);
  return (
    <button
      type="button"
      onClick={() => reveal(problem.step, problem.field, problem.path ?? null)}
      className="grid min-h-7 w-full grid-cols-[1rem_minmax(8rem,14rem)_1fr] items-start gap-2 px-3 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Icon
        aria-label={error ? "Error" : "Warning"}
        className={classNames("mt-0.5 size-4", error ? "text-bad" : "text-warn")}
      />
      <span className="truncate font-medium">{step}</span>
      <span className="text-quiet">{problem.message}</span>
    </button>
  );
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function keyOf({ code, step, field, message }: Problem): string {
  return [code, step, ...field, message].join("\u0000");
}
