import type { LiveCalls } from "./data";

/** What has changed since: the steps of calls that have begun or moved on, and the calls that are not there any more. */
export type LiveChanges = { at: Record<string, string>; over: string[]; isMore: boolean };

/** Null where nothing has changed. Before the first look, `before` is empty. */
export function changesBetween(before: LiveCalls, now: LiveCalls): LiveChanges | null {
  const moved = [...now.at].filter(([id, step]) => before.at.get(id) !== step);
  const over = [...before.at.keys()].filter((id) => !now.at.has(id));
  if (moved.length === 0 && over.length === 0 && before.isMore === now.isMore) return null;
  return { at: Object.fromEntries(moved), over, isMore: now.isMore };
}
