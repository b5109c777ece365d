import { z } from "zod";
import { runtime } from "../../main";
import { cancelInteraction } from "../../runtime/end-call";
import { builder } from "../kit";

/** Cancels a running interaction; `cancelled` is false where it had ended by itself. */
export const cancel = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => ({ cancelled: await cancelInteraction(runtime(), ctx.account, input.id) }));
