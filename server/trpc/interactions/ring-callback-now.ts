import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { readCallback } from "../../reports/callbacks/data";
import { ringCallbackNow as ringNow } from "../../reports/callbacks/mutations";
import { builder } from "../kit/procedures";

/**
 * Rings the agents of a callback's group at once instead of at its next round. `rings` is false where agents ring already, or the callback
 * has gone on meanwhile. Throws `not_found`.
 */
export const ringCallbackNow = builder.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
  if (!(await readCallback(ctx.account, input.id))) throw new PatchcordError("not_found", "There is no such callback.");
  return { rings: await ringNow(ctx.session, input.id) };
});
