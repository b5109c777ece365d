import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { readCallback } from "../../reports/callbacks/data";
import { cancelInteraction } from "../../runtime/due/end-call";
import { runtime } from "../../wiring";
import { builder } from "../kit/procedures";

/**
 * Cancels a callback, and with it the interaction that waits for it: phones stop ringing. `cancelled` is false where it was
 * over already. Throws `conflict` where agent and contact are talking, `not_found`.
 */
export const cancelCallback = builder.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
  const callback = await readCallback(ctx.account, input.id);
  if (!callback) throw new PatchcordError("not_found", "There is no such callback.");
  if (callback.status === "joined") throw new PatchcordError("conflict", "The agent and the contact are talking.");
  if (callback.status === "over") return { cancelled: false };
  return { cancelled: await cancelInteraction(runtime(), ctx.account, callback.interactionId) };
});
