import { z } from "zod";
import { isoDate } from "./local-time";

/** Request of the calendar port: for each day, whether it is in the account's calendar of that name. */
export const calendarQuestion = z.object({
  days: z.array(z.object({ calendar: z.string(), date: isoDate })).max(100),
});
export type CalendarQuestion = z.infer<typeof calendarQuestion>;

/** Answer of the calendar port; `occasion` is the title of the calendar's entry, such as a holiday's name. */
export const calendarAnswer = z.object({
  days: z.array(
    z.object({ calendar: z.string(), date: z.string(), inside: z.boolean(), occasion: z.string().optional() }),
  ),
});
export type CalendarAnswer = z.infer<typeof calendarAnswer>;
