import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { readCallback } from "../../reports/callbacks/data";
import { cancelInteraction } from "../../runtime/due/end-call";
import { runtime } from "../../wiring";
import { builder } from "../kit/procedures";

/**
 * Cancels a callback and the interaction that waits for it, so that phones stop ringing. `cancelled` is false where it had ended
 * already. Throws `conflict` while agent and contact are talking, `not_found`.
 */
export const cancelCallback = builder.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
  const callback = await readCallback(ctx.account, input.id);
  if (!callback) throw new PatchcordError("not_found", "There is no such callback.");
  if (callback.status === "joined") throw new PatchcordError("conflict", "The agent and the contact are talking.");
  if (callback.status === "over") return { cancelled: false };
  return { cancelled: await cancelInteraction(runtime(), ctx.account, callback.interactionId) };
});
