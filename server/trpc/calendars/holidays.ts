import { z } from "zod";
import { holidaysOf } from "../../resources/calendars/holidays";
import { holidayPlace } from "../../resources/calendars/schema";
import { admin } from "../kit/procedures";

/** The public holidays of a place in one year. */
export const holidays = admin
  .input(holidayPlace.extend({ year: z.number().int().min(2000).max(2100) }))
  .query(({ input: { year, ...place } }) => holidaysOf(place, year));
