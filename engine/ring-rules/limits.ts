import { BoundedMap } from "../bounded-map";
import { localTime } from "../local-time";
import type { RingRules } from "./rules";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** What the database knows of earlier rings to a contact's number: their moments within a week, and when the contact last declined (ISO 8601). */
export type EarlierRings = { rings: readonly string[]; declined_at: string | null };

/** When the number may be rung again by the account's limits for one number; null where it may be now. Moments are ISO 8601. */
export function restUntil(
  rules: RingRules["per_number"],
  { rings, declined_at }: EarlierRings,
  at: string,
): string | null {
  const now = Date.parse(at);
  const past = rings.map((ring) => Date.parse(ring)).sort((a, b) => b - a);
  const after = (most: number | null, span: number): number => {
    const oldest = most === null ? undefined : past[most - 1];
    return oldest === undefined ? 0 : oldest + span;
  };
  const rested = declined_at && rules.pause_minutes ? Date.parse(declined_at) + rules.pause_minutes * MINUTE : 0;
  const until = Math.max(after(rules.hour, HOUR), after(rules.day, DAY), after(rules.week, WEEK), rested);
  return until > now ? new Date(until).toISOString() : null;
}

export type LimitScope = "account" | "flow" | "client";

/** One count of rings: of the account, a flow or a client, in the clock hour or the account's day that `at` is in. */
export type RingLimit = {
  scope: LimitScope;
  unit: "hour" | "day";
  /** When the window began, and when the next one does: ISO 8601. */
  starts_at: string;
  ends_at: string;
  most: number;
};

/** What the calls of an account, a flow or a client may use in the account's day that `at` is in, see `RingRules`; absent: no limit. */
export type UseLimit = Window & { scope: LimitScope; calls?: number; minutes?: number; money?: number };

/** A limit of use that is reached: calls at once end whenever they do, a day's minutes and money come anew at `ends_at` (ISO 8601). */
export type ReachedUse = { scope: LimitScope; most: number } & (
  | { unit: "calls" }
  | { unit: "minutes"; ends_at: string }
  | { unit: "money"; ends_at: string; currency: string }
);

const SCOPES = ["account", "flow", "client"] as const;

/** The limits that hold for a ring, with their windows at `at`; `zone` is the account's. */
export function limitsAt(rules: RingRules, at: string, zone: string): RingLimit[] {
  return SCOPES.flatMap((scope) => {
    const { hour, day } = rules[`per_${scope}`];
    const limits: RingLimit[] = [];
    if (hour !== null) limits.push({ scope, unit: "hour", ...hourOf(at), most: hour });
    if (day !== null) limits.push({ scope, unit: "day", ...dayOf(at, zone), most: day });
    return limits;
  });
}

/** The limits of use that hold for a ring at `at`; `zone` is the account's. */
export function limitsOfUseAt(rules: RingRules, at: string, zone: string): UseLimit[] {
  return SCOPES.flatMap((scope) => {
    const { calls, minutes, money } = rules[`per_${scope}`];
    if (calls === null && minutes === null && money === null) return [];
    const most = {
      ...(calls === null ? {} : { calls }),
      ...(minutes === null ? {} : { minutes }),
      ...(money === null ? {} : { money }),
    };
    return [{ scope, ...most, ...dayOf(at, zone) }];
  });
}

type Window = Pick<RingLimit, "starts_at" | "ends_at">;

function hourOf(at: string): Window {
  const start = Math.floor(Date.parse(at) / HOUR) * HOUR;
  return window(start, start + HOUR);
}

/** The last day of each zone: to find one takes longer than all other rules. */
const days = new BoundedMap<string, Window>(100);
const QUARTER = 15 * MINUTE;

/** A day in a zone can have 23 or 25 hours: its borders are looked for by the clock there. */
function dayOf(at: string, zone: string): Window {
  const known = days.get(zone);
  if (known && known.starts_at <= at && at < known.ends_at) return known;
  const date = localTime(at, zone)?.date;
  const isSameDay = (moment: number) => localTime(new Date(moment).toISOString(), zone)?.date === date;
  const quarter = Math.floor(Date.parse(at) / QUARTER) * QUARTER;
  let start = quarter;
  while (quarter - start < 2 * DAY && isSameDay(start - QUARTER)) start -= QUARTER;
  let end = quarter + QUARTER;
  while (end - quarter < 2 * DAY && isSameDay(end)) end += QUARTER;
  const day = window(start, end);
  days.set(zone, day);
  return day;
}

const window = (start: number, end: number): Window => ({
  starts_at: new Date(start).toISOString(),
  ends_at: new Date(end).toISOString(),
});
