import { z } from "zod";
import { readIcs as read } from "../../resources/calendars/ics";
import { admin } from "../kit/procedures";

/** The dates of an iCalendar file, which the admin looks at before importing them. Changes nothing. */
export const readIcs = admin
  .input(z.object({ ics: z.string() }))
  .mutation(({ input }) => read(input.ics, new Date().toISOString().slice(0, 10)));
