import type { Fault } from "@/engine/contract";
import { nextOpening } from "@/engine/opening-hours";
import { readPhoneNumber } from "@/engine/phone-number";
import type { RingGroup, RingGroupWork, WaitingCallback } from "../../ports/callback";

/** The pause between two rounds of ringing all agents. */
export const ROUND_PAUSE_SECONDS = 30;
/** A ring group is looked at this often at least, in case an event that should have woken it was lost. */
const MAX_LOOK_INTERVAL_SECONDS = 60;
/** How soon to look again for a contact who has not hung up yet, which is a matter of a sentence. */
const ON_PHONE_LOOK_SECONDS = 2;

export type Plan = {
  rings: { callback: WaitingCallback; agent: string }[];
  /** Callbacks whose round is over: all agents were rung and none took it. */
  ends: WaitingCallback[];
  /** Callbacks for which no agent can be rung before they give up. `error`: why, where the account's rules forbid the calls. */
  unmatched: { callback: WaitingCallback; error: Fault | null }[];
  /** Seconds until the group is to be looked at again without another event; null: no callback waits. */
  lookIn: number | null;
};

/**
 * Plans which agents to ring for the callbacks that wait for a ring group, in their order. Pure: where two workers plan at once,
 * the writes decide which of them rings. `refusal` says why the account's rules forbid a call.
 */
export function planRinging(work: RingGroupWork, refusal: (from: string, to: string) => Fault | null): Plan {
  const result: Plan = { rings: [], ends: [], unmatched: [], lookIn: null };
  const { now, group, callbacks } = work;
  const last = callbacks.map(({ give_up_at }) => Date.parse(give_up_at)).reduce((a, b) => Math.max(a, b), 0);
  const opens = group && callbacks.length ? nextOpening(group, now, new Date(last).toISOString()) : null;
  const busy = new Set(work.busy);
  for (const callback of callbacks) {
    // The interaction's own deadline ends a callback that gives up now.
    if (Date.parse(callback.give_up_at) <= Date.parse(now)) continue;
    const permitted = (group?.agents ?? []).filter(({ number }) => refusal(callback.from, lineOf(number)) === null);
    if (!group || permitted.length === 0 || !opens || Date.parse(opens) >= Date.parse(callback.give_up_at)) {
      result.unmatched.push({ callback, error: permitted.length ? null : firstRefusal(group, callback, refusal) });
      continue;
    }
    const due = Math.max(Date.parse(opens), Date.parse(callback.next_round_at));
    const seconds =
      due > Date.parse(now) ? (due - Date.parse(now)) / 1000 : ringNow(result, group, callback, permitted, busy);
    result.lookIn = Math.min(result.lookIn ?? seconds, seconds);
  }
  return result;
}

/**
 * Adds the next agents to ring for one callback, or the end of its round; returns seconds until the next look. A contact who has
 * not hung up yet would be busy when an agent has accepted: until then nobody is rung.
 */
function ringNow(
  result: Plan,
  { strategy }: RingGroup,
  callback: WaitingCallback,
  agents: RingGroup["agents"],
  busy: Set<string>,
): number {
  if (callback.on_phone) return ON_PHONE_LOOK_SECONDS;
  if (callback.rings) return MAX_LOOK_INTERVAL_SECONDS;
  const free = agents.filter(({ number }) => !callback.tried.includes(number) && !busy.has(lineOf(number)));
  if (free.length === 0) {
    if (callback.tried.length === 0) return MAX_LOOK_INTERVAL_SECONDS;
    result.ends.push(callback);
    return ROUND_PAUSE_SECONDS;
  }
  for (const { number } of strategy === "in_order" ? free.slice(0, 1) : free) {
    if (busy.has(lineOf(number))) continue;
    busy.add(lineOf(number));
    result.rings.push({ callback, agent: number });
  }
  return MAX_LOOK_INTERVAL_SECONDS;
}

/** Agents behind one switchboard share its number, and are rung one after the other. */
function lineOf(number: string): string {
  return readPhoneNumber(number).number?.e164 ?? number;
}

function firstRefusal(
  group: RingGroup | null,
  { from }: WaitingCallback,
  refusal: (from: string, to: string) => Fault | null,
): Fault | null {
  const [first] = group?.agents ?? [];
  return first ? refusal(from, lineOf(first.number)) : null;
}
