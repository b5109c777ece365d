"use client";
import { type RefObject, useRef } from "react";
import { stopwatch } from "@/components/editor/test/clock";
import type { Run } from "@/components/editor/test/use-run";
import { type Simulation, secondsBetween } from "@/engine/simulate";
import { OUTCOME, StatusBadge } from "../../../../interactions/_parts/status-badge";
import { SaveTest } from "./save-test";
import { useInheritedFocus } from "./use-inherited-focus";

type EndedProps = {
  run: Run;
  simulation: Simulation;
  focus: RefObject<boolean>;
  flowId: string;
  readOnly: boolean;
};

/** How the run ended, and the button that saves it as a test. */
export function Ended({ run, simulation, focus, flowId, readOnly }: EndedProps) {
  const region = useRef<HTMLElement>(null);
  useInheritedFocus(region, focus);
  const { status, outcome } = simulation.state;
  const took = secondsBetween(simulation.setup.started_at, simulation.now);
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label="How it ended"
      className="space-y-3 border-line border-b p-4 outline-none"
    >
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge status={status} />
        {outcome ? <span className="font-semibold">{OUTCOME[outcome]}</span> : null}
        <span className="ml-auto text-label text-quiet">after {stopwatch(took)}</span>
      </div>
      {readOnly ? null : <SaveTest simulation={simulation} definition={run.definition} flowId={flowId} />}
    </section>
  );
}
