import type { Testimony } from "./testimony";

/** S8: each interaction has one row of facts that says what became of it, and is in the counts once. */
export function factsFollow({ interactions, facts, counted }: Testimony): string[] {
  const factOf = new Map(facts.map((row) => [row.id, row]));
  const lacking = interactions.flatMap(({ id, status, outcome, call_result }) => {
    const fact = factOf.get(id);
    if (!fact) return [`${id} has no facts`];
    if (!fact.is_settled) return [`the facts of ${id} are not settled`];
    const [told, is] = [fact, { status, outcome, call_result }].map((row) =>
      [row.status, row.outcome, row.call_result].join(", "),
    );
    return told === is ? [] : [`${id} is ${is}, and its facts say ${told}`];
  });
  const several = facts.length > interactions.length ? [`${facts.length} facts of ${interactions.length}`] : [];
  const isCounted = counted === interactions.length;
  return [
    ...lacking,
    ...several,
    ...(isCounted ? [] : [`${interactions.length} interactions are counted ${counted} times`]),
  ];
}

/** S8: of each interaction it is told once that it was accepted, first, and once that it is over, last, and how. */
export function endsAreTold({ interactions, told }: Testimony): string[] {
  const toldOf = Map.groupBy(told, ({ interaction_id }) => interaction_id);
  return interactions.flatMap(({ id, status, outcome }) => {
    const some = toldOf.get(id) ?? [];
    const types = some.map(({ type }) => type);
    const isOnce = (type: string, at: number) => types.indexOf(type) === at && types.lastIndexOf(type) === at;
    if (!isOnce("interaction.accepted", 0) || !isOnce("interaction.ended", types.length - 1))
      return [`of ${id} was told: ${types.join(", ")}`];
    const { data } = JSON.parse(some.at(-1)!.body) as { data: { status: string; outcome: string } };
    if (data.status === status && data.outcome === outcome) return [];
    return [`${id} is ${status} ${outcome}, and it was told that it is ${data.status} ${data.outcome}`];
  });
}
