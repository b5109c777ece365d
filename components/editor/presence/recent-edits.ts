import type { ReportedEdit } from "../remote/remote";

/** What another person has just changed. */
export type RecentEdit = {
  id: string;
  by: string;
  /** As the history calls it, such as "Rename End flow to Bye". */
  label: string;
  /** The steps that it changed, beyond moving them. */
  steps: string[];
  /** When this browser heard of it, in ms since 1970. */
  at: number;
};

/** An edit is a recent one for this long. */
export const RECENT_MS = 60_000;
/** The steps it changed are marked for this long. */
export const MARKED_MS = 10_000;
const MAX_EDITS = 20;

/** The recent edits once more have come in, newest first. */
export function withReported(
  recent: readonly RecentEdit[],
  reported: readonly ReportedEdit[],
  now: number,
): RecentEdit[] {
  const came = reported.map(({ by, edit: { id, label, changes } }) => {
    const steps = changes.flatMap(({ path: [field, step] }) => (field === "steps" && step !== undefined ? [step] : []));
    return { id, by, label, steps: [...new Set(steps)], at: now };
  });
  return notOlder([...came.toReversed(), ...recent], now, RECENT_MS).slice(0, MAX_EDITS);
}

export function notOlder(recent: readonly RecentEdit[], now: number, ms: number): RecentEdit[] {
  return recent.filter(({ at }) => now - at < ms);
}
