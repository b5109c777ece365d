import { z } from "zod";
import { removeExport as remove } from "../../reports/exports/mutations";
import { builder } from "../kit/procedures";

/** Stops an export, or takes a finished one away. Throws `not_found`. */
export const removeExport = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => remove(ctx.session, input.id));
