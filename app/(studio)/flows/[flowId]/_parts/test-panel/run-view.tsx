"use client";
import { TriangleAlert } from "lucide-react";
import { useRef } from "react";
import { secretsOf } from "@/components/editor/test/secrets";
import { nextChoiceOf, simulationOf, type useRun } from "@/components/editor/test/use-run";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type Choice, currentStep } from "@/engine/simulate";
import { Announcer } from "./announcer";
import { Controls } from "./controls";
import { Ended } from "./ended";
import { Lines } from "./lines";
import { NextChoices } from "./next-choices";
import { Timeline } from "./timeline";
import { Variables } from "./variables";

type RunViewProps = Omit<ReturnType<typeof useRun>, "run"> & {
  run: NonNullable<ReturnType<typeof useRun>["run"]>;
  /** The draft has been edited since the run began. */
  changed: boolean;
  flowId: string;
  readOnly: boolean;
};

/** A run: what can happen next or how it ended, and everything that has happened. */
export function RunView({ run, act, changed, flowId, readOnly }: RunViewProps) {
  const focus = useRef(true);
  const simulation = simulationOf(run);
  const secrets = secretsOf(run.definition, simulation);
  const step = currentStep(simulation);
  const name = step === null ? null : (run.definition.steps[step]?.name ?? step);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Controls run={run} act={act} />
      <Lines simulation={simulation} secrets={secrets} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {changed ? (
          <div className="px-4 pt-3">
            <Notice tone="warn" icon={TriangleAlert}>
              The flow has changed since this test began.{" "}
              <Button size="small" className="ml-1" onClick={() => act({ do: "close" })}>
                Test it again
              </Button>
            </Notice>
          </div>
        ) : null}
        {step === null ? (
          <Ended key={run.at} run={run} simulation={simulation} focus={focus} flowId={flowId} readOnly={readOnly} />
        ) : (
          <NextChoices
            key={`${run.at} ${run.playing}`}
            simulation={simulation}
            title={name ?? ""}
            upcoming={run.playing ? nextChoiceOf(run) : null}
            focus={focus}
            onChoose={(choice: Choice) => act({ do: "choose", choice })}
          />
        )}
        <Timeline registry={registry} definition={run.definition} simulation={simulation} secrets={secrets} />
        <Variables definition={run.definition} simulation={simulation} />
      </div>
      <Announcer registry={registry} definition={run.definition} simulation={simulation} secrets={secrets} />
    </div>
  );
}
