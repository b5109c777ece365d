type Leg = { answeredAt: Date | null; endedAt: Date | null };

/**
 * When an agent's leg ended; null while it lasts. Of a leg that was answered nothing more is asked of the carrier: it lasts as
 * long as its forward, whose end is the first event after the answer. News of an answer can come after all events; such a
 * leg lasts no longer than its interaction (`finishedAt`).
 */
export function legEnd(
  { answeredAt, endedAt }: Leg,
  events: readonly { at: Date }[],
  finishedAt: Date | null,
): Date | null {
  if (endedAt || !answeredAt) return endedAt;
  const left = events.find(({ at }) => at >= answeredAt)?.at;
  return left ?? (finishedAt && answeredAt);
}
