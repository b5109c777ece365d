import { z } from "zod";
import { clockTime, endTime, WEEKDAYS } from "@/engine/contract";

const time = (schema: z.ZodType, hint: string) => z.string().refine((text) => schema.safeParse(text).success, hint);

/** Hours of some weekdays, as a form sends them; an end before the beginning is of the next day. */
export const weeklyHours = z
  .object({
    days: z.array(z.enum(WEEKDAYS)).min(1, "Choose at least one day.").max(7),
    from: time(clockTime, "Write a time, such as 09:00."),
    to: time(endTime, "Write a time, such as 18:00, or 24:00."),
  })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    message: "Choose another end than the beginning; a whole day is 00:00 to 24:00.",
  });
