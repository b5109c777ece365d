import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { readStoredInteraction } from "../../reports/data";
import { interactionDetail } from "../../reports/detail";
import { viewer } from "../kit/procedures";

/** One interaction with its steps, calls and log. Throws `interaction_not_found`. */
export const get = viewer.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => {
  const stored = await readStoredInteraction(ctx.account, input.id);
  if (!stored) throw new PatchcordError("interaction_not_found", "There is no such interaction.");
  return interactionDetail(stored);
});
