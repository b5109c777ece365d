import { z } from "zod";
import { cancelInteraction } from "../../runtime/due/end-call";
import { runtime } from "../../wiring";
import { builder } from "../kit/procedures";

/** Cancels a running interaction; `cancelled` is false where it had ended already. */
export const cancel = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => ({ cancelled: await cancelInteraction(runtime(), ctx.account, input.id) }));
