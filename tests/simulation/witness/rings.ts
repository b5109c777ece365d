import type { Testimony } from "./testimony";

export type Attempt = Testimony["attempts"][number];

/**
 * Calls that rang or were in talk at one time and have the same key. Not judged of a call that was given up on: nobody knows of it any
 * more whether it rings. A key of null: the call is none of those.
 */
export function together(
  { log }: Testimony,
  attemptOf: ReadonlyMap<string, Attempt>,
  keyOf: (attempt: Attempt) => string | null,
): string[] {
  const calls = new Map<string, { attempt: Attempt; key: string; from: number; to: number }>();
  for (const { event, parent, call_sid = "", at } of log) {
    const attempt = attemptOf.get(call_sid);
    if (parent || !attempt || attempt.status === "given_up") continue;
    const key = keyOf(attempt);
    const known = calls.get(call_sid);
    if (event === "ringing" && key !== null)
      calls.set(call_sid, { attempt, key, from: Date.parse(at), to: Number.POSITIVE_INFINITY });
    if (event === "ended" && known) known.to = Date.parse(at);
  }
  return [...Map.groupBy(calls.values(), ({ key }) => key).values()].flatMap((some) => {
    const inOrder = some.sort((a, b) => a.from - b.from);
    return inOrder.flatMap(({ attempt, from }, index) => {
      const before = inOrder[index - 1];
      return before && from < before.to ? [`${attempt.id} rang while ${before.attempt.id} did`] : [];
    });
  });
}
