import { z } from "zod";
import { editSchedule as edit } from "../../reports/schedules/mutations";
import { scheduleForm } from "../../reports/schedules/schema";
import { builder } from "../kit/procedures";

/** Changes a schedule of exports. Throws `not_found`, and as `addSchedule`. */
export const editSchedule = builder
  .input(scheduleForm.extend({ id: z.uuid() }))
  .mutation(({ ctx, input: { id, ...values } }) => edit(ctx.session, id, values));
