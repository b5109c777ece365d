import type { Fault } from "@/engine/contract";
import { nextOpening } from "@/engine/opening-hours";
import type { RingGroup, RingGroupWork, WaitingCallback } from "../../ports/callback";

/** Between two rounds of ringing everybody. */
export const ROUND_PAUSE_SECONDS = 30;
/** Whatever should have woken the group's work and did not. */
const LOOK_AT_LEAST_EVERY_SECONDS = 60;

export type Plan = {
  rings: { callback: WaitingCallback; agent: string }[];
  /** Callbacks for which everybody has been rung in vain. */
  ends: WaitingCallback[];
  /** Nobody can be rung for these before they give up; `error` where the account's rules say so. */
  unmatched: { callback: WaitingCallback; error: Fault | null }[];
  /** Seconds until there is something to do without being woken; null: no callback waits. */
  lookIn: number | null;
};

/**
 * What is to be done now for the callbacks that wait for a ring group, the most urgent and oldest first. Pure: who else does
 * the same at this moment is found out when it is written. `refusal` says why the account's rules forbid a call.
 */
export function plan(work: RingGroupWork, refusal: (from: string, to: string) => Fault | null): Plan {
  const made: Plan = { rings: [], ends: [], unmatched: [], lookIn: null };
  const { now, group, callbacks } = work;
  const last = callbacks.map(({ give_up_at }) => Date.parse(give_up_at)).reduce((a, b) => Math.max(a, b), 0);
  const opens = group && callbacks.length ? nextOpening(group, now, new Date(last).toISOString()) : null;
  const busy = new Set(work.busy);
  for (const callback of callbacks) {
    // Its interaction's own deadline has come: that ends it.
    if (Date.parse(callback.give_up_at) <= Date.parse(now)) continue;
    const permitted = (group?.agents ?? []).filter(({ number }) => refusal(callback.from, number) === null);
    if (!group || permitted.length === 0 || !opens || Date.parse(opens) >= Date.parse(callback.give_up_at)) {
      made.unmatched.push({ callback, error: permitted.length ? null : whyForbidden(group, callback, refusal) });
      continue;
    }
    const due = Math.max(Date.parse(opens), Date.parse(callback.next_round_at));
    const seconds =
      due > Date.parse(now) ? (due - Date.parse(now)) / 1000 : ring(made, group, callback, permitted, busy);
    made.lookIn = Math.min(made.lookIn ?? seconds, seconds);
  }
  return made;
}

/** Rings for one callback whoever is next; says when to look again where nothing else will tell. */
function ring(
  made: Plan,
  { strategy }: RingGroup,
  callback: WaitingCallback,
  agents: RingGroup["agents"],
  busy: Set<string>,
): number {
  if (callback.rings) return LOOK_AT_LEAST_EVERY_SECONDS;
  const free = agents.filter(({ number }) => !callback.tried.includes(number) && !busy.has(number));
  if (free.length === 0) {
    if (callback.tried.length === 0) return LOOK_AT_LEAST_EVERY_SECONDS;
    made.ends.push(callback);
    return ROUND_PAUSE_SECONDS;
  }
  for (const { number } of strategy === "in_order" ? free.slice(0, 1) : free) {
    busy.add(number);
    made.rings.push({ callback, agent: number });
  }
  return LOOK_AT_LEAST_EVERY_SECONDS;
}

function whyForbidden(
  group: RingGroup | null,
  { from }: WaitingCallback,
  refusal: (from: string, to: string) => Fault | null,
): Fault | null {
  const [first] = group?.agents ?? [];
  return first ? refusal(from, first.number) : null;
}
