import { localTime } from "@/engine/local-time";

export const EVERY = ["day", "week", "month"] as const;
export type Every = (typeof EVERY)[number];

/** When a schedule has its turns: at an hour of a zone's clocks on the first day after each day, week (from Monday) or month. */
export type Rhythm = { every: Every; hour: number; timeZone: string };

/** A turn, and the whole period before it that its export is of; `to` excluded, `day` its first day there. */
export type Turn = { at: Date; from: Date; to: Date; day: string };

/** The first turn that is later than a moment. Throws for a zone that this machine does not know. */
export function nextTurn({ every, hour, timeZone }: Rhythm, after: Date): Turn {
  const local = localTime(after.toISOString(), timeZone);
  if (!local) throw new Error("A schedule's time zone is not known here.");
  const begin = beginOf(every, local.date);
  const at = momentOf(timeZone, begin, hour);
  return at > after ? turnAt(begin, at) : turnAt(following(every, begin), null);

  function turnAt(first: string, moment: Date | null): Turn {
    const day = preceding(every, first);
    const [from, to] = [momentOf(timeZone, day, 0), momentOf(timeZone, first, 0)];
    return { at: moment ?? momentOf(timeZone, first, hour), from, to, day };
  }
}

const MINUTE = 60_000;
/** Zones change their clocks by quarters of an hour. */
const STEP = 15 * MINUTE;
/** No zone is further from UTC. */
const FURTHEST = 16 * 60 * MINUTE;

/**
 * When a zone's clocks first show an hour of a day, or something later: an hour that is left out is over as it begins, and of one that comes
 * twice the first counts.
 */
function momentOf(zone: string, date: string, hour: number): Date {
  const wanted = `${date} ${minutes(hour * 60)}`;
  const about = Date.parse(`${date}T00:00:00Z`) + hour * 60 * MINUTE;
  for (let at = about - FURTHEST; at <= about + FURTHEST; at += STEP) {
    const local = localTime(new Date(at).toISOString(), zone);
    if (local && `${local.date} ${minutes(local.minute)}` >= wanted) return new Date(at);
  }
  throw new Error("A zone's clocks never show an hour.");
}

const minutes = (minute: number) => String(minute).padStart(4, "0");

/** The first day of the day's period. */
function beginOf(every: Every, date: string): string {
  if (every === "month") return `${date.slice(0, 7)}-01`;
  return every === "week" ? moved(date, -weekday(date)) : date;
}

function following(every: Every, first: string): string {
  if (every === "month") return beginOf("month", moved(first, 31));
  return moved(first, every === "week" ? 7 : 1);
}

const preceding = (every: Every, first: string) => beginOf(every, moved(first, -1));

/** Days since Monday. */
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

function moved(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
