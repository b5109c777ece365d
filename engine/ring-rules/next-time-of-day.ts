import { localTime } from "../local-time";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
/** UTC offsets in use, and their changes, fall on whole quarters of an hour: within a quarter, local time has no jumps. */
const QUARTER_MINUTES = 15;
/** Two days of 25 hours. */
const LOOK_MINUTES = 50 * 60;

/**
 * The first moment after `at` (ISO 8601) at which the clocks of any of the zones come to a time of day, `20:00`; `24:00` is midnight. A
 * time that a day leaves out comes with the first one after it, one that comes twice comes the first time. Null: no zone is known.
 */
export function nextTimeOfDay(time: string, zones: readonly string[], at: string): string | null {
  const [first = null] = zones.flatMap((zone) => nextInZone(time, zone, at) ?? []).toSorted();
  return first;
}

function nextInZone(time: string, zone: string, at: string): string | null {
  const [hour = "0", minute = "0"] = time.split(":");
  const ofDay = Number(hour) * 60 + Number(minute);
  const today = localTime(at, zone);
  if (!today) return null;
  const wanted = today.minute < ofDay ? ofDay : DAY_MINUTES + ofDay;
  const first = Date.parse(at);
  const step = QUARTER_MINUTES * MINUTE;
  for (let quarter = Math.floor(first / step) * step; quarter < first + LOOK_MINUTES * MINUTE; quarter += step) {
    const local = localTime(new Date(quarter).toISOString(), zone);
    if (!local) return null;
    const days = Math.round((Date.parse(local.date) - Date.parse(today.date)) / (DAY_MINUTES * MINUTE));
    const missing = wanted - (days * DAY_MINUTES + local.minute);
    const moment = quarter + Math.max(0, missing) * MINUTE;
    if (missing < QUARTER_MINUTES && moment > first) return new Date(moment).toISOString();
  }
  return null;
}
