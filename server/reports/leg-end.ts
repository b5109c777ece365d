type Leg = { answeredAt: Date | null; endedAt: Date | null };

/**
 * When an agent's leg ended; null while it lasts. The carrier reports nothing of a leg after its answer (decision 19), but the leg
 * ends with its forward, whose end is the first event after the answer. Where the report of the answer comes after the last event,
 * the leg has ended with its interaction.
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
