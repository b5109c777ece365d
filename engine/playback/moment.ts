import type { Verb } from "../contract";

/** What changed at one moment of an interaction. */
export type Frame = {
  at: Date;
  /** Who tells: the interaction's own log, or the carrier's report on a call. */
  from: "log" | "carrier";
  words: string;
  /** Visits that began or ended; `exit` null: it began. "": a step without exits. */
  visits: { visit: number; step: string; exit: string | null; failed: boolean }[];
  set: { name: string; value: unknown }[];
  /** The contact's next document; null where the present one stays, or where there is none to be shown. */
  heard: Verb[] | null;
};

/** How an interaction stood at one moment. `step` null: it is over. A step's mark is that of its last visit. */
export type Moment = {
  step: string | null;
  path: { step: string; exit: string }[];
  marks: ReadonlyMap<string, "live" | "done" | "failed">;
  values: ReadonlyMap<string, unknown>;
  heard: Frame["heard"];
};

/** Milliseconds from the first frame to each. */
export function offsetsOf(frames: readonly Frame[]): number[] {
  const begin = frames[0]?.at.getTime() ?? 0;
  return frames.map(({ at }) => at.getTime() - begin);
}

/** The last frame that is not after `ms`; -1 before the first. */
export function frameAt(offsets: readonly number[], ms: number): number {
  return offsets.findLastIndex((offset) => offset <= ms);
}

/** How it stood once the frames up to `index` had come. A document is heard until another step asks, or the call is over. */
export function momentAt(frames: readonly Frame[], index: number): Moment {
  const visits = new Map<number, { step: string; exit: string | null; failed: boolean }>();
  const values = new Map<string, unknown>();
  let heard: Moment["heard"] = null;
  for (const frame of frames.slice(0, index + 1)) {
    for (const { visit, step, exit, failed } of frame.visits) visits.set(visit, { step, exit, failed });
    for (const { name, value } of frame.set) values.set(name, value);
    if (frame.visits.length > 0 || frame.heard) heard = frame.heard;
  }
  const all = [...visits.values()];
  return {
    step: all.findLast(({ exit }) => exit === null)?.step ?? null,
    path: all.map(({ step, exit }) => ({ step, exit: exit ?? "" })),
    marks: new Map(all.map(({ step, exit, failed }) => [step, exit === null ? "live" : failed ? "failed" : "done"])),
    values,
    heard,
  };
}
