import { z } from "zod";
import { removeView as remove } from "../../reports/views/mutations";
import { viewer } from "../kit/procedures";

/** Removes a view of one's own, admins any shared one. Throws `not_found`. */
export const removeView = viewer
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => remove(ctx.session, input.id));
