import { z } from "zod";
import { refreshCalendar } from "../../resources/calendars/mutations";
import { admin } from "../kit/procedures";

/** Reads the calendar's address again. */
export const refresh = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => refreshCalendar(ctx.session, input.id));
