"use client";
import { ChevronDown, ChevronUp, CircleCheck, CircleDashed, CircleX, TriangleAlert, Waypoints } from "lucide-react";
import { useId } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import { Status } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { openExits } from "@/engine/edit/exits";
import type { Problem } from "@/engine/verify/problem";

type Props = { open: boolean; onToggle: () => void };

/** The draft's problems: a bar with their counts, the list when it is open, and one way to connect all open exits. */
export function ProblemPanel({ open, onToggle }: Props) {
  const { problems, checking, unchecked } = useEditor();
  const id = useId();
  const missing = problems.filter(({ severity, missing }) => severity === "error" && missing);
  const errors = problems.filter(({ severity, missing }) => severity === "error" && !missing);
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const Arrow = open ? ChevronDown : ChevronUp;
  return (
    <section aria-label="Problems" className="border-line border-t bg-panel">
      <div className="flex items-center">
        <h2 className="min-w-0 flex-1">
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
            {missing.length > 0 ? (
              <Status tone="off" icon={CircleDashed}>
                {missing.length} still missing
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
        <SendOpenExits />
      </div>
      <div id={id} hidden={!open} className="max-h-44 overflow-y-auto border-line border-t">
        {problems.length === 0 ? (
          <p className="px-3 py-2 text-quiet">Nothing stands in the way of publishing.</p>
        ) : (
          <ul className="py-1">
            {[...errors, ...missing, ...warnings].map((problem) => (
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

/** Sends every open exit of the flow to one step. */
function SendOpenExits() {
  const { problems, store, readOnly, show } = useEditor();
  const open = problems.filter(({ code }) => code === "exit_unwired").length;
  if (readOnly || open < 2) return null;
  const ask = () => show({ is: "send", exits: openExits(registry, store.view().draft) });
  return (
    <Button size="small" look="ghost" className="mr-2 shrink-0" onClick={ask}>
      <Waypoints aria-hidden /> Send all {open} open exits to…
    </Button>
  );
}

const LOOKS = {
  error: { icon: CircleX, word: "Error", tone: "text-bad" },
  missing: { icon: CircleDashed, word: "Still missing", tone: "text-quiet" },
  warning: { icon: TriangleAlert, word: "Warning", tone: "text-warn" },
} as const;

function Line({ problem }: { problem: Problem }) {
  const { draft, reveal } = useEditor();
  const { icon: Icon, word, tone } = LOOKS[problem.missing ? "missing" : problem.severity];
  const step = problem.step === null ? "Flow" : (draft.steps[problem.step]?.name ?? problem.step);
  return (
    <button
      type="button"
      onClick={() => reveal(problem.step, problem.field, { path: problem.path })}
      className="grid min-h-7 w-full grid-cols-[1rem_minmax(8rem,14rem)_1fr] items-start gap-2 px-3 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Icon aria-label={word} className={classNames("mt-0.5 size-4", tone)} />
      <span className="truncate font-medium">{step}</span>
      <span className="text-quiet">{problem.message}</span>
    </button>
  );
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function keyOf({ code, step, field, message }: Problem): string {
  return [code, step, ...field, message].join("\u0000");
}
