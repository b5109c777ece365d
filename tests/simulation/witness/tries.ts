import type { Testimony } from "./testimony";

type Attempt = Testimony["attempts"][number];
type Ring = { attempt: Attempt; flow: string; from: number; to: number };

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

/**
 * S12: of a flow that tries again, a number is rung by one call at a time. Not judged of a call that was given up on: nobody knows of it
 * any more whether it rings.
 */
export function triesAreAlone(seen: Testimony, attemptOf: ReadonlyMap<string, Attempt>): string[] {
  const flowOf = new Map(seen.interactions.map(({ id, flow_id }) => [id, flow_id]));
  const rings = new Map<string, Ring>();
  for (const { event, parent, call_sid = "", at } of seen.log) {
    const attempt = attemptOf.get(call_sid);
    if (parent || !attempt || attempt.visit_try === null || attempt.status === "given_up") continue;
    const known = rings.get(call_sid);
    if (event === "ringing") {
      const flow = flowOf.get(attempt.interaction_id) ?? "";
      rings.set(call_sid, { attempt, flow, from: Date.parse(at), to: Number.POSITIVE_INFINITY });
    }
    if (event === "ended" && known) known.to = Date.parse(at);
  }
  const sameContact = Map.groupBy(rings.values(), ({ attempt, flow }) => `${flow} ${attempt.to_number}`);
  return [...sameContact.values()].flatMap((some) => {
    const inOrder = some.sort((a, b) => a.from - b.from);
    return inOrder.flatMap(({ attempt, from }, index) => {
      const before = inOrder[index - 1];
      return before && from < before.to ? [`${attempt.id} rang while ${before.attempt.id} did`] : [];
    });
  });
}
