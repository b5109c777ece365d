import { addSchedule as add } from "../../reports/schedules/mutations";
import { scheduleForm } from "../../reports/schedules/schema";
import { builder } from "../kit/procedures";

/** Adds a schedule of exports. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export const addSchedule = builder.input(scheduleForm).mutation(({ ctx, input }) => add(ctx.session, input));
