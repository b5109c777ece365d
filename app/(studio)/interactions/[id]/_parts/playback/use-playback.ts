"use client";
import { useEffect, useMemo, useState } from "react";
import { type Frame, frameAt, offsetsOf } from "@/engine/playback/moment";

/** How many times faster than it was. */
export const SPEEDS = [1, 2, 5, 20, 100] as const;
export type Speed = (typeof SPEEDS)[number];

/** As it is opened, an interaction plays in about so long. */
const COMFORTABLE_MS = 20_000;

export type PlaybackControl = ReturnType<typeof usePlayback>;

/** The clock of a playback: where it stands, in ms from the first frame, and what moves it. It opens at the end, where the whole way is drawn. */
export function usePlayback(frames: readonly Frame[]) {
  const offsets = useMemo(() => offsetsOf(frames), [frames]);
  const length = offsets.at(-1) ?? 0;
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(() => SPEEDS.find((one) => length / one <= COMFORTABLE_MS) ?? 100);
  const ms = Math.min(chosen ?? length, length);
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    let request = requestAnimationFrame(function tick(now) {
      const passed = (now - last) * speed;
      last = now;
      setChosen((at) => Math.min((at ?? 0) + passed, length));
      request = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(request);
  }, [playing, speed, length]);
  const isAtEnd = ms >= length;
  // What has played to its end is over, until more of the interaction has come.
  useEffect(() => {
    if (isAtEnd) setPlaying(false);
  }, [isAtEnd]);
  const index = frameAt(offsets, ms);
  const go = (to: number) => {
    setPlaying(false);
    setChosen(Math.max(0, Math.min(to, length)));
  };
  return {
    ...{ ms, length, index, playing, speed, setSpeed, go },
    isAtEnd,
    play: () => {
      if (ms >= length) setChosen(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    /** To the moment of the frame before or after; several of one moment are passed together. */
    step: (by: 1 | -1) => {
      const next =
        by === 1 ? offsets.find((offset) => offset > ms) : offsets.findLast((offset) => offset < (offsets[index] ?? 0));
      go(next ?? (by === 1 ? length : 0));
    },
  };
}
