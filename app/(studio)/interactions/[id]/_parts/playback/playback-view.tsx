"use client";
import { type KeyboardEvent, useMemo } from "react";
import { momentAt } from "@/engine/playback/moment";
import { Controls } from "./controls";
import { NowPanel } from "./now-panel";
import type { Playback } from "./playback";
import { PlayedCanvas } from "./played-canvas";
import { type PlaybackControl, usePlayback } from "./use-playback";

/** The canvas with the way up to the shown moment, what is moved through time with, and what was so at that moment. */
export function PlaybackView({ playback }: { playback: Playback }) {
  const { document, frames } = playback;
  const control = usePlayback(frames);
  const { index, playing } = control;
  const moment = useMemo(() => momentAt(frames, index), [frames, index]);
  return (
    <section
      aria-label="Playback"
      onKeyDown={(event) => onKey(event, control)}
      className="grid lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="flex min-w-0 flex-col border-line lg:border-r">
        <div className="relative h-96">
          <PlayedCanvas document={document} moment={moment} follows={playing} />
        </div>
        <Controls control={control} frames={frames} />
      </div>
      <NowPanel playback={playback} moment={moment} index={index} />
    </section>
  );
}

function onKey(event: KeyboardEvent, { playing, play, pause, step }: PlaybackControl): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: [key: string, act: () => void][] = [
    ["k", playing ? pause : play],
    ["j", () => step(-1)],
    ["l", () => step(1)],
  ];
  const act = acts.find(([key]) => key === event.key.toLowerCase())?.[1];
  if (!act) return;
  event.preventDefault();
  act();
}
