import { z } from "zod";
import { isoDate } from "./local-time";

/** What the calendar port is asked: whether days are in calendars of the account's, by name. */
export const calendarQuestion = z.object({
  days: z.array(z.object({ calendar: z.string(), date: isoDate })).max(100),
});
export type CalendarQuestion = z.infer<typeof calendarQuestion>;

/** What it answers; `occasion` is what the day is in the calendar, if it has a name. */
export const calendarAnswer = z.object({
  days: z.array(
    z.object({ calendar: z.string(), date: z.string(), inside: z.boolean(), occasion: z.string().optional() }),
  ),
});
export type CalendarAnswer = z.infer<typeof calendarAnswer>;
