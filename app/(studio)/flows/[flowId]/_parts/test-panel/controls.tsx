"use client";
import { type LucideIcon, Pause, Play, RotateCcw, SlidersHorizontal, StepBack, StepForward } from "lucide-react";
import { stopwatch } from "@/components/editor/test/clock";
import { nextChoiceOf, simulationOf, type useRun } from "@/components/editor/test/use-run";
import { IconButton } from "@/components/ui/icon-button";
import { Mono } from "@/components/ui/mono";
import { secondsBetween } from "@/engine/simulate";

type ControlsProps = {
  run: NonNullable<ReturnType<typeof useRun>["run"]>;
  act: ReturnType<typeof useRun>["act"];
};

/** The buttons of a run: restart, step back, play or pause, step on. */
export function Controls({ run, act }: ControlsProps) {
  const { setup, now } = simulationOf(run);
  const ahead = nextChoiceOf(run) !== null;
  const behind = run.at > 0;
  return (
    <fieldset className="flex items-center gap-0.5 border-line border-b px-2 py-1">
      <legend className="sr-only">Step through the run</legend>
      <Control icon={SlidersHorizontal} label="Change what is tested" onDo={() => act({ do: "close" })} />
      <Control icon={RotateCcw} label="Back to the beginning" off={!behind} onDo={() => act({ do: "go", to: 0 })} />
      <Control icon={StepBack} label="Step back" off={!behind} onDo={() => act({ do: "go", to: run.at - 1 })} />
      {run.playing ? (
        <Control icon={Pause} label="Pause" onDo={() => act({ do: "pause" })} />
      ) : (
        <Control icon={Play} label="Play on" off={!ahead} onDo={() => act({ do: "play" })} />
      )}
      <Control icon={StepForward} label="Step on" off={run.playing || !ahead} onDo={() => act({ do: "step" })} />
      <p className="ml-auto pr-2 text-label text-quiet">
        <span className="sr-only">Virtual time </span>
        <Mono className="tabular">{stopwatch(secondsBetween(setup.started_at, now))}</Mono>
      </p>
    </fieldset>
  );
}

type ControlProps = { icon: LucideIcon; label: string; off?: boolean; onDo: () => void };

/** `aria-disabled` instead of disabled: a button that turns off when it is pressed must keep the focus. */
function Control({ icon: Icon, label, off = false, onDo }: ControlProps) {
  return (
    <IconButton label={label} aria-disabled={off || undefined} onClick={() => !off && onDo()}>
      <Icon aria-hidden />
    </IconButton>
  );
}
