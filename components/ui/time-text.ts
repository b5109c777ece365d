const FORMATS = {
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 1 },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeFormat = keyof typeof FORMATS;

/**
 * A time as the browser's language writes it, by its zone or the one given. The year is left out where it is that of `now`: an end in
 * 2030 must not read like one this week.
 */
export function timeText(moment: Date, as: TimeFormat, now: Date, timeZone?: string, locale?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const isOtherYear = as !== "clock" && yearOf(moment, timeZone) !== yearOf(now, timeZone);
  const year = isOtherYear ? ({ year: "numeric" } as const) : {};
  return new Intl.DateTimeFormat(locale, { ...FORMATS[as], ...year, hourCycle: "h23", ...zone }).format(moment);
}

/** Without a zone the browser's own is asked, which costs nothing: pages show hundreds of times. */
function yearOf(date: Date, timeZone: string | undefined): string {
  if (timeZone === undefined) return String(date.getFullYear());
  return new Intl.DateTimeFormat("en", { year: "numeric", timeZone }).format(date);
}
