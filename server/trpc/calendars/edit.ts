import { z } from "zod";
import { editCalendar } from "../../resources/calendars/mutations";
import { calendarInput } from "../../resources/calendars/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(calendarInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input }) => editCalendar(ctx.session, input));
