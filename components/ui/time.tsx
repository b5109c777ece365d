"use client";
import { useSyncExternalStore } from "react";
import { type TimeFormat, timeText } from "./time-text";

const never = () => () => undefined;

/** A time in the user's time zone, with the exact one (ISO 8601, UTC) as its title. Rendered on the server, which does not know the zone, it is in UTC. */
export function Time({ value, as = "moment" }: { value: Date | string; as?: TimeFormat }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const moment = new Date(value);
  const iso = moment.toISOString();
  return (
    <time dateTime={iso} title={iso} suppressHydrationWarning>
      {timeText(moment, as, new Date(), inBrowser ? undefined : "UTC")}
    </time>
  );
}
