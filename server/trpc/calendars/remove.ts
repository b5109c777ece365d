import { z } from "zod";
import { removeCalendar } from "../../resources/calendars/mutations";
import { admin } from "../kit";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeCalendar(ctx.session, input.id));
