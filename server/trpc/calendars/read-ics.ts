import { z } from "zod";
import { readCalendarFile } from "../../resources/calendars/read-calendar-file";
import { admin } from "../kit/procedures";

/** Text that somebody pasted, or a file's bytes in base64: as text, a file would have lost what its coding and its folds meant. */
const content = z.union([z.object({ ics: z.string() }), z.object({ file: z.base64() })]);

/** The dates of an iCalendar file, which the admin looks at before importing them. Changes nothing. */
export const readIcs = admin
  .input(z.intersection(content, z.object({ takeFree: z.boolean().default(false) })))
  .mutation(({ ctx, input }) => {
    const file = "ics" in input ? Buffer.from(input.ics) : Buffer.from(input.file, "base64");
    const today = new Date().toISOString().slice(0, 10);
    return readCalendarFile({ account: ctx.account, file, today, takeFree: input.takeFree }, "ics");
  });
