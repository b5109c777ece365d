import { z } from "zod";
import { removeCalendar } from "../../resources/calendars/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeCalendar(ctx.session, input.id));
