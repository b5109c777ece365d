import { z } from "zod";
import { dateRange } from "@/engine/contract";
import { storableText } from "../../platform/storable-text";

/** Verifying a flow reads all calendars of an account, so their number is limited. */
export const MAX_CALENDARS = 500;
/** A calendar has at most so many dates of its own, and as many from its feed. */
export const MAX_DATES = 2000;
/** The largest iCalendar file. */
export const MAX_ICS_BYTES = 1024 * 1024;

export const calendarDate = dateRange.safeExtend({
  title: storableText.trim().max(120, "Use at most 120 characters.").default(""),
});
export type CalendarDate = z.infer<typeof calendarDate>;

/** A country, state and region by the codes of date-holidays. */
export const holidayPlace = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, "Choose a country."),
  state: z.string().max(12).optional(),
  region: z.string().max(12).optional(),
});
export type HolidayPlace = z.infer<typeof holidayPlace>;

/** What the form sends. */
export const calendarInput = z.object({
  name: z.string().max(400),
  dates: z.array(z.record(z.string(), z.unknown())).max(MAX_DATES + 1),
  holidays: holidayPlace.nullable(),
  feedUrl: z.string().max(4000),
  /** Whether the events of the address that take up no time count, too. */
  feedFree: z.boolean().default(false),
});
export type CalendarInput = z.input<typeof calendarInput>;

export const calendarSchema = z
  .object({
    name: storableText.trim().min(1, "Give the calendar a name.").max(120, "Use at most 120 characters."),
    dates: z.array(calendarDate).max(MAX_DATES, `A calendar has at most ${MAX_DATES} dates.`),
    holidays: holidayPlace.nullable(),
    feedUrl: z
      .string()
      .trim()
      .max(2000, "Use at most 2,000 characters.")
      .refine((url) => url === "" || isWebAddress(url), "Write a web address that begins with https:// or webcal://."),
    feedFree: z.boolean().default(false),
  })
  .refine(({ dates, holidays, feedUrl }) => dates.length > 0 || holidays !== null || feedUrl !== "", {
    path: ["dates"],
    message: "Add a date, choose a country, or give the address of a calendar.",
  });

function isWebAddress(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return ["https:", "http:", "webcal:"].includes(protocol) && username === "" && password === "";
  } catch {
    return false;
  }
}
