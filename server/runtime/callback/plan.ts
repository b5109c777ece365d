import type { Fault } from "@/engine/contract";
import { nextOpening } from "@/engine/opening-hours";
import { readPhoneNumber } from "@/engine/phone-number";
import type { RingGroup, RingGroupWork, WaitingCallback } from "../../ports/callback";

/** The pause between two rounds of ringing all agents. */
const ROUND_PAUSE_SECONDS = 30;
/** The same while a contact waits on the line. */
const LIVE_ROUND_PAUSE_SECONDS = 5;
/** A ring group is looked at this often at least, in case an event that should have woken it was lost. */
const MAX_LOOK_INTERVAL_SECONDS = 60;
/** How soon to look again for a contact who has not hung up yet, which is a matter of a sentence. */
const ON_PHONE_LOOK_SECONDS = 2;

/** Why no agent is rung any more: there is none who may be; of a contact who waits on the line, also the hours, or that all were rung in vain. */
export type Unmatched = "no_match" | "outside_hours" | "no_answer";

export type Plan = {
  rings: { callback: WaitingCallback; agent: string }[];
  /** Callbacks whose round is over: all agents were rung and none took it. */
  ends: WaitingCallback[];
  /** Callbacks for which no agent can be rung before they give up. `error`: why, where the account's rules forbid the calls. */
  unmatched: { callback: WaitingCallback; result: Unmatched; error: Fault | null }[];
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
    if (!group || permitted.length === 0) {
      result.unmatched.push({ callback, result: "no_match", error: firstRefusal(group, callback, refusal) });
      continue;
    }
    const isLive = callback.rounds_left !== undefined;
    if (!opens || Date.parse(opens) >= Date.parse(isLive ? soon(now) : callback.give_up_at)) {
      result.unmatched.push({ callback, result: isLive ? "outside_hours" : "no_match", error: null });
      continue;
    }
    const due = Math.max(Date.parse(opens), Date.parse(callback.next_round_at));
    const seconds =
      due > Date.parse(now)
        ? (due - Date.parse(now)) / 1000
        : ringNow(result, group, callback, inTurn(group, permitted, work.last_calls), busy);
    if (seconds !== null) result.lookIn = Math.min(result.lookIn ?? seconds, seconds);
  }
  return result;
}

/**
 * Adds the next agents to ring for one callback, or the end of its round; returns seconds until the next look, null: none. A contact who
 * has not hung up yet would be busy when an agent has accepted: until then nobody is rung.
 */
function ringNow(
  result: Plan,
  { strategy }: RingGroup,
  callback: WaitingCallback,
  agents: RingGroup["agents"],
  busy: Set<string>,
): number | null {
  const isLive = callback.rounds_left !== undefined;
  if (callback.on_phone && !isLive) return ON_PHONE_LOOK_SECONDS;
  if (callback.rings) return MAX_LOOK_INTERVAL_SECONDS;
  const untried = agents.filter(({ number }) => !callback.tried.includes(number));
  const free = untried.filter(({ number }) => !busy.has(lineOf(number)));
  if (free.length === 0) {
    // Who waits on the line waits for those, too, who are in another call.
    if (callback.tried.length === 0 || (isLive && untried.length > 0)) return MAX_LOOK_INTERVAL_SECONDS;
    if (callback.rounds_left !== undefined && callback.rounds_left <= 1) {
      result.unmatched.push({ callback, result: "no_answer", error: null });
      return null;
    }
    result.ends.push(callback);
    return pauseAfterRound(callback);
  }
  for (const { number } of strategy === "all_at_once" ? free : free.slice(0, 1)) {
    if (busy.has(lineOf(number))) continue;
    busy.add(lineOf(number));
    result.rings.push({ callback, agent: number });
  }
  return MAX_LOOK_INTERVAL_SECONDS;
}

/** The agents in the order in which they are rung: as they are listed, or the one first whose last call is the longest ago. */
function inTurn(
  { strategy }: RingGroup,
  agents: RingGroup["agents"],
  lastCalls: Readonly<Record<string, string>> = {},
): RingGroup["agents"] {
  if (strategy !== "longest_idle") return agents;
  const since = ({ number }: { number: string }) => lastCalls[lineOf(number)] ?? "";
  return agents.toSorted((a, b) => (since(a) === since(b) ? 0 : since(a) < since(b) ? -1 : 1));
}

/** Seconds between two rounds of ringing everybody. */
export function pauseAfterRound({ rounds_left }: WaitingCallback): number {
  return rounds_left === undefined ? ROUND_PAUSE_SECONDS : LIVE_ROUND_PAUSE_SECONDS;
}

/** Whoever waits on the line does not wait for opening hours that begin later than this. */
const soon = (now: string): string => new Date(Date.parse(now) + 1000).toISOString();

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
