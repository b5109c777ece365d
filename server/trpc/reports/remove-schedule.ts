import { z } from "zod";
import { removeSchedule as remove } from "../../reports/schedules/mutations";
import { builder } from "../kit/procedures";

/** Removes a schedule of exports; its files stay. Throws `not_found`. */
export const removeSchedule = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => remove(ctx.session, input.id));
