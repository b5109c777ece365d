"use client";
import { useSyncExternalStore } from "react";

const FORMATS = {
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 1 },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const never = () => () => undefined;

/** A time in the user's time zone, with the exact one (ISO 8601, UTC) as its title. Rendered on the server, which does not know the zone, it is in UTC. */
export function Time({ value, as = "moment" }: { value: Date | string; as?: keyof typeof FORMATS }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const moment = new Date(value);
  const iso = moment.toISOString();
  const format = new Intl.DateTimeFormat(undefined, {
    ...FORMATS[as],
    hourCycle: "h23",
    ...(inBrowser ? {} : { timeZone: "UTC" }),
  });
  return (
    <time dateTime={iso} title={iso} suppressHydrationWarning>
      {format.format(moment)}
    </time>
  );
}
