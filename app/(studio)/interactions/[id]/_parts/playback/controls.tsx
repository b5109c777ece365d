"use client";
import { Pause, Play, StepBack, StepForward } from "lucide-react";
import { stopwatch } from "@/components/editor/test/clock";
import { IconButton } from "@/components/ui/icon-button";
import { Mono } from "@/components/ui/mono";
import { Select } from "@/components/ui/select";
import type { Frame } from "@/engine/playback/moment";
import { type PlaybackControl, SPEEDS, type Speed } from "./use-playback";

type Props = { control: PlaybackControl; frames: readonly Frame[] };

/** What a player has: step back, play or pause, step on, a slider through time, and how fast it goes. */
export function Controls({ control, frames }: Props) {
  const { ms, length, index, playing, speed, isAtEnd, play, pause, step, go, setSpeed } = control;
  const isAtBegin = index <= 0 && ms === 0;
  return (
    <fieldset className="flex flex-wrap items-center gap-x-1 gap-y-1 border-line border-t px-2 py-1">
      <legend className="sr-only">Go through time</legend>
      <IconButton label="Step back (J)" aria-disabled={isAtBegin} onClick={() => step(-1)}>
        <StepBack aria-hidden />
      </IconButton>
      {playing ? (
        <IconButton label="Pause (K)" onClick={pause}>
          <Pause aria-hidden />
        </IconButton>
      ) : (
        <IconButton label="Play (K)" aria-disabled={length === 0} onClick={() => (length > 0 ? play() : undefined)}>
          <Play aria-hidden />
        </IconButton>
      )}
      <IconButton label="Step on (L)" aria-disabled={isAtEnd} onClick={() => step(1)}>
        <StepForward aria-hidden />
      </IconButton>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={`${stopwatch(ms / 1000)} of ${stopwatch(length / 1000)}: ${frames[index]?.words ?? ""}`}
        className="mx-2 h-5 min-w-32 flex-1 accent-accent"
        min={0}
        max={length}
        step={Math.max(1, Math.round(length / 500))}
        value={ms}
        onChange={({ target }) => go(Number(target.value))}
      />
      <Mono className="tabular text-label text-quiet">
        {stopwatch(ms / 1000)} / {stopwatch(length / 1000)}
      </Mono>
      <Select
        label="Speed"
        className="!w-24"
        value={String(speed)}
        choices={SPEEDS.map((one) => ({ value: String(one), label: `${one} ×` }))}
        onChange={(chosen) => setSpeed(Number(chosen) as Speed)}
      />
    </fieldset>
  );
}
