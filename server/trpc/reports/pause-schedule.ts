import { z } from "zod";
import { pauseSchedule as pause } from "../../reports/schedules/mutations";
import { builder } from "../kit/procedures";

/** Pauses a schedule of exports, or resumes it with its next turn from now. Throws `not_found`. */
export const pauseSchedule = builder
  .input(z.object({ id: z.uuid(), isPaused: z.boolean() }))
  .mutation(({ ctx, input }) => pause(ctx.session, input.id, input.isPaused));
