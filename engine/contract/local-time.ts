import { z } from "zod";
import "./field";
import { isTimeZone, WEEKDAYS } from "../local-time";

export { type LocalTime, WEEKDAYS, type Weekday } from "../local-time";
export { canonicalZone } from "../time-zones";

export const timeZone = z
  .string()
  .min(1, "must not be empty")
  .max(64)
  .refine(isTimeZone, "must be an IANA time zone, such as Europe/Lisbon")
  .meta({ title: "Time zone", is: "time_zone" });

/** A day of the calendar, `2026-12-24`. */
export const isoDate = z.iso
  .date("must be a date, such as 2026-12-24")
  .refine((date) => date >= "1900-01-01" && date <= "2199-12-31", "must lie between 1900 and 2199")
  .meta({ is: "date" });

/** A time of day, `00:00` to `23:59`. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time, such as 09:00")
  .meta({ is: "time" });

/** A time of day that ends a range: `24:00`, the end of the day, is allowed. */
export const endTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time, such as 18:00, or 24:00")
  .meta({ is: "time" });

export const weekdays = z
  .array(
    z.enum(WEEKDAYS).meta({
      choices: { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" },
    }),
  )
  .min(1, "must name at least one day")
  .max(7)
  .refine((days) => new Set(days).size === days.length, "must name each day once");

/** Minutes since midnight: 570 for `09:30`, 1440 for `24:00`. */
export function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
