import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { readOverCallback } from "../../reports/callbacks/data";
import { notAgain } from "../../runtime/start";
import { builder } from "../kit/procedures";
import { ringAgainFromStudio } from "../kit/start-from-studio";

/**
 * Rings a callback that is over again, by an interaction of its own. Throws `not_found`, `conflict` where it may not be, and what a start
 * throws.
 */
export const ringCallbackAgain = builder.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
  const over = await readOverCallback(ctx.account, input.id);
  if (!over) throw new PatchcordError("not_found", "There is no such callback.");
  if (over.notAgain) throw notAgain(over.notAgain);
  const { email: actor, name } = ctx.session.user;
  const by = { callback: input.id, actor, name: name || actor, audit: ids.uuid() };
  return { interaction: await ringAgainFromStudio(ctx.account, over, by) };
});
