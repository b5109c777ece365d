export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local time in a zone: an ISO date, minutes since midnight, the day of the week. */
export type LocalTime = { date: string; minute: number; weekday: Weekday };

/**
 * One formatter a zone is enough, because rules only convert an instant to local time, never back. Temporal's polyfill would
 * use the same Intl data and weigh 20 kB in the browser.
 */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = make(zone);
  // Valid names are some hundreds, but a flow can try any number of invalid ones: those are cached up to a limit.
  if (made || formatters.size < 2000) formatters.set(zone, made);
  return made;
}

function make(zone: string): Intl.DateTimeFormat | null {
  // Intl also takes an offset such as +01:00, which has no daylight-saving rules.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  } catch {
    return null;
  }
}

/** True for an IANA time zone name that this machine's zone data knows. */
export function isTimeZone(zone: string): boolean {
  return formatterOf(zone) !== null;
}

/** The name that this machine knows a zone by, for any name and case of it; null for none. */
export function resolvedZone(zone: string): string | null {
  return formatterOf(zone)?.resolvedOptions().timeZone ?? null;
}

/** The local time at an instant (ISO 8601); null for a zone that is not known here. */
export function localTime(at: string, zone: string): LocalTime | null {
  const formatter = formatterOf(zone);
  if (!formatter) return null;
  // "03/29/2026, 01:30": a regular expression costs a fifth of formatToParts.
  const shown = /^(\d\d)\/(\d\d)\/(\d{1,4}), (\d\d):(\d\d)$/.exec(formatter.format(Date.parse(at)));
  if (!shown) return null;
  const [, month = "", day = "", year = "", hour, minute] = shown;
  const date = `${year.padStart(4, "0")}-${month}-${day}`;
  return { date, minute: Number(hour) * 60 + Number(minute), weekday: weekdayOf(date) };
}

/** The day of the week of an ISO date. */
function weekdayOf(date: string): Weekday {
  // 1970-01-01 was a Thursday.
  const days = Math.floor(Date.parse(date) / 86_400_000);
  return WEEKDAYS[(((days + 3) % 7) + 7) % 7] as Weekday;
}
