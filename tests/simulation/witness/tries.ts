import { type Attempt, together } from "./rings";
import type { Testimony } from "./testimony";

/** S12: a step rings as often as its flow says at most, and only with the tries numbered one after another. */
export function triesAreCounted({ attempts }: Testimony, most: number): string[] {
  const visits = Map.groupBy(
    attempts.filter(({ purpose }) => purpose === "contact"),
    ({ interaction_id, visit }) => `${interaction_id} visit ${visit}`,
  );
  return [...visits].flatMap(([visit, some]) => {
    const tries = some.map(({ visit_try }) => visit_try ?? 1).sort((a, b) => a - b);
    const isCounted = tries.every((number, index) => number === index + 1);
    const allowed = some.some(({ visit_try }) => visit_try === null) ? 1 : most;
    return isCounted && tries.length <= allowed ? [] : [`${visit} has the tries ${tries.join(", ")}`];
  });
}

/** S12: of a flow that tries again, a number is rung by one call at a time. */
export function triesAreAlone(seen: Testimony, attemptOf: ReadonlyMap<string, Attempt>): string[] {
  const flowOf = new Map(seen.interactions.map(({ id, flow_id }) => [id, flow_id]));
  return together(seen, attemptOf, ({ visit_try, interaction_id, to_number }) =>
    visit_try === null ? null : `${flowOf.get(interaction_id)} ${to_number}`,
  );
}
