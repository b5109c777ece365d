type Leg = { answeredAt: Date | null; endedAt: Date | null };

/**
 * When an agent's leg ended; null while it lasts. Of a leg that was answered nothing more is asked of the carrier: it lasts as
 * long as its forward, whose end is the first event after the answer.
 */
export function legEnd({ answeredAt, endedAt }: Leg, events: readonly { at: Date }[]): Date | null {
  if (endedAt || !answeredAt) return endedAt;
  return events.find(({ at }) => at >= answeredAt)?.at ?? null;
}
